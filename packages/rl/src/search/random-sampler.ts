import { drawParameter } from './parameter-space';
import type { Sampler } from './search-trial';

/**
 * Draws every parameter uniformly, logarithmic ones by their logarithm, whatever was tried before.
 *
 * Source: Bergstra and Bengio 2012, "Random search for hyper-parameter optimization".
 *
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { randomSampler } from '@sigmax/rl';
 * const { units } = randomSampler()({ units: { type: 'integer', low: 8, high: 16 } }, [], seededRandom(1));
 * Number(units) >= 8 && Number(units) <= 16; // => true
 * ```
 */
export const randomSampler = (): Sampler => (space, _, random) =>
  Object.fromEntries(
    Object.entries(space).map(([name, parameter]) => [name, drawParameter(parameter, random.split(name))]),
  );
