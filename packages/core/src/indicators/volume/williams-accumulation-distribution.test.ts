import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { williamsAccumulationDistribution } from './williams-accumulation-distribution';

it('equals the definition', () => {
  const series = randomSeries(300, 102);
  let sum = 0;
  const expected = Array.from(series.close, (close, index) => {
    const before = series.close[index - 1];
    if (before === undefined) return undefined;
    const [trueLow, trueHigh] = [Math.min(before, series.low[index]!), Math.max(before, series.high[index]!)];
    sum += close > before ? close - trueLow : close < before ? close - trueHigh : 0;
    return sum;
  });
  expect(worstError(williamsAccumulationDistribution.batch(series), expected)).toBeLessThan(1e-13);
});
