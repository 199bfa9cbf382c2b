import { type BarSeries, sharpeRatio } from '@sigmax/core';
import { type Policy, type TradingAction, type TrainingJob, trainingJob } from '@sigmax/rl';
import { type EvaluationJob, evaluationTask, playEpisode, type TrainingTask } from '@sigmax/rl/evaluation';
import type { JobContext } from '@sigmax/rl/node';
import { worldOf } from './desk';
import { type LearningSettings, learn, trainOptionsOf } from './learn';
import type { Settings } from './settings';

/** What every thread is given once. */
export interface ThreadOptions {
  readonly settings: Settings;
  readonly series: BarSeries;
}

/** One training of the evaluation. */
export interface FoldTraining {
  readonly job: EvaluationJob;
  readonly learning: LearningSettings;
}

/** A trial: settings, and the fold whose validation bars they are measured on. */
export interface TrialParameters {
  readonly learning: LearningSettings;
  readonly job: EvaluationJob;
}

/** Trains one policy of the evaluation in a thread. */
export const trainingJobOf = ({ job, learning }: FoldTraining, { options }: JobContext<ThreadOptions>) => {
  const { settings, series } = options;
  return learn(evaluationTask(worldOf(settings, series), job), settings.steps, learning);
};

/** Sharpe ratio per bar on the validation bars; 0 where nothing was traded. */
const validationSharpe = ({ validation, random }: TrainingTask, policy: Policy<TradingAction>): number => {
  const { rewards } = playEpisode(validation()!, policy, { seed: 0, random });
  return sharpeRatio(rewards.map(Math.expm1), { periodsPerYear: 1 }) ?? 0;
};

/** Tries settings in a thread. */
export const trialJobOf = (job: TrainingJob<TrialParameters>, { options }: JobContext<ThreadOptions>) => {
  const { settings, series } = options;
  const task = evaluationTask(worldOf(settings, series), job.parameters.job);
  return trainingJob({
    training: ({ learning }: TrialParameters) => trainOptionsOf(task, settings.steps, learning),
    measure: (policy) => validationSharpe(task, policy),
  })(job);
};
