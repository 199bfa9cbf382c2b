import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { detrendedPriceOscillator } from './detrended-price-oscillator';

it('looks half a period back, by hand', () => {
  expect(valuesOf(detrendedPriceOscillator.batch([1, 2, 9, 4, 5], 4)).slice(3)).toEqual([1 - 4, 2 - 5]);
  expect(valuesOf(detrendedPriceOscillator.batch([1, 2, 9], 1))).toEqual([undefined, -1, -7]);
  expect(valuesOf(detrendedPriceOscillator.batch([1, 2, 9], 2))).toEqual([undefined, undefined, 1 - 5.5]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 48);
  const means = overWindows(close, 21, mean);
  const expected = means.map((value, index) => (value === undefined ? undefined : close[index - 11]! - value));
  expect(worstError(detrendedPriceOscillator.batch(close, 21), expected)).toBeLessThan(1e-12);
});
