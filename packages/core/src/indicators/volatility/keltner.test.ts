import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, seriesOf, valuesOf, worstError } from '../test-support';
import { keltner } from './keltner';

it('puts the band at average true ranges from the mean typical price, by hand', () => {
  // Typical prices 11, 13, 9; true ranges 3, 3, 8.
  const series = seriesOf([
    [12, 9, 12],
    [14, 11, 14],
    [12, 6, 9],
  ]);
  const { upper, middle, lower } = keltner.batch(series, { period: 2, multiplier: 2 });
  expect(valuesOf(middle)).toEqual([undefined, 12, 11]);
  expect(valuesOf(upper)).toEqual([undefined, 18, 22]);
  expect(valuesOf(lower)).toEqual([undefined, 6, 0]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 13);
  const typical = Array.from(
    series.close,
    (close, i) => ((series.high[i] as number) + (series.low[i] as number) + close) / 3,
  );
  const ranges = Array.from(series.close, (_, i) => {
    const [high, low, before] = [series.high[i] as number, series.low[i] as number, series.close[i - 1]];
    return before === undefined ? high - low : Math.max(high, before) - Math.min(low, before);
  });
  const middle = overWindows(typical, 20, mean);
  const range = overWindows(ranges, 20, mean);
  const upper = middle.map((value, i) => (value === undefined ? undefined : value + 2 * (range[i] as number)));
  const columns = keltner.batch(series);
  expect(worstError(columns.middle, middle)).toBeLessThan(1e-14);
  expect(worstError(columns.upper, upper)).toBeLessThan(1e-14);
});
