import { expect, it } from 'vitest';
import { exponentially, randomSeries, seriesOf, trueRanges, valuesOf, worstError } from '../test-support';
import { atr } from './atr';

it('averages true ranges, gaps included, by hand', () => {
  // Ranges 2 (first bar), 5 (gap up from 11), 6 (gap down from 15), then Wilder: 3.5, 4.75, 3.875.
  const series = seriesOf([
    [12, 10, 11],
    [16, 13, 15],
    [12, 9, 10],
    [11, 8, 9],
  ]);
  expect(valuesOf(atr.batch(series, 2))).toEqual([undefined, 3.5, 4.75, 3.875]);
});

it('equals the definition', () => {
  const series = randomSeries(400, 10);
  expect(worstError(atr.batch(series, 14), exponentially(trueRanges(series), 14, 1 / 14))).toBeLessThan(1e-13);
});
