import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { priceVolumeTrend } from './price-volume-trend';

it('adds nothing for a change from 0', () => {
  const trend = priceVolumeTrend();
  expect([4, 0, 4].map((close) => trend.next({ close, volume: 3 }))).toEqual([undefined, -3, -3]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 98);
  let sum = 0;
  const expected = Array.from(series.close, (close, index) => {
    const before = series.close[index - 1];
    if (before === undefined) return undefined;
    sum += series.volume[index]! * (close / before - 1);
    return sum;
  });
  expect(worstError(priceVolumeTrend.batch(series), expected)).toBeLessThan(1e-12);
});
