import { expect, it } from 'vitest';
import { overWindows, randomSeries, valuesOf } from '../test-support';
import { rollingMax } from './rolling-max';

it('finds the largest, by hand', () => {
  expect(valuesOf(rollingMax.batch([5, 1, 2, 4, -3, -2, -9], 3))).toEqual([undefined, undefined, 5, 4, 4, 4, -2]);
});

it.each([1, 2, 5, 64])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(300, 17);
  expect(valuesOf(rollingMax.batch(close, period))).toEqual(
    overWindows(close, period, (window) => Math.max(...window)),
  );
});
