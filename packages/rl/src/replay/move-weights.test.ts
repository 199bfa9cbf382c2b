import { expect, it } from 'vitest';
import { moveWeights } from './move-weights';

it('moves by a part of the way, or copies', () => {
  const target = Float64Array.of(0, 8);
  moveWeights(target, Float64Array.of(4, 0), 0.25);
  expect([...target]).toEqual([1, 6]);
  moveWeights(target, Float64Array.of(4, 0), 0.25);
  expect([...target]).toEqual([1.75, 4.5]);
  moveWeights(target, Float64Array.of(0.1, Number.NaN), 1);
  expect([...target]).toEqual([0.1, Number.NaN]);
});
