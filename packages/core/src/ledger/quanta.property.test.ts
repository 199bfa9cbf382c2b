import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { multiplyDivideRound, roundToStep, wholeSteps } from './quanta';

const largest = Number.MAX_SAFE_INTEGER;
const anySafe = fc.oneof(
  fc.integer({ min: -largest, max: largest }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -(2 ** 27), max: 2 ** 27 }),
);
const divisors = fc.oneof(
  fc.integer({ min: 1, max: largest }),
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 0, max: 22 }).map((exponent) => Number(`1e${exponent}`)),
);

/** Rounds a fraction to the nearest whole number, halves away from zero, by comparing twice the rest. */
const rounded = (numerator: bigint, denominator: bigint): bigint => {
  const whole = numerator / denominator;
  const rest = numerator % denominator;
  const size = rest < 0n ? -rest : rest;
  if (2n * size < denominator) return whole;
  return numerator < 0n ? whole - 1n : whole + 1n;
};

const expectAsBigInt = (a: number, b: number, divisor: number): void => {
  const exact = rounded(BigInt(a) * BigInt(b), BigInt(divisor));
  const fits = exact <= BigInt(largest) && exact >= -BigInt(largest);
  if (fits) expect(multiplyDivideRound(a, b, divisor)).toBe(Number(exact));
  else expect(() => multiplyDivideRound(a, b, divisor)).toThrow('2^53');
};

test('a · b / divisor is what BigInt says', () => {
  fc.assert(fc.property(anySafe, anySafe, divisors, expectAsBigInt), profile(3_000, 300_000));
});

test('a result that is a half, in doubles and beyond', () => {
  const odd = fc.oneof(fc.integer({ min: 0, max: 2 ** 51 }), fc.integer({ min: 0, max: 100 })).map((n) => 2 * n + 1);
  const factor = fc.oneof(fc.integer({ min: 1, max: 2 ** 20 }), fc.integer({ min: 1, max: 3 }));
  fc.assert(
    // a · b / 2b has the half of an odd number as its value.
    fc.property(odd, factor, fc.boolean(), (a, b, isNegative) => expectAsBigInt(isNegative ? -a : a, b, 2 * b)),
    profile(2_000, 100_000),
  );
});

const decimals = fc.integer({ min: 0, max: 12 });
/** Steps as venues have them: 1, 2, 5, 25 or any small number, times a power of ten. */
const steps = fc
  .tuple(fc.oneof(fc.constantFrom(1, 2, 5, 25), fc.integer({ min: 1, max: 99 })), fc.integer({ min: 0, max: 10 }))
  .map(([digits, exponent]) => digits / 10 ** exponent);
const values = fc.oneof(
  fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
  fc.tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 8 })).map(([n, d]) => n / 10 ** d),
);
const directions = fc.constantFrom('down', 'up', 'nearest');

test('a count of steps survives its way through a decimal, up to 2^52', () => {
  const counts = fc.oneof(
    fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
    fc.integer({ min: 2 ** 51, max: 2 ** 52 }),
    fc.integer({ min: 0, max: 1e6 }),
  );
  fc.assert(
    fc.property(counts, decimals, directions, (count, places, direction) => {
      const unit = Number(`1e${places}`);
      expect(wholeSteps(count / unit, 1 / unit, direction)).toBe(count);
    }),
    profile(5_000, 500_000),
  );
});

test('beyond, rounding down never makes more than the decimal shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2 ** 52, max: largest }), decimals, (count, places) => {
      const unit = Number(`1e${places}`);
      const value = count / unit;
      expect(wholeSteps(value, 1 / unit, 'down')).toBeLessThanOrEqual(count);
      expect(wholeSteps(value, 1 / unit, 'down') / unit).toBe(value);
      expect(wholeSteps(value, 1 / unit, 'up') / unit).toBe(value);
    }),
    profile(1_000, 100_000),
  );
});

test('rounding moves a value by less than one step, in its direction', () => {
  fc.assert(
    fc.property(values, steps, directions, (value, step, direction) => {
      const noise = 2e-12 * value;
      const moved = roundToStep(value, step, direction) - value;
      expect(Math.abs(moved)).toBeLessThan((direction === 'nearest' ? step / 2 : step) + noise);
      if (direction === 'down') expect(moved).toBeLessThanOrEqual(noise);
      if (direction === 'up') expect(moved).toBeGreaterThanOrEqual(-noise);
    }),
    profile(3_000, 300_000),
  );
});

test('what has been rounded stays, whichever way it is rounded again', () => {
  fc.assert(
    fc.property(values, steps, directions, directions, (value, step, once, again) => {
      // Beyond, neighbouring multiples are the same double.
      fc.pre(value / step < 2 ** 52);
      const first = roundToStep(value, step, once);
      expect(roundToStep(first, step, again)).toBe(first);
    }),
    profile(3_000, 300_000),
  );
});

test('a rounded value is the double nearest to its decimal', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 9 }),
      fc.integer({ min: 1, max: 99 }),
      decimals,
      (count, digits, places) => {
        const step = Number(`${digits}e-${places}`);
        const decimal = Number(`${BigInt(count) * BigInt(digits)}e-${places}`);
        expect(roundToStep(decimal, step, 'nearest')).toBe(decimal);
      },
    ),
    profile(3_000, 300_000),
  );
});
