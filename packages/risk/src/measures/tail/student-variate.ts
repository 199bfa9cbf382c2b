import type { Random } from '@sigmax/core';

/**
 * A number from Student's t distribution with ν > 0 degrees of freedom, by the polar method: u √(ν (w^(−2/ν) − 1) / w) for a
 * point (u, v) of the unit disc, w = u² + v².
 *
 * Source: R. Bailey 1994, "Polar generation of random variates with the t-distribution".
 */
export const studentVariate = (random: Random, degreesOfFreedom: number): number => {
  for (;;) {
    const u = 2 * random.uniform() - 1;
    const v = 2 * random.uniform() - 1;
    const w = u * u + v * v;
    if (w > 0 && w < 1) return u * Math.sqrt((degreesOfFreedom * (w ** (-2 / degreesOfFreedom) - 1)) / w);
  }
};
