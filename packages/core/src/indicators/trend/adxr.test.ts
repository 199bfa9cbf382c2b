import { expect, it } from 'vitest';
import { randomSeries, valuesOf, worstError } from '../test-support';
import { adx } from './adx';
import { adxr } from './adxr';

it.each([1, 14])('is the mean of two strengths, period %i', (period) => {
  const series = randomSeries(200, 67);
  const strengths = valuesOf(adx.batch(series, period).adx);
  const expected = strengths.map((value, index) => {
    const old = strengths[index - period + 1];
    return value === undefined || old === undefined ? undefined : (value + old) / 2;
  });
  expect(worstError(adxr.batch(series, period), expected)).toBe(0);
});
