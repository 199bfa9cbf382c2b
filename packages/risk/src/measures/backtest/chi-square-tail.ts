import { normalProbability } from '@sigmax/core';

/**
 * The probability that a chi-square number with 1 or 2 degrees of freedom is at least x: 2 Φ(−√x), and e^(−x/2).
 *
 * Both are exact forms of the distribution, which is why there is no general one. What rounding left below 0 counts as 0.
 */
export const chiSquareTail = (x: number, degreesOfFreedom: 1 | 2): number => {
  const statistic = Math.max(x, 0);
  return degreesOfFreedom === 1 ? 2 * normalProbability(-Math.sqrt(statistic)) : Math.exp(-statistic / 2);
};
