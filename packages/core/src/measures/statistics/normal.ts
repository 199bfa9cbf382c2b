/**
 * The standard normal distribution: density, probability below x, and its inverse.
 *
 * @module
 */
import { DataError } from '../../errors';
import { requireProbability } from './require';

const rootTwoPi = 2.5066282746310002;

export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / rootTwoPi;

/**
 * Returns the probability that a standard normal number is at most x: Φ(x) = ∫₋∞ˣ φ(t) dt, φ(t) = e^(−t²/2) / √2π.
 *
 * Within 2.5 of the centre it is the series ½ + φ(x) Σ x^(2k+1) / (1·3·5·…·(2k+1)), outside the continued fraction of the
 * Mills ratio.
 *
 * - Absolute error below 1e-15; small tails keep 12 digits. 0 below −38, 1 above 38.
 *
 * Source: Marsaglia 2004 (series); Laplace 1805 (continued fraction).
 *
 * @throws {DataError} `x` is not a number.
 * @example
 * ```ts
 * import { normalProbability } from '@sigmax/core';
 * normalProbability(0); // => 0.5
 * normalProbability(-1.959963984540054).toFixed(12); // => '0.025000000000'
 * ```
 */
export const normalProbability = (x: number): number => {
  if (Number.isNaN(x)) {
    throw new DataError({
      code: 'NOT_FINITE',
      message: `normalProbability: x was ${x}.`,
      remedy: 'Leave out what is not known before asking for a probability.',
      context: { what: 'normalProbability' },
    });
  }
  const size = Math.abs(x);
  if (size > 38) return x < 0 ? 0 : 1;
  if (size <= 2.5) {
    let term = x;
    let total = x;
    for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(total); odd += 2) {
      term *= (x * x) / odd;
      total += term;
    }
    return 0.5 + total * normalDensity(x);
  }
  let fraction = size;
  for (let depth = 60; depth >= 1; depth--) fraction = size + depth / fraction;
  const tail = normalDensity(size) / fraction;
  return x < 0 ? tail : 1 - tail;
};

/** A first guess, relative error below 1.15e-9 (Acklam 2003), which one step of Halley's method makes exact. */
const roughQuantile = (p: number): number => {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return (
      (((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
      q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
};

/**
 * Returns the x that a standard normal number stays below with probability p: Φ⁻¹(p).
 *
 * Source: Acklam 2003 for a first guess, two steps of Halley's method to full precision.
 *
 * @throws {InvalidOptionsError} `p` is not between 0 and 1.
 * @example
 * ```ts
 * import { normalQuantile } from '@sigmax/core';
 * normalQuantile(0.5); // => 0
 * normalQuantile(0.05).toFixed(9); // => '-1.644853627'
 * ```
 */
export const normalQuantile = (p: number): number => {
  requireProbability(p, 'p', 'normalQuantile');
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = roughQuantile(p);
  for (let step = 0; step < 2; step++) {
    const error = (normalProbability(x) - p) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
};
