import { expect, it } from 'vitest';
import { cosine, naturalLogarithm, sine } from './portable-math';

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
