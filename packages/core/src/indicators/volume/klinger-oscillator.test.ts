import { expect, it } from 'vitest';
import { exponentially, randomSeries, worstError } from '../test-support';
import { klingerOscillator } from './klinger-oscillator';

it('equals the definition', () => {
  const series = randomSeries(300, 99);
  const { high, low, close, volume } = series;
  let [trend, way] = [0, 0];
  const forces = Array.from(close, (price, index) => {
    if (index === 0) return undefined;
    const change = high[index]! + low[index]! + price - (high[index - 1]! + low[index - 1]! + close[index - 1]!);
    const range = high[index]! - low[index]!;
    if (change !== 0 && Math.sign(change) !== trend) {
      trend = Math.sign(change);
      way = high[index - 1]! - low[index - 1]!;
    }
    way += range;
    return volume[index]! * Math.abs((2 * range) / way - 1) * trend * 100;
  });
  const [fast, slow] = [exponentially(forces, 34, 2 / 35), exponentially(forces, 55, 2 / 56)];
  const values = slow.map((value, index) => (value === undefined ? undefined : fast[index]! - value));
  const signal = exponentially(values, 13, 2 / 14);
  const columns = klingerOscillator.batch(series);
  const known = values.map((value, index) => (signal[index] === undefined ? undefined : value));
  expect(worstError(columns.value, known)).toBeLessThan(1e-12);
  expect(worstError(columns.signal, signal)).toBeLessThan(1e-12);
});

it('wants a slow period above the fast one', () => {
  expect(() => klingerOscillator({ fast: 55 })).toThrow('slow was undefined: expected a period above fast.');
});
