import { expect, it } from 'vitest';
import { cosine, exponential, exponentialMinusOne, hyperbolicTangent, naturalLogarithm, sine } from './portable-math';

it('sine and cosine agree with the engine to 4e-16 over many turns', () => {
  for (let step = -20_000; step <= 20_000; step++) {
    const angle = step * 0.013;
    const apart = Math.max(Math.abs(sine(angle) - Math.sin(angle)), Math.abs(cosine(angle) - Math.cos(angle)));
    if (!(apart < 4e-16)) expect.fail(`${angle} is ${apart} off`);
  }
});

it('large angles lose whole turns first', () => {
  for (const angle of [2 ** 21 + 0.5, -(2 ** 30) - 0.25, 1e12]) {
    expect(Math.abs(sine(angle) - Math.sin(angle))).toBeLessThan(4e-16);
    expect(Math.abs(cosine(angle) - Math.cos(angle))).toBeLessThan(4e-16);
  }
});

it('is not a number where there is none', () => {
  expect(sine(Number.NaN)).toBeNaN();
  expect(cosine(Number.POSITIVE_INFINITY)).toBeNaN();
});

it('the logarithm agrees with the engine to 4e-16 of its value', () => {
  for (const value of [1e-300, 0.001, 0.5, 0.9999, 2, 10, 12345.678, 1e300]) {
    expect(Math.abs(naturalLogarithm(value) / Math.log(value) - 1)).toBeLessThan(4e-16);
  }
  expect(naturalLogarithm(1)).toBe(0);
  expect(naturalLogarithm(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(naturalLogarithm(-1)).toBeNaN();
});

const relativeDistance = (actual: number, expected: number): number =>
  actual === expected ? 0 : Math.abs(actual / expected - 1);

it('exponential and hyperbolic tangent agree with the engine to 8e-16 of their value', () => {
  for (let step = -20_000; step <= 20_000; step++) {
    const x = step * 0.0017 + 1e-9;
    expect(relativeDistance(exponential(20 * x), Math.exp(20 * x))).toBeLessThan(4e-16);
    expect(relativeDistance(exponentialMinusOne(x / 2), Math.expm1(x / 2))).toBeLessThan(6e-16);
    expect(relativeDistance(hyperbolicTangent(x), Math.tanh(x))).toBeLessThan(8e-16);
  }
});

it('exponential and hyperbolic tangent at the ends of their range', () => {
  expect([exponential(0), exponential(-746), exponential(710), exponential(Number.NEGATIVE_INFINITY)]).toEqual([
    1,
    0,
    Infinity,
    0,
  ]);
  expect(relativeDistance(exponential(709.7), Math.exp(709.7))).toBeLessThan(4e-16);
  expect(Math.abs(exponential(-740) - Math.exp(-740))).toBeLessThanOrEqual(5e-324);
  expect([hyperbolicTangent(0), hyperbolicTangent(1e300), hyperbolicTangent(-Infinity)]).toEqual([0, 1, -1]);
  expect(exponential(Number.NaN)).toBeNaN();
  expect(hyperbolicTangent(Number.NaN)).toBeNaN();
});
