import { fixedGate } from './fixed-gate';
import type { BaseGate } from './gate';
import { exchangeXxPlusYy } from './interaction-gates';

const half = Math.SQRT1_2;

/** Exchanges two qubits. */
export const swapGate = fixedGate('swap', [
  [1, 0, 0, 0],
  [0, 0, 1, 0],
  [0, 1, 0, 0],
  [0, 0, 0, 1],
]);

/** Exchanges two qubits, with i where they differ. */
export const iswapGate = fixedGate(
  'iswap',
  [
    [1, 0, 0, 0],
    [0, 0, [0, 1], 0],
    [0, [0, 1], 0, 0],
    [0, 0, 0, 1],
  ],
  (qubits, _, { constant }) => ({ base: exchangeXxPlusYy, qubits, angles: [constant(Math.PI), constant(0)] }),
);

/** The echoed cross resonance (1⊗X − X⊗Y) / √2, the first qubit on the right. */
export const ecrGate = fixedGate('ecr', [
  [0, half, 0, [0, half]],
  [half, 0, [0, -half], 0],
  [0, [0, half], 0, half],
  [[0, -half], 0, half, 0],
]);

/** Two controlled X in turn, first → second and second → first. */
export const dcxGate: BaseGate = fixedGate(
  'dcx',
  [
    [1, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
  ],
  ([first, second], angles) => ({ base: dcxGate, qubits: [second!, first!], angles }),
);
