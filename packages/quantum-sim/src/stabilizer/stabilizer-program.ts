import type { Condition } from '../circuit/operation';
import type { ComplexMatrix } from '../gates/complex-matrix';
import { standardGates } from '../gates/standard-gates';
import { chooseOutcome } from '../noise/choose-outcome';
import { conditionHolds } from '../noise/condition-holds';
import type { ChannelOperation, NoisyMeasurement, NoisyOperation } from '../noise/noisy-operations';
import { readBit } from '../noise/read-bit';
import { mixtureProbabilities } from '../noise/trajectory-program';
import type { Random } from '../seeded-random';
import { cliffordOf } from './clifford';
import { type CliffordSteps, cliffordSteps } from './clifford-steps';
import { gateSteps, notClifford } from './gate-steps';
import type { StabilizerState } from './stabilizer-state';

export type StabilizerInstruction =
  | { readonly kind: 'gate'; readonly steps: CliffordSteps; readonly qubits: readonly number[] }
  | {
      readonly kind: 'choice';
      readonly probabilities: readonly number[];
      readonly steps: readonly CliffordSteps[];
      readonly qubits: readonly number[];
    }
  | NoisyMeasurement
  | { readonly kind: 'reset'; readonly qubit: number }
  | {
      readonly kind: 'conditional';
      readonly condition: Condition;
      readonly body: readonly StabilizerInstruction[];
      readonly otherwise: readonly StabilizerInstruction[];
    };

const operatorSteps = ({ size, re, im }: ComplexMatrix, probability: number): CliffordSteps | undefined => {
  const factor = 1 / Math.sqrt(probability);
  const clifford = cliffordOf({ size, re: re.map((x) => x * factor), im: im.map((y) => y * factor) });
  return clifford === undefined ? undefined : cliffordSteps(clifford);
};

const channelInstruction = ({ channel, qubits }: ChannelOperation, place: number): StabilizerInstruction => {
  const probabilities = mixtureProbabilities(channel);
  const steps = channel.operators.map((operator, index) =>
    probabilities === undefined ? undefined : operatorSteps(operator, probabilities[index]!),
  );
  if (probabilities === undefined || !steps.every((one) => one !== undefined)) {
    throw notClifford(place, channel.name, qubits);
  }
  return { kind: 'choice', probabilities, steps, qubits };
};

/**
 * Makes operations ready to run on stabiliser states.
 *
 * @throws {CircuitError} A gate or a channel is no Clifford operation; the first one is named.
 */
export const stabilizerProgram = (operations: readonly NoisyOperation[]): StabilizerInstruction[] => {
  let place = -1;
  const compile = (list: readonly NoisyOperation[]): StabilizerInstruction[] =>
    list.map((operation): StabilizerInstruction => {
      place += 1;
      if (operation.kind === 'gate') {
        const { kind, gate, qubits, angles } = operation;
        const steps = gateSteps(gate, angles);
        if (steps === undefined) throw notClifford(place, gate.name, qubits);
        return { kind, steps, qubits };
      }
      if (operation.kind === 'channel') return channelInstruction(operation, place);
      if (operation.kind !== 'conditional') return operation;
      const { kind, condition } = operation;
      return { kind, condition, body: compile(operation.body), otherwise: compile(operation.otherwise) };
    });
  return compile(operations);
};

const flip = gateSteps(standardGates.x, [])!;

/** Runs instructions on a state; draws only where something is left to chance. */
export const runStabilizerProgram = (
  instructions: readonly StabilizerInstruction[],
  state: StabilizerState,
  bits: Uint8Array,
  random: Random,
): void => {
  for (const instruction of instructions) {
    if (instruction.kind === 'gate') state.applySteps(instruction.steps, instruction.qubits);
    else if (instruction.kind === 'choice') {
      const chosen = chooseOutcome(instruction.probabilities, random.uniform());
      state.applySteps(instruction.steps[chosen]!, instruction.qubits);
    } else if (instruction.kind === 'measure') {
      bits[instruction.bit] = readBit(state.measure(instruction.qubit, random), instruction.readout, random);
    } else if (instruction.kind === 'reset') {
      if (state.measure(instruction.qubit, random) === 1) state.applySteps(flip, [instruction.qubit]);
    } else {
      const { condition, body, otherwise } = instruction;
      runStabilizerProgram(conditionHolds(condition, bits) ? body : otherwise, state, bits, random);
    }
  }
};
