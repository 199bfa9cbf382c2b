import type { Circuit } from '../circuit/circuit';
import type { ShotResult } from '../measurement/run-shots';
import { checkCount } from '../noise/check-count';
import { seededRandom } from '../seeded-random';
import { densityMatrixDistribution } from './density-matrix-distribution';
import type { SimulateDensityMatrixOptions } from './simulate-density-matrix';

export interface RunDensityMatrixShotsOptions extends SimulateDensityMatrixOptions {
  readonly shots: number;
  /** Every draw follows from it. */
  readonly seed: number;
}

/**
 * Draws what the classical bits of a noisy circuit read, from their exact distribution, and counts it.
 *
 * Cost: that of {@link densityMatrixDistribution} once, and O(outcomes + S log S) for S shots.
 *
 * @throws {QuantumOptionsError} `shots` or `seed` is no whole number in range.
 * @throws {CircuitError} A parameter has no value, or a channel does not fit a gate.
 * @throws {QuantumCapacityError} The matrices would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { runDensityMatrixShots } from '@sigmax/quantum-sim/density-matrix';
 * import { bitFlip, noiseModel } from '@sigmax/quantum-sim/noise';
 * const noise = noiseModel({ rules: [{ on: 'x', channel: bitFlip(1) }] });
 * runDensityMatrixShots(circuit(1).x(0).measure(0), { shots: 5, seed: 1, noise }).counts; // => { '0': 5 }
 * ```
 */
export const runDensityMatrixShots = (circuit: Circuit, options: RunDensityMatrixShotsOptions): ShotResult => {
  const { shots, seed } = options;
  checkCount('runDensityMatrixShots', 'shots', shots, 1);
  const random = seededRandom(seed);
  const outcomes = Object.entries(densityMatrixDistribution(circuit, options)).sort(([a], [b]) => (a < b ? -1 : 1));
  const total = outcomes.reduce((sum, [, probability]) => sum + probability, 0);
  const draws = Float64Array.from({ length: shots }, () => random.uniform() * total).sort();
  const counts: Record<string, number> = {};
  let drawn = 0;
  let upTo = 0;
  outcomes.forEach(([text, probability], index) => {
    upTo += probability;
    const before = drawn;
    const isLast = index === outcomes.length - 1;
    while (drawn < shots && (isLast || draws[drawn]! < upTo)) drawn += 1;
    if (drawn > before) counts[text] = drawn - before;
  });
  return { shots, seed, counts };
};
