import { expect, it } from 'vitest';
import { cutTo } from './cut-to';

it('shrinks to what is left and denies when nothing is', () => {
  expect(cutTo(2, 3, 'WEIGHT_ABOVE_LIMIT', 0.5, 0.6)).toEqual({
    type: 'shrink',
    quantity: 2,
    code: 'WEIGHT_ABOVE_LIMIT',
    limit: 0.5,
    observed: 0.6,
  });
  expect(cutTo(4, 3, 'WEIGHT_ABOVE_LIMIT', 0.5, 0.6)).toMatchObject({ type: 'shrink', quantity: 3 });
  for (const room of [0, -1, Number.NaN, -Infinity]) {
    expect(cutTo(room, 3, 'WEIGHT_ABOVE_LIMIT', 0.5, 0.6).type).toBe('deny');
  }
});
