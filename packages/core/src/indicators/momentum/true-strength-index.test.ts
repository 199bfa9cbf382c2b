import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { trueStrengthIndex } from './true-strength-index';

it('is 100 with gains only, −100 with losses only and 0 with neither', () => {
  const options = { long: 2, short: 2 };
  expect(trueStrengthIndex.batch([1, 2, 4, 5, 9], options).at(-1)).toBe(100);
  expect(trueStrengthIndex.batch([9, 5, 4, 2, 1], options).at(-1)).toBe(-100);
  expect(valuesOf(trueStrengthIndex.batch([3, 3, 3, 3], options))).toEqual([undefined, undefined, undefined, 0]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 45);
  const twice = (change: (difference: number) => number) => {
    const changes = Array.from(close, (price, index) => (index === 0 ? undefined : change(price - close[index - 1]!)));
    return exponentially(exponentially(changes, 25, 2 / 26), 13, 2 / 14);
  };
  const sizes = twice(Math.abs);
  const expected = twice((difference) => difference).map((value, index) =>
    value === undefined ? undefined : (100 * value) / sizes[index]!,
  );
  expect(worstError(trueStrengthIndex.batch(close), expected)).toBeLessThan(1e-12);
});
