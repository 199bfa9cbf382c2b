import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { trima } from './trima';

const triangular = (window: number[]) => {
  const weights = window.map((_, place) => Math.min(place, window.length - 1 - place) + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return window.reduce((sum, price, place) => sum + price * weights[place]!, 0) / total;
};

it('weights the middle most, by hand', () => {
  expect(valuesOf(trima.batch([2, 4, 8, 6], 3)).slice(2)).toEqual([(2 + 2 * 4 + 8) / 4, (4 + 2 * 8 + 6) / 4]);
  expect(trima.batch([2, 4, 8, 6], 4).at(3)).toBeCloseTo((2 + 2 * 4 + 2 * 8 + 6) / 6, 12);
});

it.each([1, 2, 3, 20, 21])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(300, 23);
  expect(worstError(trima.batch(close, period), overWindows(close, period, triangular))).toBeLessThan(1e-14);
});
