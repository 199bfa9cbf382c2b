import { exponential } from '../../portable-math';
import type { Numbers } from '../network-core';
import type { ActionDistribution } from './action-distribution';

/** ½ ln 2π */
const halfLogTwoPi = 0.9189385332046727;

/**
 * Independent normal numbers: mean μ from the network, ln σ the same in every state.
 *
 * ln p = Σ −(a − μ)² / (2σ²) − ln σ − ½ ln 2π; H = Σ ln σ + ½ + ½ ln 2π. Actions are not clipped here: what the environment is told
 * is, and ln p is that of the number that was drawn. `logStandardDeviations` is read anew at every call. Masks do not apply.
 */
export const gaussianDistribution = (logStandardDeviations: Numbers): ActionDistribution => {
  const size = logStandardDeviations.length;
  /** (a − μ) / σ of the last evaluate. */
  const scores = new Float64Array(size);
  const deviations = new Float64Array(size);
  const deviation = (index: number): number => exponential(logStandardDeviations[index] as number);

  const self: ActionDistribution = {
    width: size,
    outputSize: size,
    logProbability: 0,
    entropy: 0,
    sample: (outputs, at, _mask, _maskAt, random, actions, to) => {
      let logProbability = 0;
      for (let index = 0; index < size; index++) {
        const score = random.normal();
        actions[to + index] = (outputs[at + index] as number) + deviation(index) * score;
        logProbability -= (score * score) / 2 + (logStandardDeviations[index] as number) + halfLogTwoPi;
      }
      return logProbability;
    },
    mode: (outputs, at, _mask, _maskAt, actions, to) => {
      for (let index = 0; index < size; index++) actions[to + index] = outputs[at + index] as number;
    },
    evaluate: (outputs, at, _mask, _maskAt, actions, actionAt) => {
      let logProbability = 0;
      let entropy = 0;
      for (let index = 0; index < size; index++) {
        const sigma = deviation(index);
        const score = ((actions[actionAt + index] as number) - (outputs[at + index] as number)) / sigma;
        scores[index] = score;
        deviations[index] = sigma;
        logProbability -= (score * score) / 2 + (logStandardDeviations[index] as number) + halfLogTwoPi;
        entropy += (logStandardDeviations[index] as number) + 0.5 + halfLogTwoPi;
      }
      self.logProbability = logProbability;
      self.entropy = entropy;
    },
    differentiate: (logScale, entropyScale, gradients, to, freeGradients) => {
      for (let index = 0; index < size; index++) {
        const score = scores[index] as number;
        gradients[to + index] = (logScale * score) / (deviations[index] as number);
        const free = logScale * (score * score - 1) + entropyScale;
        freeGradients[index] = (freeGradients[index] as number) + free;
      }
    },
  };
  return self;
};
