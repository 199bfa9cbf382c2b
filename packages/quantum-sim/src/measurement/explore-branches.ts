import type { MeasureOperation, ResetOperation } from '../circuit/operation';
import type { Instruction, Program } from '../state-vector/program';
import { stateBytes } from '../state-vector/state-bytes';
import type { StateVector } from '../state-vector/state-vector';

/** What is left to do, first instruction first. */
interface Rest {
  readonly instructions: readonly Instruction[];
  readonly at: number;
  readonly after: Rest | undefined;
}

/** One way that a program can go until only measurements are left. */
export interface Branch {
  readonly state: StateVector;
  /** The classical bits so far. */
  readonly bits: Uint8Array;
  /** The measurements at the end, in order. */
  readonly measurements: readonly MeasureOperation[];
  readonly weight: number;
}

export interface ExploreOptions {
  readonly program: Program;
  readonly state: StateVector;
  /** The weight of the whole: shots, or the probability 1. */
  readonly weight: number;
  /** Splits a weight where a qubit is 1 with that probability: the parts for 0 and for 1. A part of 0 is not followed. */
  readonly split: (weight: number, probabilityOfOne: number) => readonly [number, number];
  readonly visit: (branch: Branch) => void;
  /** Copies of the state are kept up to so many bytes; beyond, states are computed again. */
  readonly maximumBytes: number;
}

const isTrue = (bits: Uint8Array, places: readonly number[], value: number): boolean =>
  places.every((place, index) => bits[place] === Math.floor(value / 2 ** index) % 2);

/** The measurements at the end if nothing else is left. */
const onlyMeasurements = (rest: Rest | undefined): MeasureOperation[] | undefined => {
  const found: MeasureOperation[] = [];
  for (let part = rest; part !== undefined; part = part.after) {
    for (let at = part.at; at < part.instructions.length; at++) {
      const instruction = part.instructions[at]!;
      if (instruction.kind !== 'measure') return undefined;
      found.push(instruction);
    }
  }
  return found;
};

const outcomeOf = (
  state: StateVector,
  instruction: MeasureOperation | ResetOperation,
  bits: Uint8Array,
  value: 0 | 1,
) => {
  const one = state.probabilityOfOne(instruction.qubit);
  state.collapse(instruction.qubit, value, value === 1 ? one : 1 - one);
  if (instruction.kind === 'measure') bits[instruction.bit] = value;
  else if (value === 1) state.kernels.flip(0, Math.max(state.qubitCount, 2), instruction.qubit, 0);
};

/**
 * Runs a program along every way that its measurements and resets can go, depth first.
 *
 * Both ways of one measurement start from the same state, so what they share is computed once.
 */
export const exploreBranches = ({ program, state, weight, split, visit, maximumBytes }: ExploreOptions): void => {
  const start: Rest = { instructions: program.instructions, at: 0, after: undefined };
  const bytes = stateBytes(state.qubitCount, state.precision);
  const copies: { readonly re: Float64Array; readonly im: Float64Array }[] = [];

  /** Runs to the next measurement or reset that is not at the end; `undefined` when only measurements are left. */
  const advance = (from: Rest, bits: Uint8Array): Rest | undefined => {
    let rest: Rest | undefined = from;
    while (rest !== undefined) {
      const { instructions, at, after }: Rest = rest;
      const instruction = instructions[at];
      const next: Rest = { instructions, at: at + 1, after };
      if (instruction === undefined) rest = after;
      else if (instruction.kind === 'gates') {
        instruction.plan.run(state.kernels);
        rest = next;
      } else if (instruction.kind === 'conditional') {
        const { condition, body, otherwise } = instruction;
        const chosen = isTrue(bits, condition.bits, condition.value) ? body : otherwise;
        rest = { instructions: chosen, at: 0, after: next };
      } else return rest;
    }
    return undefined;
  };

  const instructionAt = ({ instructions, at }: Rest) => instructions[at] as MeasureOperation | ResetOperation;

  /** Computes the state again that came after these outcomes. */
  const rebuild = (path: readonly (0 | 1)[]): void => {
    const bits = new Uint8Array(program.bitCount);
    state.reset();
    let rest = advance(start, bits);
    for (const value of path) {
      const { instructions, at, after } = rest!;
      outcomeOf(state, instructionAt(rest!), bits, value);
      rest = advance({ instructions, at: at + 1, after }, bits);
    }
  };

  const follow = (from: Rest, bits: Uint8Array, path: readonly (0 | 1)[], part: number, depth: number): void => {
    const measurements = onlyMeasurements(from);
    if (measurements !== undefined) {
      visit({ state, bits, measurements, weight: part });
      return;
    }
    const rest = advance(from, bits);
    const left = rest === undefined ? [] : onlyMeasurements(rest);
    if (rest === undefined || left !== undefined) {
      visit({ state, bits, measurements: left ?? [], weight: part });
      return;
    }
    const instruction = instructionAt(rest);
    const one = Math.min(1, Math.max(0, state.probabilityOfOne(instruction.qubit)));
    const parts = split(part, one);
    const next: Rest = { ...rest, at: rest.at + 1 };
    const isSplit = parts[0] > 0 && parts[1] > 0;
    const hasCopy = isSplit && bytes * (depth + 2) <= maximumBytes;
    if (hasCopy) {
      copies[depth] ??= { re: new Float64Array(state.re.length), im: new Float64Array(state.im.length) };
      copies[depth].re.set(state.re);
      copies[depth].im.set(state.im);
    }
    for (const value of [0, 1] as const) {
      if (!(parts[value] > 0)) continue;
      if (isSplit && value === 1) {
        if (hasCopy) state.copyFrom(copies[depth]!);
        else rebuild(path);
      }
      const ownBits = bits.slice();
      outcomeOf(state, instruction, ownBits, value);
      follow(next, ownBits, [...path, value], parts[value], depth + (hasCopy ? 1 : 0));
    }
  };

  state.reset();
  follow(start, new Uint8Array(program.bitCount), [], weight, 0);
};
