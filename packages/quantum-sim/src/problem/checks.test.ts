import { expect, it } from 'vitest';
import {
  requireBetween,
  requireFinite,
  requireKnownKeys,
  requireNames,
  requireOneOf,
  requirePositive,
  requireWhole,
} from './checks';

it('hands back what is right', () => {
  expect(requireFinite(-1.5, 'a')).toBe(-1.5);
  expect(requireBetween(0, 'a', 0, 1)).toBe(0);
  expect(requirePositive(1e-300, 'a')).toBe(1e-300);
  expect(requireWhole(3, 'a', 0, 3)).toBe(3);
  expect(requireOneOf('b', 'a', ['b', 'c'])).toBe('b');
  expect(requireNames(['x', 'y'], 'a')).toEqual(['x', 'y']);
  requireKnownKeys({ x: 1 }, ['x', 'y'], 'f');
});

it.each([
  [() => requireFinite(Number.NaN, 'a'), 'a was NaN. Pass a finite number.'],
  [() => requireFinite(Number.POSITIVE_INFINITY, 'a'), 'a was Infinity.'],
  [() => requireFinite('1', 'a'), "a was '1'."],
  [() => requireBetween(Number.NaN, 'a', 0, 1), 'Pass a number from 0 to 1.'],
  [() => requireBetween(1.1, 'a', 0, 1), 'a was 1.1.'],
  [() => requirePositive(0, 'a'), 'a was 0.'],
  [() => requireWhole(1.5, 'a', 0), 'a was 1.5.'],
  [() => requireWhole(4, 'a', 0, 3), 'Pass a whole number from 0 to 3.'],
  [() => requireOneOf('d', 'a', ['b', 'c']), "Pass 'b' or 'c'."],
  [() => requireNames(['x', 'x'], 'a'), "a[1] was 'x'. Pass each name once."],
  [() => requireNames([''], 'a'), "a[0] was ''."],
  [() => requireNames('x' as unknown as string[], 'a'), "a was 'x'. Pass an array of names."],
  [() => requireKnownKeys({ z: 1 }, ['x', 'y'], 'f'), "f: option 'z' was 1. Pass only x, y."],
])('says what was wrong and what to pass', (call, message) => {
  expect(call).toThrow(message);
});
