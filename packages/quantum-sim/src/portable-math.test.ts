import { describe, expect, it } from 'vitest';
import { arcTangent2, cosine, exponential, naturalLogarithm, power, sine, sineCosine } from './portable-math';
import { seededRandom } from './seeded-random';

/** Numbers in units of 2^−300: the oracle computes with whole numbers only. */
const scale = 300n;
const one = 1n << scale;

const inUnits = (value: number): bigint => {
  let exponent = 0n;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1n;
  }
  return (BigInt(mantissa) << scale) >> exponent;
};

const times = (a: bigint, b: bigint): bigint => (a * b) >> scale;

/** arctan(1 / n) by its series. */
const arcTangentOfInverse = (n: bigint): bigint => {
  let term = one / n;
  let sum = 0n;
  for (let odd = 1n, sign = 1n; term !== 0n; odd += 2n, sign = -sign) {
    sum += (sign * term) / odd;
    term /= n * n;
  }
  return sum;
};

/** Machin 1706: π/4 = 4 arctan(1/5) − arctan(1/239). */
const pi = 4n * (4n * arcTangentOfInverse(5n) - arcTangentOfInverse(239n));

/** e^x, cos x and sin x by their series in whole numbers, the angle without its turns first. */
const exactSineCosine = (x: number): [bigint, bigint] => {
  const angle = inUnits(x) % (2n * pi);
  let term = one;
  const sums: [bigint, bigint] = [0n, 0n];
  for (let n = 0n; term !== 0n; n++) {
    if (n % 2n === 0n) sums[1] += n % 4n === 0n ? term : -term;
    else sums[0] += n % 4n === 1n ? term : -term;
    term = times(term, angle) / (n + 1n);
  }
  return sums;
};

const exactExponential = (x: number): bigint => {
  let term = one;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = times(term, inUnits(x)) / n;
  }
  return sum;
};

const absoluteError = (computed: number, exact: bigint): number =>
  Math.abs(Number((inUnits(computed) - exact) >> (scale - 100n)) / 2 ** 100);

const relativeError = (computed: number, exact: bigint): number =>
  Math.abs(Number(((inUnits(computed) - exact) << 100n) / exact) / 2 ** 100);

const angles = (count: number): number[] => {
  const random = seededRandom(5);
  return Array.from(
    { length: count },
    (_, index) => (random.uniform() - 0.5) * [1, 7, 100, 1e5, 3e6, 1e12][index % 6]!,
  );
};

