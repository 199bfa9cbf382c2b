import { cosine, sine } from '../portable-math';
import { angleGate } from './angle-gate';
import { type ComplexMatrix, setEntry } from './complex-matrix';
import type { BaseGate, ShiftRule } from './gate';

/** Writes length · e^(iangle). */
const setPolar = (out: ComplexMatrix, row: number, column: number, length: number, angle: number): void =>
  setEntry(out, row, column, length * cosine(angle), length * sine(angle));

/** e^(iγ) · [[c, −e^(iλ) s], [e^(iφ) s, e^(i(φ+λ)) c]]. */
const writeUniversal = (out: ComplexMatrix, c: number, s: number, phi: number, lambda: number, gamma: number): void => {
  setPolar(out, 0, 0, c, gamma);
  setPolar(out, 0, 1, -s, gamma + lambda);
  setPolar(out, 1, 0, s, gamma + phi);
  setPolar(out, 1, 1, c, gamma + phi + lambda);
};

const clearEntry = (out: ComplexMatrix, row: number, column: number): void => setEntry(out, row, column, 0, 0);

/** A derivative by φ keeps the row, one by λ the column, of those entries that have the angle in their phase. */
const writeDerivative = (out: ComplexMatrix, angles: ArrayLike<number>, index: number): void => {
  const [theta, phi, lambda, gamma = 0] = Array.from(angles) as [number, number, number, number?];
  const c = cosine(theta / 2);
  const s = sine(theta / 2);
  if (index === 0) {
    writeUniversal(out, -s / 2, c / 2, phi, lambda, gamma);
    return;
  }
  // i = e^(iπ/2)
  writeUniversal(out, c, s, phi, lambda, gamma + Math.PI / 2);
  if (index === 3) return;
  clearEntry(out, 0, 0);
  if (index === 1) clearEntry(out, 0, 1);
  else clearEntry(out, 1, 0);
};

const universal = (name: string, angleCount: 3 | 4): BaseGate => {
  const gate: BaseGate = angleGate({
    name,
    qubitCount: 1,
    angleCount,
    structure: 'general',
    shiftRules: ['rotation', 'phase', 'phase', 'phase'].slice(0, angleCount) as ShiftRule[],
    matrix(out, angles) {
      const theta = angles[0]!;
      writeUniversal(
        out,
        cosine(theta / 2),
        sine(theta / 2),
        angles[1]!,
        angles[2]!,
        angleCount === 4 ? angles[3]! : 0,
      );
    },
    derivative: writeDerivative,
    inverse(qubits, [theta, phi, lambda, ...rest], { negate }) {
      return { base: gate, qubits, angles: [theta!, lambda!, phi!, ...rest].map((angle) => negate(angle)) };
    },
  });
  return gate;
};

/** u(θ, φ, λ) = [[cos(θ/2), −e^(iλ) sin(θ/2)], [e^(iφ) sin(θ/2), e^(i(φ+λ)) cos(θ/2)]], as OpenQASM 3 has it. */
export const universalGate = universal('u', 3);

/** The name that OpenQASM 2 has for u. */
export const universalGateU3 = universal('u3', 3);

/** e^(iγ) u(θ, φ, λ), the base of cu(θ, φ, λ, γ). */
export const universalGateWithPhase = universal('uphase', 4);

/** u2(φ, λ) = u(π/2, φ, λ). */
export const universalGateU2: BaseGate = angleGate({
  name: 'u2',
  qubitCount: 1,
  angleCount: 2,
  structure: 'general',
  shiftRules: ['phase', 'phase'],
  matrix: (out, angles) => writeUniversal(out, Math.SQRT1_2, Math.SQRT1_2, angles[0]!, angles[1]!, 0),
  derivative: (out, angles, index) => writeDerivative(out, [Math.PI / 2, angles[0]!, angles[1]!], index + 1),
  inverse: (qubits, [phi, lambda], { negate, add }) => ({
    base: universalGateU2,
    qubits,
    angles: [add(negate(lambda!), -Math.PI), add(negate(phi!), Math.PI)],
  }),
});
