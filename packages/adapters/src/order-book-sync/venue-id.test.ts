import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { JsonCursor } from './json-cursor';
import { compareIds, idBefore, idsBetween, type VenueId } from './venue-id';

const cursor = new JsonCursor();
/** As a message brings it. */
const idOf = (id: bigint): VenueId => {
  cursor.start(String(id));
  return cursor.id('id');
};

const ids = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 10n ** 20n }),
  fc.bigInt({ min: 999_999_999_999_990n, max: 1_000_000_000_000_010n }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
);

test('ids compare, step, count and print as whole numbers of any size', () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      expect(compareIds(idOf(a), idOf(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      expect(compareIds(idBefore(idOf(a)), idOf(a))).toBe(-1);
      expect(String(idBefore(idOf(a)))).toBe(String(a - 1n));
      expect(idsBetween(idOf(a), idOf(b))).toBe(Number(b - a));
      expect(String(idOf(a))).toBe(String(a));
    }),
    profile(2_000, 200_000),
  );
});
