import { worstReturn } from '../returns/extremes';
import { requireFinite, requirePositive, requireProbability } from '../statistics/require';

interface Tilt {
  /** ln of the mean of e^((x − worst) / θ) over losses x. */
  readonly level: number;
  /** Mean and variance of x − worst under the weights e^((x − worst) / θ). */
  readonly mean: number;
  readonly variance: number;
}

/** Losses are measured from the worst one, so that no exponential overflows. */
const tilt = (returns: ArrayLike<number>, worst: number, theta: number): Tilt => {
  let weight = 0;
  let first = 0;
  let second = 0;
  for (let index = 0; index < returns.length; index++) {
    const below = -(returns[index] as number) - worst;
    const factor = Math.exp(below / theta);
    weight += factor;
    first += factor * below;
    second += factor * below * below;
  }
  const mean = first / weight;
  return { level: Math.log(weight / returns.length), mean, variance: Math.max(second / weight - mean * mean, 0) };
};

/**
 * Returns the entropic risk of losses at risk tolerance θ: θ ln(m(e^(−r/θ)) / (1 − level)).
 *
 * The entropic value at risk is its smallest value over θ.
 *
 * Source: Föllmer and Schied 2011; Ahmadi-Javid 2012, equation 5.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `theta` is not above 0 or `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { entropicRisk } from '@sigmax/core';
 * entropicRisk([0.1, -0.5, -0.3, 0.8], { theta: 0.005, level: 0.95 })?.toFixed(9); // => '0.508047190'
 * ```
 */
export const entropicRisk = (
  returns: ArrayLike<number>,
  { theta, level }: { readonly theta: number; readonly level: number },
): number | undefined => {
  requireFinite(returns, 'entropicRisk');
  requirePositive(theta, 'theta', 'entropicRisk');
  requireProbability(level, 'level', 'entropicRisk');
  const worst = worstReturn(returns);
  if (worst === undefined) return undefined;
  return -worst + theta * (tilt(returns, -worst, theta).level - Math.log(1 - level));
};

/**
 * Returns the entropic value at risk: the smallest entropic risk over all risk tolerances, an upper bound of the
 * conditional value at risk.
 *
 * Where the worst loss alone makes up the tail, the smallest value is approached as θ → 0 and is that loss. skfolio
 * stops at a hundredth of the worst loss and returns a little more there (0.50805 for 0.5).
 *
 * Cost: O(n) exponentials for each of about 15 Newton steps. Source: Ahmadi-Javid 2012.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { entropicValueAtRisk } from '@sigmax/core';
 * entropicValueAtRisk([0.1, -0.5, -0.3, 0.8], { level: 0.95 }); // => 0.5
 * entropicValueAtRisk([0.1, -0.5, -0.3, 0.8], { level: 0.5 })?.toFixed(6); // => '0.431223'
 * ```
 */
export const entropicValueAtRisk = (
  returns: ArrayLike<number>,
  { level }: { readonly level: number },
): number | undefined => {
  requireFinite(returns, 'entropicValueAtRisk');
  requireProbability(level, 'level', 'entropicValueAtRisk');
  const lowest = worstReturn(returns);
  if (lowest === undefined) return undefined;
  const worst = -lowest;
  let ties = 0;
  let spread = 0;
  for (let index = 0; index < returns.length; index++) {
    const below = worst + (returns[index] as number);
    if (below === 0) ties++;
    spread += below;
  }
  if (ties >= (1 - level) * returns.length * (1 - 1e-12)) return worst;
  // The risk is convex in θ: find where its slope, level − ln(1 − level) − mean / θ, crosses 0.
  const goal = Math.log(1 - level);
  let low = 0;
  let high = Infinity;
  let theta = spread / returns.length;
  // The risk lies between the worst loss and the mean one, which no double below tells apart.
  if (!(theta > 1e-290)) return worst;
  let at = tilt(returns, worst, theta);
  for (let step = 0; step < 200; step++) {
    const slope = at.level - goal - at.mean / theta;
    if (slope < 0) low = theta;
    else high = theta;
    let next = theta - (slope * theta ** 3) / at.variance;
    if (!(next > low && next < high)) next = high === Infinity ? theta * 4 : (low + high) / 2;
    if (Math.abs(next - theta) <= 1e-12 * theta) break;
    theta = next;
    at = tilt(returns, worst, theta);
  }
  return worst + theta * (at.level - goal);
};
