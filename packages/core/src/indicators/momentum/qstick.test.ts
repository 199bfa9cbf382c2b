import { expect, it } from 'vitest';
import { mean, overWindows, randomSeries, worstError } from '../test-support';
import { qstick } from './qstick';

it('equals the definition', () => {
  const series = randomSeries(300, 56);
  const bodies = series.close.map((close, index) => close - series.open[index]!);
  expect(worstError(qstick.batch(series, 8), overWindows(bodies, 8, mean))).toBeLessThan(1e-13);
});
