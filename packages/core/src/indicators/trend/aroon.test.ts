import { expect, it } from 'vitest';
import { overWindows, randomSeries, seriesOf, valuesOf } from '../test-support';
import { aroon } from './aroon';

it('counts the newest of equal extremes, by hand', () => {
  const { up, down, oscillator } = aroon.batch(
    seriesOf([
      [5, 2, 3],
      [5, 1, 3],
      [4, 2, 3],
      [4, 1, 3],
    ]),
    2,
  );
  expect(valuesOf(up).slice(2)).toEqual([50, 0]);
  expect(valuesOf(down).slice(2)).toEqual([50, 100]);
  expect(valuesOf(oscillator).slice(2)).toEqual([0, -100]);
});

it.each([1, 5, 25])('equals the definition, period %i', (period) => {
  const series = randomSeries(300, 61);
  const since = (values: ArrayLike<number>) =>
    overWindows(values, period + 1, (window) => {
      const age = period - window.lastIndexOf(Math.max(...window));
      return (100 * (period - age)) / period;
    });
  const { up, down } = aroon.batch(series, period);
  expect(valuesOf(up)).toEqual(since(series.high));
  expect(valuesOf(down)).toEqual(since(series.low.map((low) => -low)));
});
