import { parseOptions, quantile, type Random } from '@sigmax/core';
import { z } from 'zod';
import type { Interval } from './stratified-bootstrap';

export interface GrowthDifferenceOptions {
  readonly periodsPerYear: number;
  readonly random: Random;
  /** Defaults to 1000. */
  readonly resamples?: number;
  /** Defaults to 0.95. */
  readonly level?: number;
  /** Mean length of a block of periods. Defaults to the cube root of the fold's length, rounded down. */
  readonly blockLength?: number;
}

const schema = z.strictObject({
  periodsPerYear: z.number().positive(),
  resamples: z.int().min(10).default(1_000),
  level: z.number().gt(0).lt(1).default(0.95),
  blockLength: z.number().min(1).optional(),
});

/** The cube root of a length, rounded down; without a function whose bits engines choose. */
const blockOf = (length: number): number => {
  let root = 1;
  while ((root + 1) ** 3 <= length) root++;
  return root;
};

/** Sums of the first i values, twice around. */
const prefixSums = (values: ArrayLike<number>): Float64Array => {
  const { length } = values;
  const sums = new Float64Array(2 * length + 1);
  for (let at = 0; at < 2 * length; at++) sums[at + 1] = (sums[at] as number) + (values[at % length] as number);
  return sums;
};

/**
 * Interval of the mean yearly difference between the growth of an agent and of something to compare with, over both ways of
 * being lucky: the seed it was trained with and the time it was tested in.
 *
 * `folds[f][s]` are the differences of logarithmic returns, period by period, of seed s in fold f. A resample draws seeds
 * within each fold, and blocks of periods that all seeds share, since one market moved them all: circular blocks of geometric
 * length (Politis and Romano 1994). The value is the mean over all periods and seeds times `periodsPerYear`.
 * Cost: resamples · seeds · periods / blockLength.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { growthDifference } from '@sigmax/rl/evaluation';
 * const wave = (shift: number) => Array.from({ length: 100 }, (_, index) => Math.sin(index * index + shift) / 100);
 * const { low, high } = growthDifference([[wave(0), wave(1)]], { periodsPerYear: 365, random: seededRandom(7) });
 * low < 0 && high > 0; // => true
 * ```
 */
export const growthDifference = (
  folds: readonly (readonly ArrayLike<number>[])[],
  { random, ...given }: GrowthDifferenceOptions,
): Interval => {
  const { periodsPerYear, resamples, level, blockLength } = parseOptions(schema, given, 'growthDifference');
  const sums = folds.map((seeds) => seeds.map(prefixSums));
  const lengths = folds.map((seeds) => seeds[0]?.length ?? 0);
  const periods = lengths.reduce((sum, length) => sum + length, 0);
  const blocks = lengths.map((length) => Math.min(blockLength ?? blockOf(length), length));
  const yearly = (sum: number): number => (sum / periods) * periodsPerYear;
  const values = new Float64Array(resamples);
  for (let sample = 0; sample < resamples; sample++) {
    let total = 0;
    sums.forEach((seeds, fold) => {
      const drawn = seeds.map(() => seeds[random.integer(seeds.length)] as Float64Array);
      const length = lengths[fold] as number;
      const stop = 1 / (blocks[fold] as number);
      let sum = 0;
      for (let left = length; left > 0; ) {
        const from = random.integer(length);
        let size = 1;
        while (size < left && random.uniform() >= stop) size++;
        for (const one of drawn) sum += (one[from + size] as number) - (one[from] as number);
        left -= size;
      }
      total += sum / seeds.length;
    });
    values[sample] = yearly(total);
  }
  const whole = sums.map(
    (seeds, fold) => seeds.reduce((sum, one) => sum + (one[lengths[fold] as number] as number), 0) / seeds.length,
  );
  return {
    value: yearly(whole.reduce((sum, one) => sum + one, 0)),
    low: quantile(values, (1 - level) / 2, 'linear') as number,
    high: quantile(values, (1 + level) / 2, 'linear') as number,
    level,
  };
};
