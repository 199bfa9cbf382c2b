import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Space } from './space';

/** Whole numbers from 0 to `size` − 1. */
export interface DiscreteSpace extends Space<number> {
  readonly kind: 'discrete';
  readonly size: number;
}

const schema = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/**
 * The space of `size` choices, 0 to `size` − 1. Samples are uniform; the flat form is one-hot.
 *
 * @throws {InvalidOptionsError} `size` is not a whole number of at least 1.
 * @example
 * ```ts
 * import { discrete } from '@sigmax/rl';
 * discrete(3).contains(2); // => true
 * discrete(3).contains(3); // => false
 * discrete(3).toString(); // => 'Discrete(3)'
 * ```
 */
export const discrete = (size: number): DiscreteSpace => {
  parseOptions(schema, size, 'discrete');
  const contains = (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < size;
  return {
    kind: 'discrete',
    size,
    width: 1,
    flatSize: size,
    sample: (random) => random.integer(size),
    contains,
    read: (numbers, at) => numbers[at] as number,
    flatten: (value, out, at) => {
      out.fill(0, at, at + size);
      out[at + value] = 1;
    },
    toString: () => `Discrete(${size})`,
  };
};
