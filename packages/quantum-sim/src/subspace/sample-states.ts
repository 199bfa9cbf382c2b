import { ProblemError } from '../errors';
import { requireWhole } from '../problem/checks';
import type { Random } from '../seeded-random';

/** A state that was measured, and how often. */
export interface StateCount {
  readonly index: number;
  readonly count: number;
}

/**
 * Measures a distribution: `shots` draws by inversion of the cumulative sum, returned by state, most frequent first.
 *
 * - Cost: O(D + shots · log D). One random stream gives the same counts everywhere.
 *
 * @throws {ProblemError} the probabilities do not add up to 1 within 1e-9.
 * @example
 * ```ts
 * import { sampleStates, seededRandom } from '@sigmax/quantum-sim';
 * sampleStates(Float64Array.of(0, 1, 0), 5, seededRandom(1)); // => [{ index: 1, count: 5 }]
 * ```
 */
export const sampleStates = (probabilities: Float64Array, shots: number, random: Random): StateCount[] => {
  requireWhole(shots, 'sampleStates: shots', 1);
  const cumulative = new Float64Array(probabilities.length);
  let sum = 0;
  for (let x = 0; x < probabilities.length; x++) {
    sum += probabilities[x]!;
    cumulative[x] = sum;
  }
  if (!(Math.abs(sum - 1) <= 1e-9)) {
    throw new ProblemError({
      code: 'PROBABILITIES_DO_NOT_ADD_UP',
      message: `sampleStates: the probabilities add up to ${sum}.`,
      remedy: 'Pass the probabilities of a normalised state.',
    });
  }
  const counts = new Map<number, number>();
  for (let shot = 0; shot < shots; shot++) {
    const index = firstAbove(cumulative, random.uniform() * sum);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts].map(([index, count]) => ({ index, count })).sort((a, b) => b.count - a.count || a.index - b.index);
};

/** The first place whose cumulative sum is above `level`. */
const firstAbove = (cumulative: Float64Array, level: number): number => {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > level) high = middle;
    else low = middle + 1;
  }
  return low;
};
