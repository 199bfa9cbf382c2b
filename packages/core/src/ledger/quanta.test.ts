import { describe, expect, it } from 'vitest';
import { LedgerError } from '../errors';
import { multiplyDivideRound, powerOfTen, requireSafe, roundToStep, wholeSteps } from './quanta';

describe('multiplyDivideRound', () => {
  it.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [3, 1, 2, 2],
    [-3, 1, 2, -2],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [5, 5, 10, 3],
    [-5, 5, 10, -3],
    [0, 5, 10, 0],
    [7, 3, 1, 21],
    // Products beyond 2^53, with halves on either side.
    [9_007_199_254_740_991, 3, 2, Number.NaN],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991],
    [9_007_199_254_740_991, 2, 4, 4_503_599_627_370_496],
    [-9_007_199_254_740_991, 2, 4, -4_503_599_627_370_496],
    [6_500_012_345_678, 123_456_789, 100_000_000, 8_024_706_526_578],
    [6_500_012_345_678, 123_456_789, 1e22, 0],
  ])('%d · %d / %d = %d', (a, b, divisor, expected) => {
    if (Number.isNaN(expected)) expect(() => multiplyDivideRound(a, b, divisor)).toThrow(LedgerError);
    else expect(multiplyDivideRound(a, b, divisor)).toBe(expected);
  });

  it('has one zero', () => {
    expect(multiplyDivideRound(-1, 1, 10)).toBe(0);
    expect(multiplyDivideRound(-9_007_199_254_740_991, 3, 1e22)).toBe(0);
  });

  it('says that a result does not fit', () => {
    expect(() => multiplyDivideRound(2 ** 52, 4, 1)).toThrow(expect.objectContaining({ code: 'OVERFLOW' }));
    expect(() => multiplyDivideRound(-(2 ** 52), 4, 1)).toThrow(expect.objectContaining({ code: 'OVERFLOW' }));
  });
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 53, -(2 ** 53)])('%d is no count of steps', (value) => {
  expect(() => requireSafe('balance of X', value)).toThrow(/balance of X/);
});

it('has every power of ten that is exact', () => {
  for (let exponent = 0; exponent <= 22; exponent++) {
    expect(BigInt(powerOfTen(exponent))).toBe(10n ** BigInt(exponent));
  }
});

describe('wholeSteps', () => {
  it.each([
    [0.3, 0.1, 'down', 3],
    [0.3, 0.1, 'up', 3],
    [0.7, 0.1, 'down', 7],
    [0.1 + 0.2, 0.1, 'up', 3],
    [1.1, 0.1, 'down', 11],
    [0.29, 0.1, 'down', 2],
    [0.21, 0.1, 'up', 3],
    [1.25, 0.5, 'up', 3],
    [1.25, 0.5, 'nearest', 3],
    [1.24, 0.5, 'nearest', 2],
    [0, 0.1, 'up', 0],
    [900, 100, 'down', 9],
    [0.9, 0.3, 'down', 3],
    [4.35, 0.01, 'down', 435],
    [1e-8, 1e-8, 'down', 1],
    [-0.3, 0.1, 'down', -3],
    [-0.25, 0.1, 'down', -3],
    [-0.25, 0.1, 'up', -2],
  ] as const)('%d in steps of %d, %s, is %d', (value, step, direction, steps) => {
    expect(wholeSteps(value, step, direction)).toBe(steps);
  });

  it('rounds halves away from zero, so that what came in can go out again', () => {
    expect([wholeSteps(0.5, 1, 'nearest'), wholeSteps(-0.5, 1, 'nearest')]).toEqual([1, -1]);
    expect([wholeSteps(2.5, 1, 'nearest'), wholeSteps(-2.5, 1, 'nearest')]).toEqual([3, -3]);
    expect(wholeSteps(-0.2, 1, 'nearest')).toBe(0);
  });
});

it.each([
  [0.123456, 0.001, 'down', 0.123],
  [0.9, 0.3, 'nearest', 0.9],
  [1.05, 0.15, 'nearest', 1.05],
  [2.09, 0.7, 'up', 2.1],
  [7.6, 2.5, 'down', 7.5],
  [1_234, 100, 'up', 1_300],
  [0.1 + 0.7, 0.1, 'nearest', 0.8],
  [65_000.005, 0.01, 'up', 65_000.01],
] as const)('%d rounded to %d, %s, is exactly the decimal %d', (value, step, direction, rounded) => {
  expect(roundToStep(value, step, direction)).toBe(rounded);
});
