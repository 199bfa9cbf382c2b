import { expect, it } from 'vitest';
import { exponentially, randomSeries, valuesOf, worstError } from '../test-support';
import { tema } from './tema';

it('combines three averages, by hand', () => {
  // Period 2: averages 2, 6, 14; of these 4, 32/3; of these 22/3.
  const [value] = valuesOf(tema.batch([1, 3, 8, 18], 2)).slice(3);
  expect(value).toBeCloseTo(3 * (14 - 32 / 3) + 22 / 3, 12);
});

it.each([1, 2, 14])('equals the definition, period %i', (period) => {
  const { close } = randomSeries(400, 22);
  const weight = 2 / (period + 1);
  const first = exponentially(Array.from(close), period, weight);
  const second = exponentially(first, period, weight);
  const third = exponentially(second, period, weight);
  const expected = third.map((value, index) =>
    value === undefined ? undefined : 3 * first[index]! - 3 * second[index]! + value,
  );
  expect(worstError(tema.batch(close, period), expected)).toBeLessThan(1e-14);
});
