import { matrixOf } from '../gates/complex-matrix';
import { type Channel, channelOf } from './channel';
import { checkProbability } from './check-probability';

/**
 * Loss of coherence without loss of energy: the entries ρ₀₁ and ρ₁₀ shrink by √(1−λ). Operators: diag(1, √(1−λ)) and
 * diag(0, √λ). The same as a phase flip with probability (1 − √(1−λ))/2.
 *
 * Source: Nielsen and Chuang 2010, eq. 8.127 to 8.130.
 *
 * @throws {QuantumOptionsError} λ is no probability.
 * @example
 * ```ts
 * import { phaseDamping } from '@sigmax/quantum-sim/noise';
 * phaseDamping(0.1).operators.length; // => 2
 * ```
 */
export const phaseDamping = (damping: number): Channel => {
  checkProbability('phaseDamping', 'damping', damping);
  return channelOf('phaseDamping', 1, [
    matrixOf([
      [1, 0],
      [0, Math.sqrt(1 - damping)],
    ]),
    matrixOf([
      [0, 0],
      [0, Math.sqrt(damping)],
    ]),
  ]);
};
