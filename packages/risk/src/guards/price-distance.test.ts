import { expect, it } from 'vitest';
import { isNear, priceDistance } from './price-distance';

it('is above to buy and below to sell', () => {
  expect(priceDistance('buy', 125, 100)).toBe(0.25);
  expect(priceDistance('buy', 75, 100)).toBe(-0.25);
  expect(priceDistance('sell', 75, 100)).toBe(0.25);
  expect(priceDistance('sell', 125, 100)).toBe(-0.25);
});

it('is near up to the fraction and no further', () => {
  // 105 / 100 − 1 is more than 0.05 in binary.
  expect(isNear('buy', 105, 100, 0.05)).toBe(true);
  expect(isNear('buy', 105.00000001, 100, 0.05)).toBe(false);
  expect(isNear('buy', 1, 100, 0.05)).toBe(true);
  expect(isNear('sell', 95, 100, 0.05)).toBe(true);
  expect(isNear('sell', 94.99999999, 100, 0.05)).toBe(false);
  expect(isNear('sell', 1e9, 100, 0.05)).toBe(true);
});

it('is never near what is no number', () => {
  for (const side of ['buy', 'sell'] as const) {
    expect(isNear(side, Number.NaN, 100, 0.05)).toBe(false);
    expect(isNear(side, 100, Number.NaN, 0.05)).toBe(false);
  }
});
