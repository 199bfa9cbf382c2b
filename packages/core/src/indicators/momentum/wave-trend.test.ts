import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { exponentially, mean, overWindows, randomSeries, worstError } from '../test-support';
import { waveTrend } from './wave-trend';

it('equals the definition', () => {
  const { high, low, close, ...rest } = randomSeries(300, 59);
  const prices = Array.from(close, (price, index) => (high[index]! + low[index]! + price) / 3);
  const averages = exponentially(prices, 10, 2 / 11);
  const distances = averages.map((value, index) => (value === undefined ? undefined : prices[index]! - value));
  const deviations = exponentially(
    distances.map((value) => (value === undefined ? undefined : Math.abs(value))),
    10,
    2 / 11,
  );
  const places = deviations.map((value, index) =>
    value === undefined ? undefined : distances[index]! / (0.015 * value),
  );
  const values = exponentially(places, 21, 2 / 22).filter((value) => value !== undefined);
  const signal = overWindows(values, 4, mean).slice(3);
  const columns = waveTrend.batch({ high, low, close, ...rest });
  expect(worstError(columns.value, alignedEnd(values.slice(3), 300, undefined))).toBeLessThan(1e-12);
  expect(worstError(columns.signal, alignedEnd(signal, 300, undefined))).toBeLessThan(1e-12);
});
