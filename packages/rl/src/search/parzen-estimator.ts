import type { Random } from '@sigmax/core';
import { exponential, naturalLogarithm } from '../portable-math';

/** A density on an interval, or on choices. */
export interface ParzenEstimator {
  sample(random: Random): number;
  logDensity(value: number): number;
}

const logRootTwoPi = 0.9189385332046727;

/**
 * A mixture of normal densities around numbers between `low` and `high`, one more around their middle as wide as the interval.
 *
 * The deviation of each is the greater distance to its neighbours, between the width / min(100, 1 + n) and the width. What is drawn
 * outside is drawn again. Source: Bergstra, Bardenet, Bengio and Kégl 2011, section 4.
 */
export const numberEstimator = (values: readonly number[], low: number, high: number): ParzenEstimator => {
  const width = high - low;
  const centres = [...values, (low + high) / 2].sort((a, b) => a - b);
  const least = width / Math.min(100, 1 + centres.length);
  let isPriorOpen = true;
  const components = centres.map((centre, place) => {
    const isPrior = isPriorOpen && centre === (low + high) / 2;
    if (isPrior) isPriorOpen = false;
    const before = centre - (centres[place - 1] ?? low);
    const after = (centres[place + 1] ?? high) - centre;
    return { centre, deviation: isPrior ? width : Math.min(Math.max(before, after, least), width) };
  });
  return {
    sample: (random) => {
      const { centre, deviation } = components[random.integer(components.length)] as (typeof components)[number];
      for (let attempt = 0; attempt < 100; attempt++) {
        const value = centre + deviation * random.normal();
        if (value >= low && value <= high) return value;
      }
      return centre;
    },
    logDensity: (value) => {
      const logs = components.map(({ centre, deviation }) => {
        const score = (value - centre) / deviation;
        return -0.5 * score * score - naturalLogarithm(deviation) - logRootTwoPi;
      });
      const greatest = Math.max(...logs);
      const sum = logs.reduce((total, one) => total + exponential(Math.max(one - greatest, -700)), 0);
      return greatest + naturalLogarithm(sum / components.length);
    },
  };
};

/** Shares of `count` choices among places that were taken, each counted once more. */
export const choiceEstimator = (places: readonly number[], count: number): ParzenEstimator => {
  const weights = Array.from({ length: count }, (_, choice) => 1 + places.filter((place) => place === choice).length);
  const total = places.length + count;
  return {
    sample: (random) => {
      let rest = random.integer(total);
      return weights.findIndex((weight) => {
        rest -= weight;
        return rest < 0;
      });
    },
    logDensity: (place) => naturalLogarithm((weights[place] as number) / total),
  };
};
