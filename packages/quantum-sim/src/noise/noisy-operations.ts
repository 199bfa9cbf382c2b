import { angleValue } from '../circuit/angle';
import type { Circuit } from '../circuit/circuit';
import { type FlatOperation, flatten } from '../circuit/flatten';
import type { Condition, ResetOperation } from '../circuit/operation';
import { CircuitError } from '../errors';
import type { Gate } from '../gates/gate';
import { type ParameterValues, readParameters } from '../state-vector/parameter-values';
import { type Channel, checkChannel } from './channel';
import { channelOfGate } from './channel-gate';
import type { NoiseModel } from './noise-model';
import type { ReadoutError } from './readout-error';

/** A gate whose angles have their values. */
export interface BoundGate {
  readonly kind: 'gate';
  readonly gate: Gate;
  readonly qubits: readonly number[];
  readonly angles: readonly number[];
}

export interface ChannelOperation {
  readonly kind: 'channel';
  readonly channel: Channel;
  readonly qubits: readonly number[];
}

export interface NoisyMeasurement {
  readonly kind: 'measure';
  readonly qubit: number;
  readonly bit: number;
  readonly readout: ReadoutError | undefined;
}

export interface NoisyConditional {
  readonly kind: 'conditional';
  readonly condition: Condition;
  readonly body: readonly NoisyOperation[];
  readonly otherwise: readonly NoisyOperation[];
}

/** What an engine that knows noise has to do, one after the other: no parameters, no circuits inside, no barriers. */
export type NoisyOperation = BoundGate | ChannelOperation | NoisyMeasurement | ResetOperation | NoisyConditional;

/** What circuits are run with, beside the engine's own options. */
export interface NoisyRunOptions {
  readonly noise?: NoiseModel;
  readonly parameters?: ParameterValues;
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((qubit, index) => qubit === b[index]);

const channelsOn = (
  { rules }: NoiseModel,
  name: string,
  isGate: boolean,
  qubits: readonly number[],
): ChannelOperation[] => {
  const named = rules.filter(({ on, channel }) =>
    on === undefined ? isGate && (channel.qubitCount === 1 || qubits.length === 2) : [on].flat().includes(name),
  );
  const local = named.filter((rule) => rule.qubits !== undefined && isSame(rule.qubits, qubits));
  const chosen = local.length > 0 ? local : named.filter((rule) => rule.qubits === undefined);
  return chosen.flatMap(({ channel }): ChannelOperation[] => {
    if (channel.qubitCount === qubits.length) return [{ kind: 'channel', channel, qubits }];
    if (channel.qubitCount === 1) return qubits.map((qubit) => ({ kind: 'channel', channel, qubits: [qubit] }));
    throw new CircuitError({
      code: 'WRONG_COUNT',
      message: `noise: ${channel.name} acts on ${channel.qubitCount} qubits, ${name} on ${qubits.length}.`,
      remedy: 'Attach channels of one qubit, or as wide as the gate.',
      context: { channel: channel.name, gate: name, qubits },
    });
  });
};

const readoutOf = ({ readout }: NoiseModel, qubit: number): ReadoutError | undefined =>
  (readout.findLast(({ qubits }) => qubits?.includes(qubit)) ?? readout.findLast(({ qubits }) => qubits === undefined))
    ?.error;

/**
 * The operations of a circuit with its parameters bound, channels put behind gates and resets and before measurements, and
 * readout errors at measurements.
 *
 * @throws {CircuitError} A parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumOptionsError} A channel of the model does not keep the trace.
 */
export const noisyOperations = (circuit: Circuit, { noise, parameters = [] }: NoisyRunOptions): NoisyOperation[] => {
  const model: NoiseModel = { rules: noise?.rules ?? [], readout: noise?.readout ?? [] };
  for (const { channel } of model.rules) checkChannel(channel);
  const names = circuit.parameterNames;
  const values = new Float64Array(names.length);
  readParameters(names, parameters, values);
  const byName = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
  const convert = (operation: FlatOperation): NoisyOperation[] => {
    if (operation.kind === 'barrier') return [];
    if (operation.kind === 'gate') {
      const { gate, qubits } = operation;
      const channel = channelOfGate(gate);
      if (channel !== undefined) return [{ kind: 'channel', channel, qubits }];
      const angles = operation.angles.map((angle) => angleValue(angle, byName));
      return [{ kind: 'gate', gate, qubits, angles }, ...channelsOn(model, gate.name, true, qubits)];
    }
    if (operation.kind === 'reset') {
      return [operation, ...channelsOn(model, 'reset', false, [operation.qubit])];
    }
    if (operation.kind === 'measure') {
      const { kind, qubit, bit } = operation;
      return [...channelsOn(model, 'measure', false, [qubit]), { kind, qubit, bit, readout: readoutOf(model, qubit) }];
    }
    const { kind, condition, body, otherwise } = operation;
    return [{ kind, condition, body: body.flatMap(convert), otherwise: otherwise.flatMap(convert) }];
  };
  return flatten(circuit).flatMap(convert);
};
