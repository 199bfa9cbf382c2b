import { requireWhole } from './checks';
import { type SpinPolynomial, type SpinTerm, spinPolynomial } from './spin-polynomial';

/**
 * Low-autocorrelation binary sequences: E(z) = Σ_{k=1}^{n−1} (Σ_i z_i z_{i+k})², with products of up to four spins. A standard hard
 * problem for what does not fit a QUBO.
 *
 * Source: Bernasconi 1987, "Low autocorrelation binary sequences: statistical mechanics and configuration space analysis".
 *
 * @throws {QuantumOptionsError} `length` is not a whole number from 2 to 64.
 * @example
 * ```ts
 * import { lowAutocorrelation } from '@sigmax/quantum-sim';
 * lowAutocorrelation(3).terms; // => [{ members: [], coefficient: 3 }, { members: [0, 2], coefficient: 2 }]
 * ```
 */
export const lowAutocorrelation = (length: number): SpinPolynomial => {
  requireWhole(length, 'lowAutocorrelation: length', 2, 64);
  const terms: SpinTerm[] = [];
  for (let lag = 1; lag < length; lag++) {
    for (let i = 0; i + lag < length; i++) {
      for (let j = 0; j + lag < length; j++) terms.push({ members: [i, i + lag, j, j + lag], coefficient: 1 });
    }
  }
  return spinPolynomial(
    Array.from({ length }, (_, index) => `z${index}`),
    terms,
  );
};
