import { InvalidOptionsError, parseOptions, type Random } from '@sigmax/core';
import { z } from 'zod';
import { naturalLogarithm } from '../portable-math';
import type { Space } from './space';

/** Vectors of finite numbers between two bounds, both included; a bound may be infinite. */
export interface BoxSpace extends Space<Float64Array> {
  readonly kind: 'box';
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface BoxOptions {
  /** Least value of each number. */
  readonly low: readonly number[];
  /** Greatest value of each number. */
  readonly high: readonly number[];
}

const list = () =>
  z.custom<readonly number[]>(
    (value) => Array.isArray(value) || ArrayBuffer.isView(value),
    'expected a list of numbers',
  );

/** Loose, since another space or a head has bounds too. */
const schema = z.looseObject({ low: list(), high: list() });

const drawOne = (low: number, high: number, random: Random): number => {
  if (low > -Infinity && high < Infinity) return low + (high - low) * random.uniform();
  if (low > -Infinity) return low - naturalLogarithm(1 - random.uniform());
  if (high < Infinity) return high + naturalLogarithm(1 - random.uniform());
  return random.normal();
};

const requireBounds = (low: readonly number[], high: readonly number[]): void => {
  const wrong = low.findIndex(
    (value, index) => !(value <= (high[index] as number)) || value === Infinity || high[index] === -Infinity,
  );
  if (low.length > 0 && low.length === high.length && wrong < 0) return;
  throw new InvalidOptionsError({
    code: 'INVALID_BOUNDS',
    message:
      wrong < 0
        ? `box: low had ${low.length} numbers and high ${high.length}.`
        : `box: low[${wrong}] was ${low[wrong]} and high[${wrong}] was ${high[wrong]}.`,
    remedy: 'Give two lists of one length, at least 1, with no low above its high.',
    context: { low: [...low], high: [...high] },
  });
};

/**
 * The space of vectors x with `low[i]` ≤ x[i] ≤ `high[i]`.
 *
 * Samples are uniform where both bounds are finite, 1 away from a single finite bound on average (exponential), and
 * standard normal where there is none, as in Gymnasium. NaN and infinities are never in the space.
 *
 * @throws {InvalidOptionsError} the bounds differ in length, are empty, or cross.
 * @example
 * ```ts
 * import { box } from '@sigmax/rl';
 * const space = box({ low: [-1, 0], high: [1, Infinity] });
 * space.contains(Float64Array.of(0.5, 12)); // => true
 * space.contains(Float64Array.of(1.5, 12)); // => false
 * space.toString(); // => 'Box([-1, 0], [1, Infinity])'
 * ```
 */
export const box = (options: BoxOptions): BoxSpace => {
  parseOptions(schema, options, 'box');
  const low = Object.freeze([...options.low]);
  const high = Object.freeze([...options.high]);
  requireBounds(low, high);
  const size = low.length;
  return {
    kind: 'box',
    low,
    high,
    width: size,
    flatSize: size,
    sample: (random) => Float64Array.from(low, (bound, index) => drawOne(bound, high[index] as number, random)),
    contains: (value): value is Float64Array => {
      if (!(value instanceof Float64Array) || value.length !== size) return false;
      for (let index = 0; index < size; index++) {
        const number = value[index] as number;
        if (!(number >= (low[index] as number) && number <= (high[index] as number) && Number.isFinite(number)))
          return false;
      }
      return true;
    },
    read: (numbers, at) => Float64Array.from(low, (_, index) => numbers[at + index] as number),
    flatten: (value, out, at) => out.set(value, at),
    toString: () => `Box([${low.join(', ')}], [${high.join(', ')}])`,
  };
};
