import { adamStep } from '../kernels/adam';
import type { AdamOptions, Numbers } from '../network/network-core';
import { exponential, naturalLogarithm } from '../portable-math';

/** The weight of the entropy. */
export interface SacTemperature {
  /** α. */
  value(): number;
  /** Takes one step, given the mean of ln π of the batch. */
  learn(meanLogProbability: number, step: number, rate: number, adam: AdamOptions): void;
  /** ln α and Adam's two moments of it; nothing where α is fixed. */
  state(): Numbers;
  restore(numbers: Numbers): void;
}

const fixedTemperature = (value: number): SacTemperature => ({
  value: () => value,
  learn: () => {},
  state: () => new Float64Array(0),
  restore: () => {},
});

/**
 * The temperature α: fixed, or e^θ with θ following the gradient of −θ · mean(ln π + target entropy).
 *
 * α grows while the policy is more certain than the target asks for. Source: Haarnoja et al. 2018b, equation 18, with the logarithm in
 * place of α as in the authors' code and Stable-Baselines3.
 */
export const sacTemperature = (
  temperature: number | { readonly initial: number },
  targetEntropy: number,
): SacTemperature => {
  if (typeof temperature === 'number') return fixedTemperature(temperature);
  const vectors = {
    weights: Float64Array.of(naturalLogarithm(temperature.initial)),
    gradients: new Float64Array(1),
    firstMoments: new Float64Array(1),
    secondMoments: new Float64Array(1),
  };
  const { weights, gradients, firstMoments, secondMoments } = vectors;
  return {
    value: () => exponential(weights[0] as number),
    learn: (meanLogProbability, step, rate, adam) => {
      gradients[0] = -(meanLogProbability + targetEntropy);
      adamStep(vectors, step, rate, adam);
    },
    state: () => Float64Array.of(weights[0] as number, firstMoments[0] as number, secondMoments[0] as number),
    restore: (numbers) => {
      [weights, firstMoments, secondMoments].forEach((one, at) => {
        one[0] = numbers[at] as number;
      });
    },
  };
};
