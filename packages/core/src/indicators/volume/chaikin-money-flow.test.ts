import { expect, it } from 'vitest';
import { overWindows, randomSeries, worstError } from '../test-support';
import { chaikinMoneyFlow } from './chaikin-money-flow';

it('is unknown while the window holds no volume', () => {
  const flow = chaikinMoneyFlow(1);
  const bar = { high: 3, low: 1, close: 3 };
  expect([0, 2, 0].map((volume) => flow.next({ ...bar, volume }))).toEqual([undefined, 1, undefined]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 93);
  const expected = overWindows(
    Array.from(series.close, (_, index) => index),
    20,
    (places) => {
      let [flow, total] = [0, 0];
      for (const place of places) {
        const [high, low, close] = [series.high[place]!, series.low[place]!, series.close[place]!];
        flow += ((2 * close - high - low) / (high - low)) * series.volume[place]!;
        total += series.volume[place]!;
      }
      return flow / total;
    },
  );
  expect(worstError(chaikinMoneyFlow.batch(series, 20), expected)).toBeLessThan(1e-12);
});
