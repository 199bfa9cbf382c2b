import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { accumulationDistribution } from './accumulation-distribution';

it('equals the definition', () => {
  const series = randomSeries(300, 91);
  let sum = 0;
  const expected = Array.from(series.close, (close, index) => {
    const [high, low] = [series.high[index]!, series.low[index]!];
    sum += (series.volume[index]! * (2 * close - low - high)) / (high - low);
    return sum;
  });
  expect(worstError(accumulationDistribution.batch(series), expected)).toBeLessThan(1e-13);
});

it('adds nothing for a bar without range', () => {
  expect(accumulationDistribution().next({ high: 5, low: 5, close: 5, volume: 9 })).toBe(0);
});
