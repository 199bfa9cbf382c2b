import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Space } from './space';

/** Several choices at once; choice i is a whole number from 0 to `sizes[i]` − 1. */
export interface MultiDiscreteSpace extends Space<Int32Array> {
  readonly kind: 'multi-discrete';
  readonly sizes: readonly number[];
}

const schema = z
  .array(
    z
      .int()
      .min(1)
      .max(2 ** 31 - 1),
  )
  .min(1);

/**
 * The space of several choices at once. Samples are uniform and independent; the flat form is one one-hot after another.
 *
 * @throws {InvalidOptionsError} a size is not a whole number of at least 1, or there is none.
 * @example
 * ```ts
 * import { multiDiscrete } from '@sigmax/rl';
 * const space = multiDiscrete([3, 2]);
 * space.contains(Int32Array.of(2, 1)); // => true
 * space.flatSize; // => 5
 * space.toString(); // => 'MultiDiscrete(3, 2)'
 * ```
 */
export const multiDiscrete = (sizes: readonly number[]): MultiDiscreteSpace => {
  const checked = Object.freeze(parseOptions(schema, sizes, 'multiDiscrete'));
  const flatSize = checked.reduce((sum, size) => sum + size, 0);
  return {
    kind: 'multi-discrete',
    sizes: checked,
    width: checked.length,
    flatSize,
    sample: (random) => Int32Array.from(checked, (size) => random.integer(size)),
    contains: (value): value is Int32Array =>
      value instanceof Int32Array &&
      value.length === checked.length &&
      value.every((choice, index) => choice >= 0 && choice < (checked[index] as number)),
    read: (numbers, at) => Int32Array.from(checked, (_, index) => numbers[at + index] as number),
    flatten: (value, out, at) => {
      out.fill(0, at, at + flatSize);
      let start = at;
      checked.forEach((size, index) => {
        out[start + (value[index] as number)] = 1;
        start += size;
      });
    },
    toString: () => `MultiDiscrete(${checked.join(', ')})`,
  };
};
