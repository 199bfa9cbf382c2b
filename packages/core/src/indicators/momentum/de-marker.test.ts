import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, worstError } from '../test-support';
import { deMarker } from './de-marker';

it('equals the definition', () => {
  const { high, low, ...rest } = randomSeries(300, 58);
  const rises = high.map((top, index) => Math.max(top - (high[index - 1] ?? top), 0));
  const falls = low.map((bottom, index) => Math.max((low[index - 1] ?? bottom) - bottom, 0));
  const [up, down] = [overWindows(rises, 14, mean), overWindows(falls, 14, mean)];
  const expected = up.map((value, index) => (value === undefined ? undefined : value / (value + down[index]!)));
  expect(worstError(deMarker.batch({ high, low, ...rest }, 14), expected)).toBeLessThan(1e-13);
});
