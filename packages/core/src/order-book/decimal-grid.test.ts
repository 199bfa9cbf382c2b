import { expect, test } from 'vitest';
import { decimalPlaces } from './decimal-grid';

test.each([
  [61_659, 0, 0],
  [61_659.7, 0, 1],
  [0.1 + 0.2, 0, undefined],
  [0.3, 0, 1],
  [0.00001234, 0, 8],
  [61_659.7, 4, 4],
  [1e15, 0, 0],
  [1e16, 0, undefined],
  [1 / 3, 0, undefined],
  [1e-15, 0, 15],
  [5e-324, 0, undefined],
  [9_007_199_254_740.99, 0, 2],
])('%d needs, from %i places, %s', (price, from, places) => {
  expect(decimalPlaces(price, from)).toBe(places);
});
