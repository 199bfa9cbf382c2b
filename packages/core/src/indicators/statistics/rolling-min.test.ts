import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf } from '../test-support';
import { rollingMin } from './rolling-min';

it('finds the smallest, by hand', () => {
  expect(valuesOf(rollingMin.batch([1, 5, 4, 6, 0, 7, 9], 3))).toEqual([undefined, undefined, 1, 4, 0, 0, 0]);
});

it.each([1, 2, 5, 64])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(300, 17);
  expect(valuesOf(rollingMin.batch(close, period))).toEqual(
    overWindows(close, period, (window) => Math.min(...window)),
  );
});
