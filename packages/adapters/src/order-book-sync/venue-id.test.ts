import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from './testing-profile.test-helper';
import { compareIds, idBefore, idsBetween } from './venue-id';

const ids = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 10n ** 20n }),
  fc.bigInt({ min: 999_999_999_999_990n, max: 1_000_000_000_000_010n }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
);

test('ids compare, step and count as whole numbers of any size', () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      expect(Math.sign(compareIds(String(a), String(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      expect(idBefore(String(a))).toBe(String(a - 1n));
      expect(idsBetween(String(a), String(b))).toBe(Number(b - a));
    }),
    profile(2_000, 200_000),
  );
});

test('nothing comes before what comes after nothing', () => {
  expect(idBefore('0')).toBe('-1');
  expect(compareIds('-1', '0')).toBeLessThan(0);
  expect(compareIds('0', '-1')).toBeGreaterThan(0);
  expect(compareIds('-1', '-1')).toBe(0);
  expect(idsBetween('-1', '4')).toBe(5);
});
