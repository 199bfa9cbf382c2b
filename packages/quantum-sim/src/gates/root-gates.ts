import { fixedGate } from './fixed-gate';
import type { BaseGate } from './gate';

const half = Math.SQRT1_2;

/** The Hadamard gate (X + Z) / √2. */
export const hadamard = fixedGate('h', [
  [half, half],
  [half, -half],
]);

/** S = √Z and its inverse. */
export const rootOfZ: BaseGate = fixedGate(
  's',
  [
    [1, 0],
    [0, [0, 1]],
  ],
  (qubits, angles) => ({ base: inverseRootOfZ, qubits, angles }),
);

export const inverseRootOfZ: BaseGate = fixedGate(
  'sdg',
  [
    [1, 0],
    [0, [0, -1]],
  ],
  (qubits, angles) => ({ base: rootOfZ, qubits, angles }),
);

/** T = √S and its inverse. */
export const rootOfS: BaseGate = fixedGate(
  't',
  [
    [1, 0],
    [0, [half, half]],
  ],
  (qubits, angles) => ({ base: inverseRootOfS, qubits, angles }),
);

export const inverseRootOfS: BaseGate = fixedGate(
  'tdg',
  [
    [1, 0],
    [0, [half, -half]],
  ],
  (qubits, angles) => ({ base: rootOfS, qubits, angles }),
);

/** √X and its inverse. */
export const rootOfX: BaseGate = fixedGate(
  'sx',
  [
    [
      [0.5, 0.5],
      [0.5, -0.5],
    ],
    [
      [0.5, -0.5],
      [0.5, 0.5],
    ],
  ],
  (qubits, angles) => ({ base: inverseRootOfX, qubits, angles }),
);

export const inverseRootOfX: BaseGate = fixedGate(
  'sxdg',
  [
    [
      [0.5, -0.5],
      [0.5, 0.5],
    ],
    [
      [0.5, 0.5],
      [0.5, -0.5],
    ],
  ],
  (qubits, angles) => ({ base: rootOfX, qubits, angles }),
);
