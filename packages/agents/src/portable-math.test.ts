import { expect, it } from 'vitest';
import { exponential, hyperbolicTangent, naturalLogarithm } from './portable-math';

const near = (got: number, expected: number, relative: number): void => {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
};

it.each([-30, -1.5, -0.3, -0.02, -0.0199, 0, 1e-8, 0.019, 0.021, 0.5, 1, 3, 19.9, 30])(
  'of %d as Math has them',
  (x) => {
    near(exponential(x), Math.exp(x), 4e-16);
    near(hyperbolicTangent(x), Math.tanh(x), 1e-14);
    if (x > 0) near(naturalLogarithm(x), Math.log(x), 4e-16);
  },
);

it('has the limits of a float', () => {
  expect(exponential(710)).toBe(Number.POSITIVE_INFINITY);
  near(exponential(709.7), Math.exp(709.7), 1e-15);
  expect(exponential(-800)).toBe(0);
  expect(hyperbolicTangent(400)).toBe(1);
  expect(hyperbolicTangent(-400)).toBe(-1);
  expect(naturalLogarithm(0)).toBe(Number.NEGATIVE_INFINITY);
  near(naturalLogarithm(5e-324), Math.log(5e-324), 4e-16);
  for (const of of [naturalLogarithm(-1), exponential(Number.NaN), hyperbolicTangent(Number.NaN)]) expect(of).toBeNaN();
});
