import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { zScore } from './z-score';

it('counts population deviations from the mean, by hand', () => {
  expect(valuesOf(zScore.batch([1, 3, 3, 7], 2))).toEqual([undefined, 1, undefined, 1]);
  expect(zScore.batch([2, 4, 4, 4, 5, 5, 7, 9], 8).at(7)).toBe(2);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 15);
  const expected = overWindows(close, 20, (window) => {
    const average = mean(window);
    return ((window.at(-1) as number) - average) / Math.sqrt(mean(window.map((price) => (price - average) ** 2)));
  });
  expect(worstError(zScore.batch(close, 20), expected)).toBeLessThan(1e-12);
});
