import { expect, it } from 'vitest';
import { randomSeries, seriesOf, valuesOf, worstError } from '../test-support';
import { stochastic } from './stochastic';
import { williamsR } from './williams-r';

it('places the close below the high, by hand', () => {
  const series = seriesOf([
    [12, 10, 11],
    [14, 11, 13],
    [15, 13, 15],
    [15, 11, 11],
  ]);
  expect(valuesOf(williamsR.batch(series, 2))).toEqual([undefined, -25, 0, -100]);
  expect(williamsR.batch(seriesOf(Array(5).fill([7, 7, 7])), 3).at(-1)).toBe(-50);
});

it('is the fast stochastic minus 100', () => {
  const series = randomSeries(300, 42);
  const { k } = stochastic.batch(series, { period: 14, smoothK: 1, smoothD: 1 });
  const expected = valuesOf(k).map((value) => (value === undefined ? undefined : value - 100));
  expect(worstError(williamsR.batch(series, 14), expected)).toBeLessThan(1e-13);
});
