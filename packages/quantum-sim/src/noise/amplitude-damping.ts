import { matrixOf } from '../gates/complex-matrix';
import { type Channel, channelOf } from './channel';
import { checkProbability } from './check-probability';

/**
 * Energy loss: |1⟩ falls to |0⟩ with probability γ. With an excited population p, that of the surroundings, |0⟩ also rises
 * with probability γp and |1⟩ falls with γ(1 − p); the state that is left alone has p in |1⟩.
 *
 * Operators: √(1−p) · diag(1, √(1−γ)), √(1−p) · √γ |0⟩⟨1|, √p · diag(√(1−γ), 1), √p · √γ |1⟩⟨0|. Source: Nielsen and Chuang
 * 2010, eq. 8.108 and 8.115 to 8.118.
 *
 * @throws {QuantumOptionsError} γ or p is no probability.
 * @example
 * ```ts
 * import { amplitudeDamping } from '@sigmax/quantum-sim/noise';
 * amplitudeDamping(0.1).operators.length; // => 2
 * amplitudeDamping(0.1, 0.02).operators.length; // => 4
 * ```
 */
export const amplitudeDamping = (damping: number, excitedPopulation = 0): Channel => {
  checkProbability('amplitudeDamping', 'damping', damping);
  checkProbability('amplitudeDamping', 'excitedPopulation', excitedPopulation);
  const down = Math.sqrt(1 - excitedPopulation);
  const up = Math.sqrt(excitedPopulation);
  const kept = Math.sqrt(1 - damping);
  const lost = Math.sqrt(damping);
  return channelOf('amplitudeDamping', 1, [
    matrixOf([
      [down, 0],
      [0, down * kept],
    ]),
    matrixOf([
      [0, down * lost],
      [0, 0],
    ]),
    matrixOf([
      [up * kept, 0],
      [0, up],
    ]),
    matrixOf([
      [0, 0],
      [up * lost, 0],
    ]),
  ]);
};
