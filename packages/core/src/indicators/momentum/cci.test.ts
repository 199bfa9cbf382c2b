import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, seriesOf, valuesOf, worstError } from '../test-support';
import { cci } from './cci';

it('divides by the mean deviation, by hand', () => {
  // Typical prices 10, 12, 11: mean 11, mean deviation 2/3; then 12, 11, 16: mean 13, mean deviation 2.
  const series = seriesOf([
    [11, 9, 10],
    [13, 11, 12],
    [12, 10, 11],
    [17, 15, 16],
  ]);
  expect(valuesOf(cci.batch(series, 3)).slice(2)).toEqual([0, expect.closeTo(100, 10)]);
});

it('is exactly 0 where all typical prices are equal, which rounding must not disturb', () => {
  expect(new Set(valuesOf(cci.batch(seriesOf(Array(40).fill([0.1, 0.1, 0.1])), 7)).slice(6))).toEqual(new Set([0]));
});

it('equals the definition', () => {
  const series = randomSeries(300, 7);
  const typical = Array.from(
    series.close,
    (close, i) => ((series.high[i] as number) + (series.low[i] as number) + close) / 3,
  );
  const expected = overWindows(typical, 20, (window) => {
    const average = mean(window);
    return ((window.at(-1) as number) - average) / (0.015 * mean(window.map((price) => Math.abs(price - average))));
  });
  expect(worstError(cci.batch(series, 20), expected)).toBeLessThan(1e-11);
});
