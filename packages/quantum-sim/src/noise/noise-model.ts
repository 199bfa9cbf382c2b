import { QuantumOptionsError } from '../errors';
import { type Channel, checkChannel } from './channel';
import { type ReadoutError, readoutError } from './readout-error';

/** Noise after gates and resets, or before measurements. */
export interface NoiseRule {
  /**
   * Names of gates, for example `['h', 'cx']`, or of `reset` and `measure`. Unless given every gate, those on two qubits for a
   * channel on two.
   */
  readonly on?: string | readonly string[];
  /** Only where the operation is on exactly these qubits in this order. */
  readonly qubits?: readonly number[];
  /** As wide as the operation, or of one qubit: then it acts on each qubit of the operation. */
  readonly channel: Channel;
}

export interface ReadoutRule {
  /** Only these qubits; all unless given. */
  readonly qubits?: readonly number[];
  readonly error: ReadoutError;
}

export interface NoiseModel {
  readonly rules: readonly NoiseRule[];
  readonly readout: readonly ReadoutRule[];
}

const checkQubits = (qubits: readonly number[] | undefined): void => {
  const wrong = qubits?.find((qubit) => !(Number.isSafeInteger(qubit) && qubit >= 0));
  if (wrong === undefined && qubits?.length !== 0) return;
  throw new QuantumOptionsError({
    code: 'INVALID_QUBIT',
    message: `noiseModel: qubits was [${qubits?.join(', ')}].`,
    remedy: 'Pass whole numbers from 0, or leave qubits out.',
    context: { qubits },
  });
};

const checkNames = (on: NoiseRule['on']): void => {
  const names = on === undefined ? undefined : [on].flat();
  const wrong = names?.find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  if (wrong === undefined && names?.length !== 0) return;
  throw new QuantumOptionsError({
    code: 'INVALID_NAME',
    message: `noiseModel: on was ${JSON.stringify(wrong ?? names)}.`,
    remedy: "Pass names of gates as circuits have them, for example 'cx', or 'reset' or 'measure', or leave it out.",
    context: { on },
  });
};

/**
 * A noise model: what happens after gates and resets, before measurements, and when a bit is read.
 *
 * Rules that name the qubits of an operation replace those that name none, there; rules of the same kind act one after the other, in
 * their order. A readout error that names a qubit replaces one that names none, and the last one holds. Gates inside conditions are
 * as noisy as all others; circuits without the named gates are not touched.
 *
 * Source: the precedence is that of Qiskit Aer's `NoiseModel`, where local errors override those of all qubits.
 *
 * @throws {QuantumOptionsError} A name is none of a gate, a qubit is no whole number from 0, a channel does not keep the trace, or a readout error has no
 * probabilities.
 * @example
 * ```ts
 * import { amplitudeDamping, depolarizing, noiseModel } from '@sigmax/quantum-sim/noise';
 * const noise = noiseModel({
 *   rules: [
 *     { on: ['h', 'rz'], channel: depolarizing(0.001) },
 *     { on: 'cx', channel: depolarizing(0.01, 2) },
 *     { on: 'cx', qubits: [0, 1], channel: amplitudeDamping(0.02) },
 *   ],
 *   readout: [{ error: { oneGivenZero: 0.01, zeroGivenOne: 0.03 } }],
 * });
 * noise.rules.length; // => 3
 * ```
 */
export const noiseModel = ({ rules = [], readout = [] }: Partial<NoiseModel>): NoiseModel => {
  for (const { on, qubits, channel } of rules) {
    checkNames(on);
    checkQubits(qubits);
    checkChannel(channel);
  }
  for (const { qubits, error } of readout) {
    checkQubits(qubits);
    readoutError(error);
  }
  return { rules: [...rules], readout: [...readout] };
};
