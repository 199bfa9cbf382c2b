import type { Numbers } from '../network/network-core';

/** Moves the weights of a target network towards those that learn: t ← t + rate · (w − t). A rate of 1 copies them. Source: Polyak 1990; Lillicrap et al. 2016. */
export const moveWeights = (target: Numbers, weights: Numbers, rate: number): void => {
  if (rate === 1) {
    target.set(weights);
    return;
  }
  for (let at = 0; at < target.length; at++) {
    const before = target[at] as number;
    target[at] = before + rate * ((weights[at] as number) - before);
  }
};
