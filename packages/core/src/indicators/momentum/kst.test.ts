import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { kst } from './kst';

it('is unknown while an old price is 0, and knows again', () => {
  const options = { rates: [1, 1, 1, 1], averages: [1, 2, 1, 1], signal: 1 } as const;
  const values = valuesOf(kst.batch([2, 2, 0, 5, 5, 5, 5], options).kst);
  expect(values.map((value) => value !== undefined)).toEqual([false, false, true, false, false, true, true]);
  expect(values.at(-1)).toBe(0);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 54);
  const averaged = [
    [10, 10],
    [15, 10],
    [20, 10],
    [30, 15],
  ].map(([rate, average]) => {
    const rates = Array.from(close, (price, index) => price / close[index - rate!]! - 1).slice(rate);
    return alignedEnd(overWindows(rates, average!, mean).slice(average! - 1), 300, undefined);
  });
  const sums = Array.from({ length: 300 - 44 }, (_, place) =>
    averaged.reduce((sum, values, which) => sum + 100 * (which + 1) * values[place + 44]!, 0),
  );
  const signal = overWindows(sums, 9, mean).slice(8);
  const columns = kst.batch(close);
  expect(worstError(columns.kst, alignedEnd(sums.slice(8), 300, undefined))).toBeLessThan(1e-12);
  expect(worstError(columns.signal, alignedEnd(signal, 300, undefined))).toBeLessThan(1e-12);
});
