import { expect, it } from 'vitest';
import { randomSeries, trueRanges, worstError } from '../test-support';
import { trueRange } from './true-range';

it('equals the definition', () => {
  const series = randomSeries(300, 81);
  expect(worstError(trueRange.batch(series), trueRanges(series))).toBeLessThan(1e-14);
});
