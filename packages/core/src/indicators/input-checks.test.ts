import { expect, it } from 'vitest';
import { DataError, InvalidOptionsError } from '../errors';
import {
  checkedPeriod,
  isUsable,
  multiplierSchema,
  periodSchema,
  requireFinite,
  requireFiniteRange,
} from './input-checks';

const errorOf = (call: () => void): unknown => {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
};

it('passes what can be computed with', () => {
  for (const value of [0, -0, 1e100, -1e100, 5e-324]) expect(() => requireFinite('sma', 'price', value)).not.toThrow();
  expect(() => requireFiniteRange('atr', 6e99, 6e99, 6e99)).not.toThrow();
});

it('names the indicator, the field and the value of what cannot', () => {
  const error = errorOf(() => requireFinite('sma', 'price', Number.NaN));
  expect(error).toBeInstanceOf(DataError);
  expect(error).toMatchObject({ code: 'NOT_FINITE', context: { indicator: 'sma', field: 'price', value: Number.NaN } });
  expect(errorOf(() => requireFinite('sma', 'price', -1.1e100))).toMatchObject({ code: 'TOO_LARGE' });
  expect(errorOf(() => requireFiniteRange('atr', 1, -Infinity, 1))).toMatchObject({
    code: 'NOT_FINITE',
    context: { indicator: 'atr', field: 'low' },
  });
  expect(errorOf(() => requireFiniteRange('atr', 1, 1, 2e100))).toMatchObject({
    code: 'TOO_LARGE',
    context: { field: 'close' },
  });
});

it('finds one number that cannot be used in a column', () => {
  expect(isUsable(Float64Array.of(), 5)).toBe(true);
  expect(isUsable(Float64Array.of(-5, 0, 5), 5)).toBe(true);
  for (const value of [Number.NaN, Infinity, -5.1]) expect(isUsable(Float64Array.of(1, 2, value), 5)).toBe(false);
});

it('takes whole periods from the minimum to a million', () => {
  expect([checkedPeriod('sma', 1), checkedPeriod('hma', 2, 2), checkedPeriod('sma', 1e6)]).toEqual([1, 2, 1e6]);
  for (const period of [0, -3, 1.5, Number.NaN, Infinity, 1_000_001]) {
    expect(errorOf(() => checkedPeriod('sma', period))).toBeInstanceOf(InvalidOptionsError);
  }
  expect(errorOf(() => checkedPeriod('hma', 1, 2))).toMatchObject({
    message: expect.stringContaining('hma: period was 1'),
  });
});

it('takes multipliers from 0 to a million', () => {
  expect([0, 2.5, 1e6].every((value) => multiplierSchema.safeParse(value).success)).toBe(true);
  expect([-1, 1e7, Infinity, Number.NaN].some((value) => multiplierSchema.safeParse(value).success)).toBe(false);
  expect(periodSchema().safeParse('5').success).toBe(false);
});
