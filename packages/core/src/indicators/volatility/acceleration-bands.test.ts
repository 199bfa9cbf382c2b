import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, worstError } from '../test-support';
import { accelerationBands } from './acceleration-bands';

it('equals the definition', () => {
  const series = randomSeries(300, 88);
  const { high, low, close } = series;
  const ratios = Array.from(high, (top, index) => (4 * (top - low[index]!)) / (top + low[index]!));
  const columns = accelerationBands.batch(series);
  const average = (values: ArrayLike<number>) => overWindows(values, 20, mean);
  expect(worstError(columns.upper, average(high.map((top, index) => top * (1 + ratios[index]!))))).toBeLessThan(1e-14);
  expect(worstError(columns.middle, average(close))).toBeLessThan(1e-14);
  expect(worstError(columns.lower, average(low.map((bottom, index) => bottom * (1 - ratios[index]!))))).toBeLessThan(
    1e-14,
  );
});
