import type { Condition, GateOperation } from '../circuit/operation';
import type { BoundGate, NoisyMeasurement, NoisyOperation } from '../noise/noisy-operations';
import { splitEnd } from '../noise/split-end';
import { type Plan, planOf } from '../plan/plan';
import { conjugateGate } from './conjugate-gate';
import { dephasingChannel, readGate, resetChannel, superoperatorGate } from './superoperator-gate';

/** One step on all readings of the bits. `live` are the bits that something after the step still asks for. */
export type DensityInstruction =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | {
      readonly kind: 'measure';
      readonly bit: number;
      /** What is left where 0 was read, and where 1 was. */
      readonly outcomes: readonly [Plan, Plan];
      readonly live: ReadonlySet<number>;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Condition;
      readonly body: readonly DensityInstruction[];
      readonly otherwise: readonly DensityInstruction[];
      readonly live: ReadonlySet<number>;
    };

export interface DensityProgram {
  readonly instructions: readonly DensityInstruction[];
  /** Measurements that nothing comes after, to be read off the diagonal. */
  readonly measurements: readonly NoisyMeasurement[];
}

/** The bits that are asked for after each operation before they are written again; the last entry is what comes before all. */
const liveBits = (operations: readonly NoisyOperation[], after: ReadonlySet<number>): ReadonlySet<number>[] => {
  let live = after;
  const found: ReadonlySet<number>[] = [];
  for (const operation of [...operations].reverse()) {
    found.push(live);
    if (operation.kind === 'measure') live = new Set([...live].filter((bit) => bit !== operation.bit));
    else if (operation.kind === 'conditional') {
      const { condition, body, otherwise } = operation;
      live = new Set([...condition.bits, ...liveBits(body, live).at(-1)!, ...liveBits(otherwise, live).at(-1)!]);
    }
  }
  return [...found.reverse(), live];
};

const both = (qubits: readonly number[], qubitCount: number): number[] => [
  ...qubits,
  ...qubits.map((qubit) => qubit + qubitCount),
];

/** U on the qubits of the rows and its conjugate on those of the columns: ρ → UρU†. */
const gateOnBoth = ({ gate, qubits, angles }: BoundGate, qubitCount: number): GateOperation[] => {
  const conjugate = { ...gate, base: conjugateGate(gate.base) };
  return [
    { kind: 'gate', gate, qubits, angles },
    { kind: 'gate', gate: conjugate, qubits: qubits.map((qubit) => qubit + qubitCount), angles },
  ];
};

const compile = (
  operations: readonly NoisyOperation[],
  qubitCount: number,
  liveAfter: ReadonlySet<number>,
): DensityInstruction[] => {
  const instructions: DensityInstruction[] = [];
  let gates: GateOperation[] = [];
  const planned = (list: readonly GateOperation[]): Plan => planOf(list, 2 * qubitCount, []);
  const endGates = (): void => {
    if (gates.length > 0) instructions.push({ kind: 'plan', plan: planned(gates) });
    gates = [];
  };
  const liveAfterEach = liveBits(operations, liveAfter);
  operations.forEach((operation, index) => {
    const live = liveAfterEach[index]!;
    if (operation.kind === 'gate') gates.push(...gateOnBoth(operation, qubitCount));
    else if (operation.kind === 'conditional') {
      endGates();
      const { kind, condition, body, otherwise } = operation;
      instructions.push({
        kind,
        condition,
        body: compile(body, qubitCount, live),
        otherwise: compile(otherwise, qubitCount, live),
        live,
      });
    } else if (operation.kind === 'measure' && live.has(operation.bit)) {
      endGates();
      const { kind, bit, qubit, readout } = operation;
      const { oneGivenZero = 0, zeroGivenOne = 0 } = readout ?? {};
      const read = (givenZero: number, givenOne: number): Plan =>
        planned([{ kind: 'gate', gate: readGate(givenZero, givenOne), qubits: both([qubit], qubitCount), angles: [] }]);
      const outcomes = [read(1 - oneGivenZero, zeroGivenOne), read(oneGivenZero, 1 - zeroGivenOne)] as const;
      instructions.push({ kind, bit, outcomes, live });
    } else {
      const channel =
        operation.kind === 'channel' ? operation.channel : operation.kind === 'reset' ? resetChannel : dephasingChannel;
      const qubits = operation.kind === 'channel' ? operation.qubits : [operation.qubit];
      gates.push({ kind: 'gate', gate: superoperatorGate(channel), qubits: both(qubits, qubitCount), angles: [] });
    }
  });
  endGates();
  return instructions;
};

/**
 * Makes operations ready to run on a density matrix, as plans on 2n qubits: rows are the qubits 0 to n − 1, columns the others.
 *
 * With `bitCount`, every bit is asked for at the end; without it none, and measurements that no condition asks merely dephase.
 */
export const densityProgram = (
  operations: readonly NoisyOperation[],
  qubitCount: number,
  bitCount?: number,
): DensityProgram => {
  if (bitCount === undefined) return { instructions: compile(operations, qubitCount, new Set()), measurements: [] };
  const [before, measurements] = splitEnd(operations);
  const live = new Set(Array.from({ length: bitCount }, (_, bit) => bit));
  for (const { bit } of measurements) live.delete(bit);
  return { instructions: compile(before, qubitCount, live), measurements };
};