describe('sine and cosine', () => {
  it('are within 3e-16 of a computation with 300 bits', () => {
    let worst = 0;
    const out = new Float64Array(2);
    for (const angle of angles(1_500)) {
      const [exactSine, exactCosine] = exactSineCosine(angle);
      sineCosine(angle, out as unknown as [number, number]);
      worst = Math.max(worst, absoluteError(out[0]!, exactSine), absoluteError(out[1]!, exactCosine));
      expect([sine(angle), cosine(angle)]).toEqual([out[0], out[1]]);
    }
    expect(worst).toBeLessThan(3e-16);
    expect(worst).toBeGreaterThan(1e-17);
  });

  it('are relatively exact near 0', () => {
    for (const angle of [1e-300, 1e-9, -0.001, 0.01]) expect(sine(angle) / angle).toBeCloseTo(1, 4);
    expect([sine(0), cosine(0), sine(1e-200)]).toEqual([0, 1, 1e-200]);
  });

  it('have the known values', () => {
    expect(cosine(Math.PI)).toBe(-1);
    expect(sine(Math.PI / 2)).toBe(1);
    expect(sine(Math.PI / 6)).toBeCloseTo(0.5, 15);
    expect(sine(2 ** 50)).toBeCloseTo(Math.sin(2 ** 50), 12);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('have no value at %d', (angle) => {
    expect([sine(angle), cosine(angle)]).toEqual([Number.NaN, Number.NaN]);
  });
});

it('exponentials are within 4e-16', () => {
  const random = seededRandom(6);
  let worst = 0;
  for (let index = 0; index < 500; index++) {
    const x = (random.uniform() - 0.5) * [1, 10, 60][index % 3]!;
    worst = Math.max(worst, relativeError(exponential(x), exactExponential(x)));
  }
  expect(worst).toBeLessThan(4e-16);
  expect(exponential(0)).toBe(1);
  expect(exponential(-745.1)).toBe(Number.MIN_VALUE);
  expect(exponential(-800)).toBe(0);
  expect(exponential(709.78) / Math.exp(709.78)).toBeCloseTo(1, 14);
  expect(exponential(-720) / Math.exp(-720)).toBeCloseTo(1, 9);
  expect([exponential(710), exponential(Number.NEGATIVE_INFINITY)]).toEqual([Number.POSITIVE_INFINITY, 0]);
  expect(exponential(Number.NaN)).toBeNaN();
});

it('logarithms turn exponentials round', () => {
  const random = seededRandom(7);
  let worst = 0;
  for (let index = 0; index < 500; index++) {
    const x = 2 ** (60 * random.uniform() - 30);
    // d(e^y)/e^y is dy, so the relative error of the exponential is the absolute one of the logarithm.
    const y = naturalLogarithm(x);
    worst = Math.max(worst, relativeError(x, exactExponential(y)) / Math.max(Math.abs(y), 2 ** -10));
  }
  expect(worst).toBeLessThan(4e-16);
  expect([naturalLogarithm(1), naturalLogarithm(2), naturalLogarithm(0)]).toEqual([0, Math.LN2, -Infinity]);
  expect(naturalLogarithm(Number.MIN_VALUE)).toBeCloseTo(-744.4400719213812, 9);
  expect(naturalLogarithm(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect([naturalLogarithm(-1), naturalLogarithm(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
});

it('powers are those of whole exponents', () => {
  expect(power(2, 10)).toBeCloseTo(1024, 10);
  expect(power(0.5, 3)).toBeCloseTo(0.125, 15);
  expect(power(10, 0.602)).toBeCloseTo(3.999447498, 8);
  expect([power(5, 0), power(0, 0.5)]).toEqual([1, 0]);
});

describe('the angle of a point', () => {
  it('is within 1e-15: its sine and cosine give the point back', () => {
    const random = seededRandom(8);
    let worst = 0;
    for (let index = 0; index < 1_000; index++) {
      const x = random.normal();
      const y = random.normal() * [1, 1e-3, 1e3][index % 3]!;
      const angle = arcTangent2(y, x);
      const length = Math.sqrt(x * x + y * y);
      const [exactSine, exactCosine] = exactSineCosine(angle);
      // sin(true − computed) = (y cos − x sin) / length
      const cross = times(inUnits(y), exactCosine) - times(inUnits(x), exactSine);
      worst = Math.max(worst, absoluteError(0, cross) / length);
      expect(Math.sign(angle)).toBe(Math.sign(y));
    }
    expect(worst).toBeLessThan(1e-15);
  });

  it('has the known values', () => {
    expect([arcTangent2(0, 0), arcTangent2(0, 1), arcTangent2(1, 0), arcTangent2(-1, 0), arcTangent2(0, -1)]).toEqual([
      0,
      0,
      Math.PI / 2,
      -Math.PI / 2,
      Math.PI,
    ]);
    expect(arcTangent2(1, 1)).toBe(Math.PI / 4);
    expect(arcTangent2(1e-200, 1)).toBe(1e-200);
    expect(arcTangent2(-1, -1)).toBe((-3 * Math.PI) / 4);
    expect([arcTangent2(Number.NaN, 1), arcTangent2(1, Number.POSITIVE_INFINITY)]).toEqual([Number.NaN, Number.NaN]);
  });
});
