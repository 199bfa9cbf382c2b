import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { mean, overWindows, randomSeries, worstError } from '../test-support';
import { relativeVigorIndex } from './relative-vigor-index';

const symmetric = (values: ArrayLike<number>) =>
  overWindows(values, 4, ([a, b, c, d]) => (a! + 2 * b! + 2 * c! + d!) / 6).slice(3) as number[];

it('equals the definition', () => {
  const series = randomSeries(300, 53);
  const averaged = (values: ArrayLike<number>) => overWindows(symmetric(values), 10, mean).slice(9) as number[];
  const moves = averaged(series.close.map((close, index) => close - series.open[index]!));
  const ranges = averaged(series.high.map((high, index) => high - series.low[index]!));
  const values = moves.map((move, index) => move / ranges[index]!);
  const columns = relativeVigorIndex.batch(series, 10);
  expect(worstError(columns.value, alignedEnd(values.slice(3), 300, undefined))).toBeLessThan(1e-12);
  expect(worstError(columns.signal, alignedEnd(symmetric(values), 300, undefined))).toBeLessThan(1e-12);
});
