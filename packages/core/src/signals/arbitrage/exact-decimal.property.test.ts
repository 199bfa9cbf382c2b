import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import {
  addExactly,
  compareExactly,
  exactDecimal,
  multiplyExactly,
  negate,
  toNumber,
  toNumberBelow,
  wholeQuotient,
} from './exact-decimal';

const amount = fc.double({ min: 1e-12, max: 1e12, noNaN: true });

it('is the decimal that a double prints as, and adds and multiplies without rounding', () => {
  expect(exactDecimal(1.5e-7)).toEqual({ units: 15n, places: 8 });
  expect(exactDecimal(1e21)).toEqual({ units: 10n ** 21n, places: 0 });
  expect(addExactly(exactDecimal(0.1), exactDecimal(0.2))).toEqual({ units: 3n, places: 1 });
  expect(multiplyExactly(exactDecimal(0.1), exactDecimal(0.3))).toEqual({ units: 3n, places: 2 });
  expect(wholeQuotient(exactDecimal(0.3), exactDecimal(0.1))).toBe(3n);
  expect(wholeQuotient(exactDecimal(0.29), exactDecimal(0.1))).toBe(2n);
});

it('comes back to the double, and never above what is stated', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(toNumber(exactDecimal(a))).toBe(a);
      expect(compareExactly(exactDecimal(a), exactDecimal(b))).toBe(Math.sign(a - b));
      const product = multiplyExactly(exactDecimal(a), exactDecimal(b));
      const stated = toNumberBelow(product);
      expect(compareExactly(exactDecimal(stated), product)).toBeLessThanOrEqual(0);
      expect(Math.abs(stated - a * b)).toBeLessThanOrEqual(a * b * 1e-15);
      expect(addExactly(product, negate(product)).units).toBe(0n);
    }),
    profile(200, 10_000),
  );
});
