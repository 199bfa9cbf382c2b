import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { hma } from './hma';
import { wma } from './wma';

it('doubles the fast average, takes the slow one off and smooths, by hand', () => {
  // Period 4: fast 2, slow 4, smoothed over 2. At the fourth price 2 · 26/3 − 20/3, at the fifth 2 · 14/3 − 20/3.
  const fourth = (2 * (4 + 2 * 11)) / 3 - (1 + 2 * 3 + 3 * 4 + 4 * 11) / 10;
  const fifth = (2 * (11 + 2 * 2)) / 3 - (3 + 2 * 4 + 3 * 11 + 4 * 2) / 10;
  const [value] = valuesOf(hma.batch([1, 3, 4, 11, 2], 4)).slice(4);
  expect(value).toBeCloseTo((fourth + 2 * fifth) / 3, 12);
});

it('rounds both inner periods down', () => {
  const { close } = randomSeries(100, 3);
  const fast = wma.batch(close, 3);
  const slow = wma.batch(close, 7);
  const leading = Array.from(close, (_, index) => 2 * (fast.at(index) ?? 0) - (slow.at(index) ?? 0)).slice(6);
  const expected = [...Array(6).fill(undefined), ...valuesOf(wma.batch(leading, 2))];
  expect(worstError(hma.batch(close, 7), expected)).toBeLessThan(1e-14);
});

it('lags a straight line by two thirds of a step where a weighted average lags five', () => {
  const line = Array.from({ length: 40 }, (_, index) => 5 + index);
  expect(wma.batch(line, 16).at(-1)).toBeCloseTo(44 - 5, 12);
  expect(hma.batch(line, 16).at(-1)).toBeCloseTo(44 - 2 / 3, 12);
});
