import type { Channel } from './channel';
import { checkProbability } from './check-probability';
import { mixtureOfPaulis } from './pauli-channel';

const flip =
  (name: string, pauli: string) =>
  (probability: number): Channel => {
    checkProbability(name, 'probability', probability);
    return mixtureOfPaulis(name, 1, [
      ['I', 1 - probability],
      [pauli, probability],
    ]);
  };

/**
 * Applies X with probability p: ρ → (1 − p) ρ + p XρX. Source: Nielsen and Chuang 2010, eq. 8.94.
 *
 * @throws {QuantumOptionsError} p is no probability.
 * @example
 * ```ts
 * import { bitFlip } from '@sigmax/quantum-sim/noise';
 * bitFlip(0.1).operators.length; // => 2
 * ```
 */
export const bitFlip = flip('bitFlip', 'X');

/**
 * Applies Z with probability p: ρ → (1 − p) ρ + p ZρZ. Source: Nielsen and Chuang 2010, eq. 8.96.
 *
 * @throws {QuantumOptionsError} p is no probability.
 * @example
 * ```ts
 * import { phaseFlip } from '@sigmax/quantum-sim/noise';
 * phaseFlip(0).operators.length; // => 1
 * ```
 */
export const phaseFlip = flip('phaseFlip', 'Z');
