import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { overWindows, randomSeries, worstError } from '../test-support';
import { atr } from '../volatility/atr';
import { chandeKrollStop } from './chande-kroll-stop';

it('equals the definition', () => {
  const series = randomSeries(300, 71);
  const ranges = atr.batch(series, 10);
  const highest = overWindows(series.high, 10, (window) => Math.max(...window));
  const lowest = overWindows(series.low, 10, (window) => Math.min(...window));
  const stops = (extremes: readonly (number | undefined)[], sign: number) =>
    extremes.map((value, index) => value! + sign * 2 * ranges.at(index)!).slice(9);
  const short = overWindows(stops(highest, -1), 9, (window) => Math.max(...window)).slice(8);
  const long = overWindows(stops(lowest, 1), 9, (window) => Math.min(...window)).slice(8);
  const columns = chandeKrollStop.batch(series, { multiplier: 2 });
  expect(worstError(columns.short, alignedEnd(short, 300, undefined))).toBeLessThan(1e-14);
  expect(worstError(columns.long, alignedEnd(long, 300, undefined))).toBeLessThan(1e-14);
});
