import type { Condition, GateOperation, ResetOperation } from '../circuit/operation';
import { adjointOf, type ComplexMatrix, multiplyInto, zeroMatrix } from '../gates/complex-matrix';
import { type Plan, planOf } from '../plan/plan';
import type { Channel } from './channel';
import { matrixGate } from './matrix-gate';
import type { ChannelOperation, NoisyMeasurement, NoisyOperation } from './noisy-operations';

export type TrajectoryInstruction =
  | { readonly kind: 'gates'; readonly plan: Plan }
  /** One of several unitary matrices, with probabilities that no state changes; no plan is the identity. */
  | {
      readonly kind: 'choice';
      readonly probabilities: readonly number[];
      readonly plans: readonly (Plan | undefined)[];
    }
  /** One of several operators K, with the probabilities ⟨ψ|K†K|ψ⟩. */
  | {
      readonly kind: 'kraus';
      readonly qubits: readonly number[];
      readonly effects: readonly ComplexMatrix[];
      readonly plans: readonly Plan[];
    }
  | NoisyMeasurement
  | ResetOperation
  | {
      readonly kind: 'conditional';
      readonly condition: Condition;
      readonly body: readonly TrajectoryInstruction[];
      readonly otherwise: readonly TrajectoryInstruction[];
    };

const scaled = ({ size, re, im }: ComplexMatrix, factor: number): ComplexMatrix => ({
  size,
  re: re.map((value) => value * factor),
  im: im.map((value) => value * factor),
});

/** K†K. */
const effectOf = (operator: ComplexMatrix): ComplexMatrix => {
  const out = zeroMatrix(operator.size);
  multiplyInto(out, adjointOf(operator), operator);
  return out;
};

/** The number that a matrix is times the identity, to 1e-12, or `undefined`. */
export const multipleOfIdentity = ({ size, re, im }: ComplexMatrix): readonly [re: number, im: number] | undefined => {
  for (let at = 0; at < re.length; at++) {
    const isDiagonal = at % (size + 1) === 0;
    const x = re[at]! - (isDiagonal ? re[0]! : 0);
    const y = im[at]! - (isDiagonal ? im[0]! : 0);
    if (!(x * x + y * y < 1e-24)) return undefined;
  }
  return [re[0]!, im[0]!];
};

/** The probabilities of a channel whose operators are all unitary up to a factor, or `undefined`. */
export const mixtureProbabilities = ({ operators }: Channel): number[] | undefined => {
  const found = operators.map((operator) => multipleOfIdentity(effectOf(operator))?.[0]);
  return found.every((probability) => probability !== undefined) ? found : undefined;
};

const channelInstruction = (channel: Channel, qubits: readonly number[], qubitCount: number): TrajectoryInstruction => {
  const planned = (matrix: ComplexMatrix): Plan =>
    planOf([{ kind: 'gate', gate: matrixGate(channel.name, matrix), qubits, angles: [] }], qubitCount, []);
  const probabilities = mixtureProbabilities(channel);
  if (probabilities === undefined) {
    const plans = channel.operators.map(planned);
    return { kind: 'kraus', qubits, effects: channel.operators.map(effectOf), plans };
  }
  const plans = channel.operators.map((operator, index) =>
    multipleOfIdentity(operator) === undefined
      ? planned(scaled(operator, 1 / Math.sqrt(probabilities[index]!)))
      : undefined,
  );
  return { kind: 'choice', probabilities, plans };
};

/** The instruction of each channel on each qubits, made once. */
type KnownChannels = Map<Channel, Map<string, TrajectoryInstruction>>;

const knownInstruction = (
  known: KnownChannels,
  { channel, qubits }: ChannelOperation,
  qubitCount: number,
): TrajectoryInstruction => {
  const byQubits = known.get(channel) ?? new Map<string, TrajectoryInstruction>();
  known.set(channel, byQubits);
  const key = qubits.join();
  const found = byQubits.get(key) ?? channelInstruction(channel, qubits, qubitCount);
  byQubits.set(key, found);
  return found;
};

/** Makes operations ready to run on a state vector, as often as wanted. */
export const trajectoryProgram = (
  operations: readonly NoisyOperation[],
  qubitCount: number,
  known: KnownChannels = new Map(),
): TrajectoryInstruction[] => {
  const instructions: TrajectoryInstruction[] = [];
  let gates: GateOperation[] = [];
  const endGates = (): void => {
    if (gates.length > 0) instructions.push({ kind: 'gates', plan: planOf(gates, qubitCount, []) });
    gates = [];
  };
  for (const operation of operations) {
    if (operation.kind === 'gate') {
      gates.push(operation);
      continue;
    }
    endGates();
    if (operation.kind === 'channel') {
      instructions.push(knownInstruction(known, operation, qubitCount));
    } else if (operation.kind === 'conditional') {
      const { kind, condition, body, otherwise } = operation;
      instructions.push({
        kind,
        condition,
        body: trajectoryProgram(body, qubitCount, known),
        otherwise: trajectoryProgram(otherwise, qubitCount, known),
      });
    } else instructions.push(operation);
  }
  endGates();
  return instructions;
};
