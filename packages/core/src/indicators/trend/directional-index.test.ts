import { expect, it } from 'vitest';
import { randomSeries, valuesOf } from '../test-support';
import { adx } from './adx';
import { directionalIndex } from './directional-index';

it('is what the average directional index averages', () => {
  const series = randomSeries(100, 66);
  const { dx, plusDi, minusDi } = directionalIndex.batch(series, 14);
  const later = adx.batch(series, 14);
  const from = (start: number, values: ReturnType<typeof valuesOf>) => values.slice(start);
  expect(from(27, valuesOf(plusDi))).toEqual(from(27, valuesOf(later.plusDi)));
  expect(from(27, valuesOf(minusDi))).toEqual(from(27, valuesOf(later.minusDi)));
  const first = valuesOf(dx).slice(14, 28) as number[];
  expect(later.adx.at(27)).toBeCloseTo(first.reduce((sum, value) => sum + value, 0) / 14, 10);
});
