import { fixedGate } from './fixed-gate';

/** The identity and the Pauli matrices; each is its own inverse. */
export const identity = fixedGate('id', [
  [1, 0],
  [0, 1],
]);

export const pauliX = fixedGate('x', [
  [0, 1],
  [1, 0],
]);

export const pauliY = fixedGate('y', [
  [0, [0, -1]],
  [[0, 1], 0],
]);

export const pauliZ = fixedGate('z', [
  [1, 0],
  [0, -1],
]);
