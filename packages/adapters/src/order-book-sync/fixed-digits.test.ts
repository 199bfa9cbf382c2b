import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { fixedDigits } from './fixed-digits';
import type { FrameFault } from './frame-fault';

test.each([
  ['45285.2', 1, '452852'],
  ['0.00100000', 8, '100000'],
  ['0.001', 8, '100000'],
  ['1E-3', 8, '100000'],
  ['5e-06', 8, '500'],
  ['1.5e3', 2, '150000'],
  ['0', 8, ''],
  ['0.00000000', 8, ''],
  ['45285.20', 1, '452852'],
  ['120', 0, '120'],
])('%s with %i places is %s', (text, places, digits) => expect(fixedDigits(text, places, 'price')).toBe(digits));

test.each([
  ['0.05', 1, 'TOO_PRECISE'],
  ['1e-9', 8, 'TOO_PRECISE'],
  ['-1', 1, 'NOT_A_DECIMAL'],
  ['', 1, 'NOT_A_DECIMAL'],
  ['1e400', 1, 'OUT_OF_RANGE'],
  ['1e-400', 1, 'OUT_OF_RANGE'],
])('%j with %i places is refused: %s', (text, places, code) => {
  try {
    fixedDigits(text, places, 'price');
    expect.unreachable();
  } catch (fault) {
    expect((fault as FrameFault).code).toBe(code);
  }
});

test('as whole numbers of the last place', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }), (units, places) => {
      const digits = String(units).padStart(places + 1, '0');
      const whole = digits.slice(0, digits.length - places);
      const fraction = digits.slice(digits.length - places);
      const text = places === 0 ? whole : `${whole}.${fraction}`;
      expect(fixedDigits(text, places, 'price')).toBe(units === 0n ? '' : String(units));
      expect(fixedDigits(`${digits}e-${places}`, places, 'price')).toBe(units === 0n ? '' : String(units));
    }),
    profile(500, 50_000),
  );
});
