import { expect, it } from 'vitest';
import { overWindows, randomSeries, seriesOf, trueRanges, valuesOf, worstError } from '../test-support';
import { choppinessIndex } from './choppiness-index';

it('is 0 for one way without overlap, 100 for bars that repeat, unknown without a range', () => {
  const [way, repeated, flat] = [
    [
      [3, 2, 3],
      [4, 3, 4],
      [5, 4, 5],
    ],
    [
      [3, 2, 2],
      [3, 2, 3],
      [3, 2, 2],
    ],
    [
      [3, 3, 3],
      [3, 3, 3],
      [3, 3, 3],
    ],
  ].map((rows) => choppinessIndex.batch(seriesOf(rows), 3).at(2));
  expect([way, repeated, flat]).toEqual([0, 100, undefined]);
});

it('equals the definition', () => {
  const series = randomSeries(300, 65);
  const ranges = trueRanges(series);
  const expected = overWindows(
    Array.from(series.close, (_, index) => index),
    14,
    (places) => {
      const sum = places.reduce((total, place) => total + ranges[place]!, 0);
      const high = Math.max(...places.map((place) => series.high[place]!));
      const low = Math.min(...places.map((place) => series.low[place]!));
      return (100 * Math.log10(sum / (high - low))) / Math.log10(14);
    },
  );
  expect(worstError(choppinessIndex.batch(series, 14), expected)).toBeLessThan(1e-13);
  expect(valuesOf(choppinessIndex.batch(series, 14)).indexOf(undefined, 13)).toBe(-1);
});
