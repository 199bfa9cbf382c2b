import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Space } from './space';

/** `size` switches, each 0 or 1. */
export interface MultiBinarySpace extends Space<Uint8Array> {
  readonly kind: 'multi-binary';
  readonly size: number;
}

const schema = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/**
 * The space of `size` switches that are each 0 or 1. Samples are fair and independent; the flat form is the switches.
 *
 * @throws {InvalidOptionsError} `size` is not a whole number of at least 1.
 * @example
 * ```ts
 * import { multiBinary } from '@sigmax/rl';
 * multiBinary(2).contains(Uint8Array.of(0, 1)); // => true
 * multiBinary(2).contains(Uint8Array.of(0, 2)); // => false
 * ```
 */
export const multiBinary = (size: number): MultiBinarySpace => {
  parseOptions(schema, size, 'multiBinary');
  return {
    kind: 'multi-binary',
    size,
    width: size,
    flatSize: size,
    sample: (random) => Uint8Array.from({ length: size }, () => random.integer(2)),
    contains: (value): value is Uint8Array =>
      value instanceof Uint8Array && value.length === size && value.every((bit) => bit <= 1),
    read: (numbers, at) => Uint8Array.from({ length: size }, (_, index) => numbers[at + index] as number),
    flatten: (value, out, at) => out.set(value, at),
    toString: () => `MultiBinary(${size})`,
  };
};
