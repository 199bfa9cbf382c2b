import { expect, it } from 'vitest';
import { overWindows, randomSeries, seriesOf, valuesOf } from '../test-support';
import { donchian } from './donchian';

it('spans the highest high and the lowest low, by hand', () => {
  const { upper, middle, lower } = donchian.batch(
    seriesOf([
      [12, 10, 11],
      [16, 12, 15],
      [14, 11, 12],
    ]),
    2,
  );
  expect(valuesOf(upper)).toEqual([undefined, 16, 16]);
  expect(valuesOf(middle)).toEqual([undefined, 13, 13.5]);
  expect(valuesOf(lower)).toEqual([undefined, 10, 11]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 12);
  const { upper, lower } = donchian.batch(series, 20);
  expect(valuesOf(upper)).toEqual(overWindows(series.high, 20, (window) => Math.max(...window)));
  expect(valuesOf(lower)).toEqual(overWindows(series.low, 20, (window) => Math.min(...window)));
});
