import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { linearRegression } from './linear-regression';

const fit = (window: number[]) => {
  const center = (window.length - 1) / 2;
  const average = mean(window);
  const across = window.reduce((sum, value, place) => sum + (place - center) * (value - average), 0);
  const slope = across / window.reduce((sum, _, place) => sum + (place - center) ** 2, 0);
  return { slope, value: average + slope * center };
};

it('fits a line, by hand', () => {
  const { value, slope } = linearRegression.batch([1, 2, 6, 4], 3);
  // Through 1, 2, 6: mean 3, slope 2.5. Through 2, 6, 4: mean 4, slope 1.
  expect(valuesOf(slope)).toEqual([undefined, undefined, 2.5, 1]);
  expect(valuesOf(value)).toEqual([undefined, undefined, 5.5, 5]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 16);
  const expected = overWindows(close, 14, fit);
  const columns = linearRegression.batch(close, 14);
  expect(
    worstError(
      columns.value,
      expected.map((line) => line?.value),
    ),
  ).toBeLessThan(1e-13);
  expect(
    worstError(
      columns.slope,
      expected.map((line) => line?.slope),
    ),
  ).toBeLessThan(1e-12);
});

it('keeps the digits of a small slope on a large price', () => {
  const line = Array.from({ length: 100 }, (_, index) => 2 ** 30 + index / 1024);
  const { slope } = linearRegression.batch(line, 10);
  expect(
    new Set(
      valuesOf(slope)
        .slice(9)
        .map((value) => value?.toPrecision(12)),
    ),
  ).toEqual(new Set([(1 / 1024).toPrecision(12)]));
});
