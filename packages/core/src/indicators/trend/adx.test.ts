import { expect, it } from 'vitest';
import { randomSeries, seriesOf, trueRanges, valuesOf, worstError } from '../test-support';
import { adx } from './adx';

it('follows the movements, by hand', () => {
  // Period 2. Movements +1, +1, −2 (low falls by 2), ranges 2, 2, 3.
  const series = seriesOf([
    [10, 8, 9],
    [11, 9, 10],
    [12, 10, 11],
    [11, 8, 8],
  ]);
  const { adx: strength, plusDi, minusDi } = adx.batch(series, 2);
  // Sums: + 1, 1.5, 0.75; − 0, 0, 2; range 2, 3, 4.5. Directional index 100, then 100 · 1.25 / 2.75.
  expect(plusDi.at(3)).toBeCloseTo(100 * (0.75 / 4.5), 12);
  expect(minusDi.at(3)).toBeCloseTo(100 * (2 / 4.5), 12);
  expect(strength.at(3)).toBeCloseTo((100 + 100 * (1.25 / 2.75)) / 2, 12);
});

it('counts a move to both sides for the larger and an equal one for neither', () => {
  const both = seriesOf([
    [10, 8, 9],
    [12, 7, 9],
    [13, 6, 9],
  ]);
  expect(adx.batch(both, 1).plusDi.at(1)).toBeCloseTo(40, 12);
  expect(adx.batch(both, 1).minusDi.at(1)).toBe(0);
  expect([adx.batch(both, 1).plusDi.at(2), adx.batch(both, 1).adx.at(2)]).toEqual([0, 0]);
});

it('equals the definition', () => {
  const period = 14;
  const series = randomSeries(300, 8);
  const { high, low } = series;
  const moves = Array.from(high, (top, i) => {
    const up = top - (high[i - 1] ?? top);
    const down = (low[i - 1] ?? (low[i] as number)) - (low[i] as number);
    return { plus: up > down ? Math.max(up, 0) : 0, minus: down > up ? Math.max(down, 0) : 0 };
  });
  const smoothed = (values: number[]) => {
    let sum = values.slice(1, period).reduce((total, value) => total + value, 0);
    return values.map((value, i) => {
      if (i >= period) sum += value - sum / period;
      return sum;
    });
  };
  const ranges = smoothed(trueRanges(series));
  const plus = smoothed(moves.map((move) => move.plus)).map((sum, i) => (100 * sum) / (ranges[i] as number));
  const minus = smoothed(moves.map((move) => move.minus)).map((sum, i) => (100 * sum) / (ranges[i] as number));
  const directional = plus.map(
    (value, i) => (100 * Math.abs(value - (minus[i] as number))) / (value + (minus[i] as number)),
  );
  let average = directional.slice(period, 2 * period).reduce((sum, value) => sum + value, 0) / period;
  const strength = directional.map((value, i) => {
    if (i >= 2 * period) average = (average * (period - 1) + value) / period;
    return average;
  });
  const known = (values: number[]) => values.map((value, i) => (i < 2 * period - 1 ? undefined : value));
  const columns = adx.batch(series, period);
  expect(worstError(columns.plusDi, known(plus))).toBeLessThan(1e-13);
  expect(worstError(columns.minusDi, known(minus))).toBeLessThan(1e-13);
  expect(worstError(columns.adx, known(strength))).toBeLessThan(1e-12);
});

it('is 0 throughout without any movement', () => {
  const { adx: strength, plusDi, minusDi } = adx.batch(seriesOf(Array(8).fill([5, 5, 5])), 3);
  expect(valuesOf(strength).slice(5)).toEqual([0, 0, 0]);
  expect([plusDi.at(-1), minusDi.at(-1)]).toEqual([0, 0]);
});
