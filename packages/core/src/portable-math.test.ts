import { expect, it } from 'vitest';
import { exponential, naturalLogarithm } from './portable-math';
import { seededRandom } from './random';

/** Natural logarithm of p / 2^s in units of 2^−200: ln m = 2 artanh((m − 1) / (m + 1)), with ln 2 added for each doubling. */
const scale = 200n;
const one = 1n << scale;

const artanhTwice = (numerator: bigint, denominator: bigint): bigint => {
  const ratio = (numerator * one) / denominator;
  const square = (ratio * ratio) / one;
  let power = ratio;
  let sum = 0n;
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd;
    power = (power * square) / one;
  }
  return 2n * sum;
};

const ln2 = artanhTwice(1n, 3n);

const exactLogarithm = (x: number): bigint => {
  let exponent = 0n;
  let mantissa = x;
  while (mantissa >= 2) {
    mantissa /= 2;
    exponent += 1n;
  }
  while (mantissa < 1) {
    mantissa *= 2;
    exponent -= 1n;
  }
  const bits = BigInt(mantissa * 2 ** 52);
  return artanhTwice(bits - (1n << 52n), bits + (1n << 52n)) + exponent * ln2;
};

const inUnits = (value: number): bigint => {
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return (BigInt(mantissa) << scale) >> BigInt(exponent);
};

/** |computed − exact| / |exact|. */
const relativeError = (computed: number, exact: bigint): number => {
  const difference = inUnits(computed) - exact;
  return Math.abs(Number((difference * (1n << 80n)) / exact) / 2 ** 80);
};

it('logarithms are within 4e-16 of a computation with 200 bits', () => {
  const random = seededRandom(11);
  let worst = 0;
  for (let index = 0; index < 3_000; index++) {
    const near = [
      1 + (random.uniform() - 0.5) * 2 ** -(index % 50),
      random.uniform(),
      2 ** (60 * random.uniform() - 30),
    ];
    for (const x of near) if (x !== 1) worst = Math.max(worst, relativeError(naturalLogarithm(x), exactLogarithm(x)));
  }
  expect(worst).toBeLessThan(4e-16);
  expect(worst).toBeGreaterThan(1e-17);
});

it('exponentials are within 4e-16 of the inverse of the logarithm', () => {
  const random = seededRandom(12);
  let worst = 0;
  for (let index = 0; index < 3_000; index++) {
    const x = (random.uniform() - 0.5) * 2 * [1, 40, 690][index % 3]!;
    // d(ln y) is dy / y, so the distance of ln(e^x) from x is the relative error of e^x.
    const distance = exactLogarithm(exponential(x)) - inUnits(x);
    worst = Math.max(worst, Math.abs(Number(distance / (1n << 120n)) / 2 ** 80));
  }
  expect(worst).toBeLessThan(4e-16);
  expect(worst).toBeGreaterThan(1e-17);
});

it('has the exact values', () => {
  expect([naturalLogarithm(1), exponential(0), naturalLogarithm(2), naturalLogarithm(0.5)]).toEqual([
    0,
    1,
    Math.LN2,
    -Math.LN2,
  ]);
  expect(naturalLogarithm(Number.MAX_VALUE)).toBeCloseTo(709.782712893384, 9);
  expect(naturalLogarithm(2 ** -1022)).toBeCloseTo(-708.3964185322641, 9);
  expect(exponential(1)).toBeCloseTo(Math.E, 14);
});
