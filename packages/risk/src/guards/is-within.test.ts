import { expect, it } from 'vitest';
import { isWithin } from './is-within';

it('takes a sum of decimals for what it is', () => {
  expect(0.1 + 0.2 <= 0.3).toBe(false);
  expect(isWithin(0.1 + 0.2, 0.3)).toBe(true);
  expect(isWithin(100 * 1.1, 110)).toBe(true);
});

it('is false one step further, for quantities of 15 digits too', () => {
  expect(isWithin(0.30000001, 0.3)).toBe(false);
  expect(isWithin(123_456.78900001, 123_456.789)).toBe(false);
  expect(isWithin(0, -1)).toBe(false);
});

it('is false for what is no number', () => {
  expect(isWithin(Number.NaN, 1)).toBe(false);
  expect(isWithin(1, Number.NaN)).toBe(false);
  expect(isWithin(Infinity, 1)).toBe(false);
});
