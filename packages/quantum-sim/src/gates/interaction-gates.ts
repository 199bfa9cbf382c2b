import { cosine, sine } from '../portable-math';
import { angleGate } from './angle-gate';
import { type ComplexMatrix, setEntry } from './complex-matrix';
import type { BaseGate } from './gate';

/** Writes c·1 − i·s·(P ⊗ Q). */
type InteractionWriter = (out: ComplexMatrix, c: number, s: number) => void;

const interaction = (name: string, structure: 'diagonal' | 'general', write: InteractionWriter): BaseGate =>
  angleGate({
    name,
    qubitCount: 2,
    angleCount: 1,
    structure,
    shiftRules: ['rotation'],
    matrix: (out, angles) => write(out, cosine(angles[0]! / 2), sine(angles[0]! / 2)),
    derivative: (out, angles) => write(out, -sine(angles[0]! / 2) / 2, cosine(angles[0]! / 2) / 2),
  });

const setDiagonal = (out: ComplexMatrix, c: number): void => {
  for (let row = 0; row < 4; row++) setEntry(out, row, row, c, 0);
};

/** rxx(θ) = exp(−iθ X⊗X / 2). */
export const interactionXx = interaction('rxx', 'general', (out, c, s) => {
  setDiagonal(out, c);
  for (let row = 0; row < 4; row++) setEntry(out, row, 3 - row, 0, -s);
});

/** ryy(θ) = exp(−iθ Y⊗Y / 2). */
export const interactionYy = interaction('ryy', 'general', (out, c, s) => {
  setDiagonal(out, c);
  for (let row = 0; row < 4; row++) setEntry(out, row, 3 - row, 0, row === 0 || row === 3 ? s : -s);
});

/** rzz(θ) = exp(−iθ Z⊗Z / 2). */
export const interactionZz = interaction('rzz', 'diagonal', (out, c, s) => {
  for (let row = 0; row < 4; row++) setEntry(out, row, row, c, row === 0 || row === 3 ? -s : s);
});

/** rzx(θ) = exp(−iθ Z⊗X / 2), Z on the first qubit and X on the second. */
export const interactionZx = interaction('rzx', 'general', (out, c, s) => {
  setDiagonal(out, c);
  for (let row = 0; row < 4; row++) setEntry(out, row, row ^ 2, 0, (row & 1) === 0 ? -s : s);
});

/** The rotation of one pair of states into each other: cos(θ/2), and −i sin(θ/2) with the phase ∓β. */
const exchange = (name: string, low: number, high: number): BaseGate => {
  const writePair = (out: ComplexMatrix, c: number, s: number, beta: number): void => {
    setEntry(out, low, low, c, 0);
    setEntry(out, high, high, c, 0);
    // −i e^(±iβ) = ±sin β − i cos β
    setEntry(out, low, high, -s * sine(beta), -s * cosine(beta));
    setEntry(out, high, low, s * sine(beta), -s * cosine(beta));
  };
  const gate: BaseGate = angleGate({
    name,
    qubitCount: 2,
    angleCount: 2,
    structure: 'general',
    shiftRules: ['exchange', 'exchange-phase'],
    matrix(out, angles) {
      for (let row = 0; row < 4; row++) setEntry(out, row, row, 1, 0);
      writePair(out, cosine(angles[0]! / 2), sine(angles[0]! / 2), angles[1]!);
    },
    derivative(out, angles, index) {
      const c = cosine(angles[0]! / 2);
      const s = sine(angles[0]! / 2);
      if (index === 0) return writePair(out, -s / 2, c / 2, angles[1]!);
      writePair(out, 0, s, angles[1]! + Math.PI / 2);
    },
    inverse: (qubits, [theta, beta], { negate }) => ({ base: gate, qubits, angles: [negate(theta!), beta!] }),
  });
  return gate;
};

/**
 * xx_plus_yy(θ, β): rotates the states |01⟩ and |10⟩ into each other, exp(−iθ(XX+YY)/4) for β = 0. The entry that takes
 * |10⟩ (first qubit 0) to |01⟩ (first qubit 1) is −i sin(θ/2) e^(−iβ).
 */
export const exchangeXxPlusYy = exchange('xx_plus_yy', 1, 2);

/** xx_minus_yy(θ, β): rotates the states |00⟩ and |11⟩ into each other, exp(−iθ(XX−YY)/4) for β = 0. */
export const exchangeXxMinusYy = exchange('xx_minus_yy', 0, 3);
