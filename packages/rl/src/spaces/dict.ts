import { InvalidOptionsError } from '@sigmax/core';
import type { Space } from './space';

/** Named values, each of a space of its own. */
export interface DictSpace<Value> extends Space<Value> {
  readonly kind: 'dict';
  readonly spaces: { readonly [Name in keyof Value]: Space<Value[Name]> };
}

const requireNames = (spaces: object): void => {
  if (typeof spaces === 'object' && spaces !== null && Object.keys(spaces).length > 0) return;
  throw new InvalidOptionsError({
    code: 'INVALID_SPACES',
    message: 'dict: spaces has no names.',
    remedy: 'Give at least one space, for example dict({ position: discrete(3) }).',
  });
};

/**
 * The space of objects with one value of each named space. Values, samples and flat forms follow the order of the names as
 * they are given; the flat form is one after another, choices one-hot. Spaces nest.
 *
 * @throws {InvalidOptionsError} there is no space.
 * @example
 * ```ts
 * import { box, dict, discrete } from '@sigmax/rl';
 * const space = dict({ price: box({ low: [0], high: [Infinity] }), side: discrete(3) });
 * space.contains({ price: Float64Array.of(5), side: 2 }); // => true
 * space.contains({ price: Float64Array.of(5) }); // => false
 * space.flatSize; // => 4
 * ```
 */
export const dict = <Value extends Readonly<Record<string, unknown>>>(
  spaces: DictSpace<Value>['spaces'],
): DictSpace<Value> => {
  requireNames(spaces);
  const parts = Object.entries(spaces) as [string, Space<unknown>][];
  const sumOf = (size: 'width' | 'flatSize') => parts.reduce((sum, [, space]) => sum + space[size], 0);
  const assembled = (make: (space: Space<unknown>) => unknown) =>
    Object.fromEntries(parts.map(([name, space]) => [name, make(space)])) as Value;
  return {
    kind: 'dict',
    spaces,
    width: sumOf('width'),
    flatSize: sumOf('flatSize'),
    sample: (random) => assembled((space) => space.sample(random)),
    contains: (value): value is Value =>
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).length === parts.length &&
      parts.every(([name, space]) => Object.hasOwn(value, name) && space.contains(Reflect.get(value, name))),
    read: (numbers, at) => {
      let place = at;
      return assembled((space) => {
        place += space.width;
        return space.read(numbers, place - space.width);
      });
    },
    flatten: (value, out, at) => {
      let place = at;
      for (const [name, space] of parts) {
        space.flatten(Reflect.get(value, name), out, place);
        place += space.flatSize;
      }
    },
    toString: () => `Dict(${parts.map(([name, space]) => `${name}: ${space}`).join(', ')})`,
  };
};
