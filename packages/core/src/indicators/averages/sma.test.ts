import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { sma } from './sma';

it('averages the window, by hand', () => {
  expect(valuesOf(sma.batch([1, 2, 6, 7, -1], 3))).toEqual([undefined, undefined, 3, 5, 4]);
  expect(valuesOf(sma.batch([4, 8], 1))).toEqual([4, 8]);
});

it.each([1, 2, 7, 50])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 1);
  expect(worstError(sma.batch(close, period), overWindows(close, period, mean))).toBeLessThan(1e-14);
});

it('gives an equal price back to the last bit, which a running sum does not', () => {
  expect(new Set(valuesOf(sma.batch(Array(50).fill(0.1), 7)).slice(6))).toEqual(new Set([0.1]));
});
