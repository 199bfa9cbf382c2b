import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { rollingStandardDeviation } from './rolling-standard-deviation';
import { rollingVariance } from './rolling-variance';

it('equal the definition', () => {
  const { close } = randomSeries(300, 121);
  const expected = overWindows(close, 20, (window) => {
    const average = mean(window);
    return mean(window.map((price) => (price - average) ** 2));
  });
  expect(worstError(rollingVariance.batch(close, 20), expected)).toBeLessThan(1e-12);
  const roots = expected.map((value) => (value === undefined ? undefined : Math.sqrt(value)));
  expect(worstError(rollingStandardDeviation.batch(close, 20), roots)).toBeLessThan(1e-12);
});

it('are exactly 0 for equal numbers', () => {
  expect(new Set(valuesOf(rollingVariance.batch(Array(30).fill(0.1), 7)).slice(6))).toEqual(new Set([0]));
  expect(new Set(valuesOf(rollingStandardDeviation.batch(Array(30).fill(0.1), 7)).slice(6))).toEqual(new Set([0]));
});
