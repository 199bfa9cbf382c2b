import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { zlema } from './zlema';

it('adds the change over the lag once more, by hand', () => {
  // Period 3, lag 1: inputs 4, 2, 9, whose mean is 5; then 1, half way.
  expect(valuesOf(zlema.batch([2, 3, 2.5, 5.75, 3.375], 3)).slice(3)).toEqual([5, 3]);
});

it.each([1, 2, 14, 15])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 25);
  const lag = Math.floor((period - 1) / 2);
  const leading = Array.from(close, (price, index) => (index < lag ? undefined : 2 * price - close[index - lag]!));
  const expected = exponentially(leading, period, 2 / (period + 1));
  expect(worstError(zlema.batch(close, period), expected)).toBeLessThan(1e-14);
});
