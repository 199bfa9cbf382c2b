import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { coppockCurve } from './coppock-curve';

it('is unknown while an old price is 0, and knows again', () => {
  const values = valuesOf(coppockCurve.batch([2, 0, 5, 5, 10, 10], { long: 1, short: 1, average: 2 }));
  expect(values.slice(0, 5)).toEqual([undefined, undefined, undefined, undefined, expect.closeTo(400 / 3, 10)]);
  expect(values[5]).toBeCloseTo(200 / 3, 10);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 55);
  const sums = Array.from(close, (price, index) => 100 * (price / close[index - 14]! + price / close[index - 11]! - 2));
  const expected = overWindows(
    sums.slice(14),
    10,
    (window) => window.reduce((sum, value, place) => sum + (place + 1) * value, 0) / 55,
  ).slice(9);
  expect(worstError(coppockCurve.batch(close), alignedEnd(expected, 300, undefined))).toBeLessThan(1e-12);
});
