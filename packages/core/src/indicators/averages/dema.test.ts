import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { dema } from './dema';

it('takes the lag of the second average off the first, by hand', () => {
  // Period 2: averages 1.5, then steps of 2/3: 4.5, 2.5. Of these 3, then 8/3.
  const [third, fourth] = valuesOf(dema.batch([1, 2, 6, 1.5], 2)).slice(2);
  expect(third).toBe(2 * 4.5 - 3);
  expect(fourth).toBeCloseTo(2 * 2.5 - 8 / 3, 12);
});

it.each([1, 2, 14])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 21);
  const weight = 2 / (period + 1);
  const first = exponentially(Array.from(close), period, weight);
  const second = exponentially(first, period, weight);
  const expected = second.map((value, index) => (value === undefined ? undefined : 2 * first[index]! - value));
  expect(worstError(dema.batch(close, period), expected)).toBeLessThan(1e-14);
});
