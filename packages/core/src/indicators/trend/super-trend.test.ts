import { expect, it } from 'vitest';
import { exponentially, randomSeries, seriesOf, trueRanges, valuesOf, worstError } from '../test-support';
import { superTrend } from './super-trend';

it('starts down, turns with a close beyond a band, and moves its line one way only, by hand', () => {
  const series = seriesOf([
    [12, 10, 11], // range 2, bands 9 and 13: down by convention
    [16, 12, 15], // range 5, bands 9 and 19; the upper stays at 13 and the close is above it: up
    [17, 15, 16], // range 2, bands 14 and 18: the lower rises
    [15, 11, 14], // range 5, bands 8 and 18: the lower stays at 14, a close on it is no crossing
    [14, 12, 13], // range 2, bands 11 and 15; the lower stays at 14 and the close is below it: down
  ]);
  const { value, direction } = superTrend.batch(series, { period: 1, multiplier: 1 });
  expect(valuesOf(direction)).toEqual([-1, 1, 1, 1, -1]);
  expect(valuesOf(value)).toEqual([13, 9, 14, 14, 15]);
});

it('equals the definition of Pine Script', () => {
  const series = randomSeries(500, 9);
  const ranges = exponentially(trueRanges(series), 10, 0.1);
  let upper = 0;
  let lower = 0;
  let isUp = false;
  const expected = ranges.map((range, index) => {
    if (range === undefined) return undefined;
    const middle = ((series.high[index] as number) + (series.low[index] as number)) / 2;
    const close = series.close[index] as number;
    const before = series.close[index - 1] as number;
    const isFirst = upper === 0;
    const [lastUpper, lastLower] = [upper, lower];
    upper = middle + 3 * range;
    lower = middle - 3 * range;
    if (isFirst) return { value: upper, direction: -1 };
    lower = lower > lastLower || before < lastLower ? lower : lastLower;
    upper = upper < lastUpper || before > lastUpper ? upper : lastUpper;
    isUp = isUp ? !(close < lower) : close > upper;
    return isUp ? { value: lower, direction: 1 } : { value: upper, direction: -1 };
  });
  const columns = superTrend.batch(series);
  expect(valuesOf(columns.direction)).toEqual(expected.map((output) => output?.direction));
  expect(
    worstError(
      columns.value,
      expected.map((output) => output?.value),
    ),
  ).toBeLessThan(1e-13);
  expect(new Set(columns.direction.values).size).toBe(3);
});
