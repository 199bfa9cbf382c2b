import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { anchoredVwap } from './anchored-vwap';

it('is unknown until there has been volume', () => {
  const average = anchoredVwap();
  const bar = { open: 7, high: 7, low: 7, close: 7 };
  expect([0, 2, 0].map((volume) => average.next({ ...bar, volume }))).toEqual([undefined, 7, 7]);
});

it('equals the definition', () => {
  const { open, high, low, close, volume, ...rest } = randomSeries(300, 103);
  let [turnover, total] = [0, 0];
  const expected = Array.from(close, (price, index) => {
    turnover += (volume[index]! * (open[index]! + high[index]! + low[index]! + price)) / 4;
    total += volume[index]!;
    return turnover / total;
  });
  expect(worstError(anchoredVwap.batch({ open, high, low, close, volume, ...rest }), expected)).toBeLessThan(1e-13);
});
