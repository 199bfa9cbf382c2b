import type { Plane } from '../kernels/kernels';
import { bitText } from '../measurement/bit-text';
import { conditionHolds } from '../noise/condition-holds';
import type { StateVector } from '../state-vector/state-vector';
import { checkDensityBytes } from './density-bytes';
import type { DensityInstruction } from './density-program';

/** A reading of the bits so far, and the part of the density matrix that goes with it: its trace is the probability. */
export interface DensityBranch {
  readonly bits: Uint8Array;
  /** The matrix, unless it is the one in the state. */
  stored: { readonly re: Plane; readonly im: Plane } | undefined;
}

/** Branches whose trace is below are rounding errors. */
const leastTrace = 1e-15;

export interface DensityRun {
  readonly state: StateVector;
  readonly qubitCount: number;
  readonly maximumBytes: number;
}

const exchange = (a: Plane, b: Plane): void => {
  for (let at = 0; at < a.length; at++) {
    const value = a[at]!;
    a[at] = b[at]!;
    b[at] = value;
  }
};

const traceOf = ({ re }: StateVector, qubitCount: number): number => {
  let sum = 0;
  for (let at = 0; at < re.length; at += 2 ** qubitCount + 1) sum += re[at]!;
  return sum;
};

/** Runs instructions on all readings of the bits at once; readings that nothing tells apart any more are added up. */
export class DensityRunner {
  readonly #run: DensityRun;
  /** The branch whose matrix is in the state. */
  #resident: DensityBranch | undefined;
  #count = 1;

  constructor(run: DensityRun, start: DensityBranch) {
    this.#run = run;
    this.#resident = start;
  }

  /** Puts a branch's matrix into the state. */
  bring(branch: DensityBranch): void {
    if (branch === this.#resident) return;
    const { state } = this.#run;
    const { re, im } = branch.stored!;
    const resident = this.#resident;
    if (resident === undefined) state.copyFrom({ re, im });
    else {
      // Exchanging needs no third matrix.
      exchange(state.re, re);
      exchange(state.im, im);
      resident.stored = { re, im };
    }
    branch.stored = undefined;
    this.#resident = branch;
  }

  #forget(branch: DensityBranch): void {
    branch.stored = undefined;
    if (this.#resident === branch) this.#resident = undefined;
    this.#count -= 1;
  }

  /** Adds up the branches whose live bits read the same. */
  #merge(branches: readonly DensityBranch[], live: ReadonlySet<number>): DensityBranch[] {
    const merged = new Map<string, DensityBranch>();
    for (const branch of branches) {
      branch.bits.forEach((_, bit) => {
        if (!live.has(bit)) branch.bits[bit] = 0;
      });
      const key = bitText(branch.bits);
      const same = merged.get(key);
      if (same === undefined) {
        merged.set(key, branch);
        continue;
      }
      this.bring(same);
      const { re, im } = this.#run.state;
      const other = branch.stored!;
      for (let at = 0; at < re.length; at++) {
        re[at]! += other.re[at]!;
        im[at]! += other.im[at]!;
      }
      this.#forget(branch);
    }
    return [...merged.values()];
  }

  #measure(branch: DensityBranch, instruction: DensityInstruction & { readonly kind: 'measure' }): DensityBranch[] {
    const { state, qubitCount, maximumBytes } = this.#run;
    this.#count += 1;
    checkDensityBytes(qubitCount, state.precision, maximumBytes, this.#count);
    this.bring(branch);
    const other: DensityBranch = {
      bits: branch.bits.slice(),
      stored: { re: state.re.slice(), im: state.im.slice() },
    };
    const found: DensityBranch[] = [];
    for (const [value, own] of [branch, other].entries()) {
      this.bring(own);
      instruction.outcomes[value]!.run(state.kernels);
      own.bits[instruction.bit] = value;
      if (traceOf(state, qubitCount) > leastTrace) found.push(own);
      else this.#forget(own);
    }
    return found;
  }

  run(instructions: readonly DensityInstruction[], start: readonly DensityBranch[]): DensityBranch[] {
    let branches = [...start];
    for (const instruction of instructions) {
      if (instruction.kind === 'plan') {
        for (const branch of branches) {
          this.bring(branch);
          instruction.plan.run(this.#run.state.kernels);
        }
      } else if (instruction.kind === 'measure') {
        branches = this.#merge(
          branches.flatMap((branch) => this.#measure(branch, instruction)),
          instruction.live,
        );
      } else {
        const { condition, body, otherwise, live } = instruction;
        const isTrue = ({ bits }: DensityBranch): boolean => conditionHolds(condition, bits);
        const chosen = branches.filter(isTrue);
        const others = branches.filter((branch) => !isTrue(branch));
        branches = this.#merge([...this.run(body, chosen), ...this.run(otherwise, others)], live);
      }
    }
    return branches;
  }
}
