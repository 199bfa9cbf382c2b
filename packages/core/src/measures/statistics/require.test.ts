import { describe, expect, it } from 'vitest';
import { DataError, InvalidOptionsError } from '../../errors';
import { defined, ratio, requireFinite, requirePositive, requireProbability, requireSameLength } from './require';

describe('require', () => {
  it('refuses a value that is not finite and says which', () => {
    expect(() => requireFinite([1, Number.NaN], 'sharpeRatio')).toThrow(DataError);
    expect(() => requireFinite([1, Number.NaN], 'sharpeRatio')).toThrow(/sharpeRatio: value 1 was NaN/);
    expect(() => requireFinite([Number.NEGATIVE_INFINITY], 'x')).toThrow(DataError);
    expect(() => requireFinite([0, -1e300], 'x')).not.toThrow();
  });

  it('refuses options out of range, NaN included', () => {
    expect(() => requirePositive(Number.NaN, 'periodsPerYear', 'cagr')).toThrow(InvalidOptionsError);
    expect(() => requirePositive(0, 'periodsPerYear', 'cagr')).toThrow(/periodsPerYear was 0/);
    expect(() => requireProbability(1, 'level', 'x')).toThrow(InvalidOptionsError);
    expect(() => requireProbability(0.95, 'level', 'x')).not.toThrow();
    expect(() => requireSameLength([1], [1, 2], 'x')).toThrow(DataError);
  });

  it('gives undefined where there is no finite number', () => {
    expect(defined(Number.NaN)).toBeUndefined();
    expect(defined(Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(ratio(1, 0)).toBeUndefined();
    expect(ratio(1e300, 1e-300)).toBeUndefined();
    expect(ratio(undefined, 1)).toBeUndefined();
    expect(ratio(1, 2)).toBe(0.5);
  });
});
