import type { Random } from '@sigmax/core';
import type { ActionDistribution } from '../network/heads/action-distribution';
import type { TrainableNetwork } from '../network/policy-network';
import type { RolloutBuffer } from '../rollout/rollout-buffer';
import type { IterationStatistics } from '../training/algorithm';
import { type PpoFigures, type PpoLossOptions, ppoLoss } from './ppo-loss';

export interface PpoUpdateOptions extends PpoLossOptions {
  readonly epochs: number;
  readonly minibatchSize: number;
  readonly learningRate: number;
  readonly maximumGradientNorm: number;
  readonly targetKl: number | undefined;
  readonly targetKlRule: 'minibatch' | 'epoch';
  readonly adamEpsilon: number;
}

/** Fisher and Yates on the row numbers. */
export const shuffle = (rows: Int32Array, random: Random): void => {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = random.integer(at + 1);
    const row = rows[at] as number;
    rows[at] = rows[other] as number;
    rows[other] = row;
  }
};

/** 1 − variance(returns − values) / variance(returns): 1 is a perfect value function, 0 one that knows the mean, and 0 where returns do not vary. */
export const explainedVariance = (values: Float64Array, returns: Float64Array): number => {
  const variance = (of: (at: number) => number): number => {
    let mean = 0;
    for (let at = 0; at < returns.length; at++) mean += of(at) / returns.length;
    let sum = 0;
    for (let at = 0; at < returns.length; at++) {
      const apart = of(at) - mean;
      sum += (apart * apart) / returns.length;
    }
    return sum;
  };
  const total = variance((at) => returns[at] as number);
  return total === 0 ? 0 : 1 - variance((at) => (returns[at] as number) - (values[at] as number)) / total;
};

/**
 * Learns from one rollout: epochs of minibatches in an order that `order` draws anew for each epoch.
 *
 * `adamSteps` steps were taken before; returns how many there are now. Figures are means over the minibatches, the divergence over
 * those of the last epoch, as Stable-Baselines3 reports them.
 */
export const ppoUpdate = (
  network: TrainableNetwork,
  distribution: ActionDistribution,
  buffer: RolloutBuffer,
  order: (rows: Int32Array) => void,
  adamSteps: number,
  options: PpoUpdateOptions,
): { readonly adamSteps: number; readonly statistics: IterationStatistics } => {
  const { core } = network;
  const { epochs, minibatchSize, targetKl, targetKlRule } = options;
  const adam = { beta1: 0.9, beta2: 0.999, epsilon: options.adamEpsilon };
  const rows = new Int32Array(buffer.size);
  for (let at = 0; at < rows.length; at++) rows[at] = at;
  const figures: PpoFigures = {
    loss: 0,
    policyLoss: 0,
    valueLoss: 0,
    entropy: 0,
    divergence: 0,
    oldDivergence: 0,
    clipFraction: 0,
  };
  const sums = { ...figures, gradientNorm: 0 };
  let steps = adamSteps;
  let minibatches = 0;
  let epochMinibatches = 0;
  let isStopped = false;
  let epoch = 0;
  for (; epoch < epochs && !isStopped; epoch++) {
    order(rows);
    sums.divergence = 0;
    epochMinibatches = 0;
    for (let from = 0; from < buffer.size && !isStopped; from += minibatchSize) {
      const count = Math.min(minibatchSize, buffer.size - from);
      ppoLoss(network, distribution, buffer, rows, from, count, options, figures);
      minibatches += 1;
      epochMinibatches += 1;
      for (const name of Object.keys(figures) as (keyof PpoFigures)[]) sums[name] += figures[name];
      if (targetKl !== undefined && targetKlRule === 'minibatch' && !(figures.divergence <= 1.5 * targetKl)) {
        isStopped = true;
        break;
      }
      sums.gradientNorm += core.clipGradients(options.maximumGradientNorm);
      steps += 1;
      core.adamStep(steps, options.learningRate, adam);
    }
    if (targetKl !== undefined && targetKlRule === 'epoch' && !(figures.divergence <= targetKl)) isStopped = true;
  }
  const mean = (sum: number): number => sum / minibatches;
  return {
    adamSteps: steps,
    statistics: {
      loss: figures.loss,
      policyLoss: mean(sums.policyLoss),
      valueLoss: mean(sums.valueLoss),
      entropy: mean(sums.entropy),
      divergence: sums.divergence / epochMinibatches,
      clipFraction: mean(sums.clipFraction),
      gradientNorm: mean(sums.gradientNorm),
      explainedVariance: explainedVariance(buffer.values, buffer.returns),
      epochs: epoch,
      adamSteps: steps - adamSteps,
      learningRate: options.learningRate,
    },
  };
};
