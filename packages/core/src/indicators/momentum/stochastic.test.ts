import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, seriesOf, valuesOf, worstError } from '../test-support';
import { stochastic } from './stochastic';

it('places the close in the range, by hand', () => {
  const series = seriesOf([
    [12, 10, 11],
    [14, 11, 13],
    [15, 13, 15],
    [15, 11, 12],
  ]);
  const { k, d } = stochastic.batch(series, { period: 2, smoothK: 1, smoothD: 2 });
  expect(valuesOf(k).slice(1)).toEqual([undefined, 100, 25]);
  expect(valuesOf(d).slice(1)).toEqual([undefined, 87.5, 62.5]);
});

it('says 50 where there is no range', () => {
  const { k, d } = stochastic.batch(seriesOf(Array(5).fill([7, 7, 7])), { period: 3, smoothK: 2, smoothD: 2 });
  expect([k.at(4), d.at(4)]).toEqual([50, 50]);
});

it('equals the definition', () => {
  const { close, ...series } = randomSeries(300, 6);
  const highs = overWindows(series.high, 14, (window) => Math.max(...window));
  const lows = overWindows(series.low, 14, (window) => Math.min(...window));
  const places = Array.from(close, (price, index) => {
    const low = lows[index] as number;
    return (100 * (price - low)) / ((highs[index] as number) - low);
  }).slice(13);
  const k = overWindows(places, 3, mean).slice(2) as number[];
  const d = overWindows(k, 5, mean).slice(4);
  const columns = stochastic.batch({ close, ...series }, { smoothD: 5 });
  expect(worstError(columns.k, [...Array(19).fill(undefined), ...k.slice(4)])).toBeLessThan(1e-13);
  expect(worstError(columns.d, [...Array(19).fill(undefined), ...d])).toBeLessThan(1e-13);
});
