import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { crc32 } from './crc32';

test('the check value of the standard', () => expect(crc32('123456789')).toBe(0xcbf43926));

test('as zlib computes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 400 }), (text) => {
      expect(crc32(text)).toBe(zlibCrc32(text));
    }),
    profile(500, 50_000),
  );
});
