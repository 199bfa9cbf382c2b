import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { ema } from './ema';

it('starts from the mean and steps by 2 / (n + 1), by hand', () => {
  expect(valuesOf(ema.batch([1, 2, 6, 7, 1], 3))).toEqual([undefined, undefined, 3, 5, 3]);
});

it.each([1, 2, 14, 50])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 1);
  const expected = exponentially(Array.from(close), period, 2 / (period + 1));
  expect(worstError(ema.batch(close, period), expected)).toBeLessThan(1e-14);
});
