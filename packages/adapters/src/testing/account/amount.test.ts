import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountFrom, amountOf, amountText, feeOf } from './amount';

test.each([
  ['0', 8, '0.00000000'],
  ['1.5', 8, '1.50000000'],
  ['-0.25', 2, '-0.25'],
  ['0.123456789012', 8, '0.123456789012'],
  ['12', 0, '12'],
])('%s with %i places is %s', (text, places, expected) => expect(amountText(amountFrom(text), places)).toBe(expected));

test('texts and amounts are one', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (amount) => {
      expect(amountFrom(amountText(amount))).toBe(amount);
    }),
  );
  expect(amountOf(123, 2)).toBe(amountFrom('1.23'));
});

test('a fee is rounded up to the eighth place', () => {
  expect(amountText(feeOf(amountFrom('0.001'), 1_000n))).toBe('0.00000100');
  expect(amountText(feeOf(amountFrom('0.00000001'), 1_000n))).toBe('0.00000001');
  expect(feeOf(0n, 1_000n)).toBe(0n);
});
