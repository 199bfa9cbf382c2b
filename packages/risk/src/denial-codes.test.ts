import { expect, it } from 'vitest';
import { denialCodes, deny, shrinkTo } from './denial-codes';

it('codes are CATEGORY_CONDITION and none stands twice', () => {
  for (const code of denialCodes) expect(code).toMatch(/^[A-Z]+(_[A-Z]+)+$/);
  expect(new Set(denialCodes).size).toBe(denialCodes.length);
  expect(Object.isFrozen(denialCodes)).toBe(true);
});

it('a verdict never carries a broken number', () => {
  expect(deny('PRICE_UNKNOWN', 5, Number.NaN)).toEqual({ type: 'deny', code: 'PRICE_UNKNOWN', limit: 5, observed: 0 });
  expect(shrinkTo(2, 'WEIGHT_ABOVE_LIMIT', 5, Number.POSITIVE_INFINITY)).toMatchObject({ quantity: 2, observed: 0 });
});
