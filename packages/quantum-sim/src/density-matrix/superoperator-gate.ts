import { type ComplexMatrix, matrixOf } from '../gates/complex-matrix';
import type { Gate } from '../gates/gate';
import { type Channel, channelOf } from '../noise/channel';
import { matrixGate } from '../noise/matrix-gate';
import { superoperator } from '../noise/superoperator';

const known = new WeakMap<Channel, Gate>();

/** A channel as a matrix on the qubits of rows, then those of columns. */
export const superoperatorGate = (channel: Channel): Gate => {
  const found = known.get(channel);
  if (found !== undefined) return found;
  const made = matrixGate(channel.name, superoperator(channel));
  known.set(channel, made);
  return made;
};

const to = (row: 0 | 1, column: 0 | 1): ComplexMatrix =>
  matrixOf([0, 1].map((r) => [0, 1].map((c) => (r === row && c === column ? 1 : 0))));

/** Puts a qubit into |0⟩, whatever it was. */
export const resetChannel: Channel = channelOf('reset', 1, [to(0, 0), to(0, 1)]);

/** A measurement whose outcome nobody reads. */
export const dephasingChannel: Channel = channelOf('measure', 1, [to(0, 0), to(1, 1)]);

/** What a measurement leaves where 0 was read with these probabilities for the true 0 and the true 1: not trace preserving. */
export const readGate = (givenZero: number, givenOne: number): Gate =>
  matrixGate('read', {
    size: 4,
    re: Float64Array.from([givenZero, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, givenOne]),
    im: new Float64Array(16),
  });
