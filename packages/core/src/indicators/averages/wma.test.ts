import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { wma } from './wma';

const weighted = (window: number[]) =>
  window.reduce((sum, price, place) => sum + (place + 1) * price, 0) / ((window.length * (window.length + 1)) / 2);

it('weights the newest price most, by hand', () => {
  // (1·1 + 2·4 + 3·9) / 6, then (1·4 + 2·9 + 3·4) / 6 and (1·9 + 2·4 + 3·1) / 6.
  expect(valuesOf(wma.batch([1, 4, 9, 4, 1], 3)).slice(2)).toEqual([6, 34 / 6, 20 / 6]);
});

it.each([1, 2, 7, 50])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 2);
  expect(worstError(wma.batch(close, period), overWindows(close, period, weighted))).toBeLessThan(1e-14);
});
