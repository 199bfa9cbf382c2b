import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, seriesOf, valuesOf, worstError } from '../test-support';
import { easeOfMovement } from './ease-of-movement';

it('counts a bar without volume as 0', () => {
  const series = seriesOf([
    [12, 10, 11, 1],
    [14, 12, 13, 0],
    [16, 14, 15, 2],
  ]);
  expect(valuesOf(easeOfMovement.batch(series, { period: 1, volumeUnit: 1 }))).toEqual([undefined, 0, 2]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 95);
  const { high, low, volume } = series;
  const middles = Array.from(high, (top, index) => (top + low[index]!) / 2);
  const eases = middles
    .map((middle, index) => (10_000 * (middle - middles[index - 1]!) * (high[index]! - low[index]!)) / volume[index]!)
    .slice(1);
  const expected = [undefined, ...overWindows(eases, 14, mean)];
  expect(worstError(easeOfMovement.batch(series), expected)).toBeLessThan(1e-13);
});
