import { expect, it } from 'vitest';
import { overWindows, randomSeries, trueRanges, worstError } from '../test-support';
import { vortex } from './vortex';

it('equals the definition', () => {
  const series = randomSeries(300, 68);
  const { high, low } = series;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const sums = (values: readonly number[]) => [undefined, ...overWindows(values.slice(1), 14, sum)];
  const ranges = sums(trueRanges(series));
  const over = (movements: readonly number[]) =>
    sums(movements).map((value, index) => (value === undefined ? undefined : value / ranges[index]!));
  const columns = vortex.batch(series, 14);
  const plus = over(Array.from(high, (top, index) => Math.abs(top - low[index - 1]!)));
  const minus = over(Array.from(low, (bottom, index) => Math.abs(bottom - high[index - 1]!)));
  expect(worstError(columns.plus, plus)).toBeLessThan(1e-13);
  expect(worstError(columns.minus, minus)).toBeLessThan(1e-13);
});
