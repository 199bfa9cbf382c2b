import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, valuesOf, worstError } from '../test-support';
import { bollinger } from './bollinger';

it('puts the band at population deviations from the mean, by hand', () => {
  const { upper, middle, lower } = bollinger.batch([2, 4, 4, 4, 5, 5, 7, 9], { period: 8, deviations: 3 });
  expect([upper.at(7), middle.at(7), lower.at(7)]).toEqual([11, 5, -1]);
});

it('has no width where all prices are equal', () => {
  const { upper, middle, lower } = bollinger.batch(Array(30).fill(0.1), { period: 7 });
  for (const column of [upper, middle, lower]) expect(new Set(valuesOf(column).slice(6))).toEqual(new Set([0.1]));
});

it('equals the definition', () => {
  const { close } = randomSeries(400, 11);
  const width = overWindows(close, 20, (window) => {
    const average = mean(window);
    return 2 * Math.sqrt(mean(window.map((price) => (price - average) ** 2)));
  });
  const middle = overWindows(close, 20, mean);
  const plus = (sign: number) =>
    middle.map((value, i) => (value === undefined ? undefined : value + sign * (width[i] as number)));
  const columns = bollinger.batch(close);
  expect(worstError(columns.middle, middle)).toBeLessThan(1e-14);
  expect(worstError(columns.upper, plus(1))).toBeLessThan(1e-14);
  expect(worstError(columns.lower, plus(-1))).toBeLessThan(1e-14);
});
