import { angleValue } from '../circuit/angle';
import { type Circuit, circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import { gateQubitCount } from '../gates/gate';
import { gateMatrix } from '../gates/gate-matrix';
import { standardGates } from '../gates/standard-gates';
import type { Random } from '../seeded-random';

export interface Amplitudes {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The state of a circuit, gate by gate with whole matrices: nothing is merged, moved or specialised. */
export const referenceState = (of: Circuit, values: Readonly<Record<string, number>> = {}): Amplitudes => {
  const size = 2 ** of.qubitCount;
  let re = new Float64Array(size);
  let im = new Float64Array(size);
  re[0] = 1;
  for (const operation of flatten(of)) {
    if (operation.kind !== 'gate') continue;
    const { gate, qubits, angles } = operation;
    const matrix = gateMatrix(
      gate,
      angles.map((angle) => angleValue(angle, values)),
    );
    const nextRe = new Float64Array(size);
    const nextIm = new Float64Array(size);
    const mask = qubits.reduce((sum, qubit) => sum + 2 ** qubit, 0);
    for (let index = 0; index < size; index++) {
      const row = qubits.reduce((sum, qubit, k) => sum | (((index >> qubit) & 1) << k), 0);
      for (let column = 0; column < matrix.size; column++) {
        const from = qubits.reduce((sum, qubit, k) => sum | (((column >> k) & 1) << qubit), index & ~mask);
        const c = matrix.re[row * matrix.size + column]!;
        const s = matrix.im[row * matrix.size + column]!;
        nextRe[index]! += c * re[from]! - s * im[from]!;
        nextIm[index]! += c * im[from]! + s * re[from]!;
      }
    }
    re = nextRe;
    im = nextIm;
  }
  return { re, im };
};

/** Largest distance of two amplitudes. */
export const largestDifference = (a: { re: ArrayLike<number>; im: ArrayLike<number> }, b: typeof a): number => {
  let worst = 0;
  for (let index = 0; index < a.re.length; index++) {
    worst = Math.max(worst, Math.hypot(a.re[index]! - b.re[index]!, a.im[index]! - b.im[index]!));
  }
  return worst;
};

const names = Object.keys(standardGates) as (keyof typeof standardGates)[];

const shuffled = (count: number, random: Random): number[] => {
  const qubits = Array.from({ length: count }, (_, qubit) => qubit);
  for (let index = count - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    [qubits[index], qubits[other]] = [qubits[other]!, qubits[index]!];
  }
  return qubits;
};

/** A circuit of random standard gates on random qubits with random angles. */
export const randomCircuit = (qubitCount: number, gateCount: number, random: Random): Circuit => {
  let result = circuit(qubitCount);
  while (result.operations.length < gateCount) {
    const gate = standardGates[names[random.integer(names.length)]!];
    const needed = gateQubitCount(gate);
    if (needed > qubitCount) continue;
    const angles = Array.from({ length: gate.base.angleCount }, () => 4 * random.normal());
    result = result.apply(gate, shuffled(qubitCount, random).slice(0, needed), ...angles);
    if (random.integer(20) === 0) result = result.barrier();
  }
  return result;
};
