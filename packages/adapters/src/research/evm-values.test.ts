import { expect, it } from 'vitest';
import { evmNumber, evmQuantity, toHex } from './evm-values';

it('reads quantities with every digit', () => {
  expect(evmQuantity('x', 'it', `0x${'f'.repeat(64)}`)).toBe(2n ** 256n - 1n);
  expect(evmNumber('x', 'it', toHex(2 ** 53 - 1))).toBe(2 ** 53 - 1);
});

it.each(['', '0x', '12', '0xg', '-0x1', `0x1${'0'.repeat(64)}`, 12, null, undefined])('%j is no quantity', (value) => {
  expect(() => evmQuantity('x', 'it', value)).toThrow('x: it is no quantity.');
});

it('refuses a number beyond what a double holds', () => {
  expect(() => evmNumber('x', 'it', '0x20000000000000')).toThrow('x: it is beyond 2^53.');
});
