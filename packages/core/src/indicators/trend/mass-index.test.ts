import { expect, it } from 'vitest';
import { alignedEnd } from '../printed-values';
import { exponentially, overWindows, randomSeries, worstError } from '../test-support';
import { massIndex } from './mass-index';

it('equals the definition', () => {
  const series = randomSeries(300, 69);
  const ranges = exponentially(
    Array.from(series.high, (high, index) => high - series.low[index]!),
    9,
    0.2,
  );
  const averages = exponentially(ranges, 9, 0.2);
  const quotients = averages.flatMap((value, index) => (value === undefined ? [] : [ranges[index]! / value]));
  const expected = overWindows(quotients, 25, (window) => window.reduce((sum, value) => sum + value, 0)).slice(24);
  expect(worstError(massIndex.batch(series), alignedEnd(expected, 300, undefined))).toBeLessThan(1e-13);
});
