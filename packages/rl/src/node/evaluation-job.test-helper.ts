import { createBacktester, simulatedBroker } from '@sigmax/core';
import { ppo } from '../algorithms/ppo';
import { bundleOfCheckpoint } from '../bundle/bundle-of-checkpoint';
import type { ModelBundle } from '../bundle/model-bundle';
import type { EvaluationJob, TrainingTask } from '../evaluation/evaluation-options';
import { evaluationTask } from '../evaluation/evaluation-task';
import { autoregressiveMarket } from '../trading/known-answer-markets';
import { train } from '../training/train';

/** What the evaluation and its threads have in common. */
export const evaluationWorld = {
  market: autoregressiveMarket({ seed: 5, bars: 700, volatility: 0.02, persistence: 0.6 }),
  backtester: (costs: number) =>
    createBacktester({
      cash: { USDT: 10_000 },
      broker: simulatedBroker({ takerFeeRate: 0.0005 * costs, makerFeeRate: 0.0005 * costs, slippageRate: 0 }),
    }),
  actions: { type: 'levels', weights: [0, 1] },
  ruin: 0.2,
} as const;

/** A short training, and one reward of its validation bars, which draws from the task's random numbers. */
export const learned = async ({ environment, validation, seed, scaling, random }: TrainingTask) => {
  const { featureNames } = environment();
  const result = await train({
    algorithm: ppo({ steps: 64, minibatchSize: 64, epochs: 2, hiddenSizes: [4], discount: 0.5 }),
    environment: () => environment({ isRandomStart: true, episodeBars: 32 }),
    environments: 2,
    steps: 512,
    seed,
  });
  const bundle: ModelBundle = bundleOfCheckpoint(result.checkpoint(), {
    name: 'ppo',
    featureNames,
    actions: evaluationWorld.actions,
    tradingScaling: scaling,
  });
  const first = validation()?.reset(1).observation[0] ?? 0;
  return { bundle, curve: [{ step: 512, value: first + random.uniform() }] };
};

export const evaluationJob = (job: EvaluationJob) => learned(evaluationTask(evaluationWorld, job));
