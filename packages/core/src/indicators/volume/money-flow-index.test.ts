import { expect, it } from 'vitest';
import { overWindows, randomSeries, seriesOf, worstError } from '../test-support';
import { moneyFlowIndex } from './money-flow-index';

it('is 100 with inflow only, 0 with outflow only and 50 with neither', () => {
  const index = (...prices: number[]) =>
    moneyFlowIndex.batch(seriesOf(prices.map((price) => [price, price, price])), 2).at(-1);
  expect([index(1, 2, 3), index(3, 2, 1), index(2, 2, 2)]).toEqual([100, 0, 50]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 94);
  const { high, low, close, volume } = series;
  const typical = Array.from(close, (price, index) => (high[index]! + low[index]! + price) / 3);
  const flows = typical.map((price, index) => Math.sign(price - typical[index - 1]!) * price * volume[index]!).slice(1);
  const expected = overWindows(flows, 14, (window) => {
    const inflow = window.reduce((sum, flow) => sum + Math.max(flow, 0), 0);
    return (100 * inflow) / window.reduce((sum, flow) => sum + Math.abs(flow), 0);
  });
  expect(worstError(moneyFlowIndex.batch(series, 14), [undefined, ...expected])).toBeLessThan(1e-13);
});
