import { createSha256 } from '@sigmax/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { RowBytes } from './row-bytes';

const digest = (values: readonly unknown[]): string => {
  const bytes = new RowBytes();
  const hash = createSha256();
  for (const value of values) bytes.add(Array.isArray(value) ? { items: value } : value);
  bytes.flush(hash);
  return hash.hex();
};

test('values are bytes in one way only', () => {
  const hash = createSha256();
  const text = [4, 2, 0, 0, 0, 0xc3, 0xa4];
  hash.update(
    Uint8Array.of(0, 2, 1, 3, 0, 0, 0, 0, 0, 0, 0xf0, 0xbf, ...text, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80),
  );
  expect(digest([null, true, false, -1, 'ä', [-0]])).toBe(hash.hex());
});

test('what differs has another digest', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true }),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.double({ noNaN: true })),
  );
  fc.assert(
    fc.property(fc.array(value), fc.array(value), (a, b) => {
      expect(digest(a) === digest(b)).toBe(fc.stringify(a) === fc.stringify(b));
    }),
    profile(300, 100_000),
  );
  expect(digest(['ab', 'c'])).not.toBe(digest(['a', 'bc']));
  expect(digest(['x'.repeat(200_000), 'y'])).not.toBe(digest(['x'.repeat(200_000), 'z']));
});
