import { expect, it } from 'vitest';
import { randomSeries, valuesOf } from '../test-support';
import { ichimoku } from './ichimoku';

it('equals the definition', () => {
  const series = randomSeries(300, 64);
  const middle = (period: number, index: number) => {
    const start = index + 1 - period;
    const high = Math.max(...series.high.subarray(start, index + 1));
    return (high + Math.min(...series.low.subarray(start, index + 1))) / 2;
  };
  const columns = ichimoku.batch(series);
  const expected = (compute: (index: number) => number) =>
    Array.from({ length: 300 }, (_, index) => (index < 77 ? undefined : compute(index)));
  expect(valuesOf(columns.conversion)).toEqual(expected((index) => middle(9, index)));
  expect(valuesOf(columns.base)).toEqual(expected((index) => middle(26, index)));
  expect(valuesOf(columns.spanA)).toEqual(expected((index) => (middle(9, index - 26) + middle(26, index - 26)) / 2));
  expect(valuesOf(columns.spanB)).toEqual(expected((index) => middle(52, index - 26)));
});
