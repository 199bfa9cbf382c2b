import type { BarSeries } from '@sigmax/core';
import {
  medianPruner,
  type ParameterSpace,
  type SearchTrial,
  searchParameters,
  type TrainingJob,
  type TrainingJobResult,
  tpeSampler,
} from '@sigmax/rl';
import { evaluationJobs, type Trial } from '@sigmax/rl/evaluation';
import { workerPool } from '@sigmax/rl/node';
import { splitOf } from './desk';
import type { ThreadOptions, TrialParameters } from './jobs';
import { type LearningSettings, usualLearning } from './learn';
import type { Settings } from './settings';
import { threadModule } from './thread-module';

const space: ParameterSpace = {
  learningRate: { type: 'float', low: 3e-4, high: 3e-3, log: true },
  discount: { type: 'choice', values: [0.9, 0.97, 0.99] },
  units: { type: 'choice', values: [16, 32] },
};

const learningOf = ({ parameters }: Pick<SearchTrial, 'parameters'>): LearningSettings => ({
  learningRate: Number(parameters.learningRate),
  discount: Number(parameters.discount),
  units: Number(parameters.units),
});

/** The settings in words. */
export const settingsText = ({ learningRate, discount, units }: LearningSettings): string =>
  `rate ${learningRate.toExponential(1)}, discount ${discount}, ${units} units`;

/** Trainings of one trial; it is stopped after fewer where others did better. */
const seeds = 4;

export interface TriedSettings extends Trial {
  readonly state: SearchTrial['state'];
  readonly isChosen: boolean;
}

export interface Searched {
  readonly learning: LearningSettings;
  /** All that was tried, the chosen ones among them; each is counted where Sharpe ratios are deflated. */
  readonly trials: readonly TriedSettings[];
}

/**
 * Chooses settings on the validation bars of the first fold, which come before every test.
 *
 * Two trials are tried at once whatever the number of threads, so that the study is the same on every machine.
 */
export const search = async (
  settings: Settings,
  series: BarSeries,
  progress: (line: string) => void,
): Promise<Searched> => {
  if (settings.trials === 0) return { learning: usualLearning, trials: [] };
  const [job] = evaluationJobs({ market: series, seeds: [1], split: splitOf(settings) });
  const options: ThreadOptions = { settings, series };
  const pool = workerPool<TrainingJob<TrialParameters>, TrainingJobResult>({
    module: threadModule('trialJobOf'),
    workers: settings.threads,
    options,
  });
  try {
    const { trials, best } = await searchParameters({
      space,
      objective: async (parameters, { report }) => {
        const learning = learningOf({ parameters });
        let sum = 0;
        for (let seed = 1; seed <= seeds; seed++) {
          sum += (await pool.run({ parameters: { learning, job: job! }, seed })).value;
          if (report(seed, sum / seed) === 'stop') break;
        }
        return sum / seeds;
      },
      sampler: tpeSampler({ startup: 4 }),
      pruner: medianPruner({ startup: 3 }),
      trials: settings.trials,
      seed: 1,
      concurrency: 2,
      onTrial: ({ number, state, value, message }) =>
        progress(
          `tried ${number + 1} of ${settings.trials}: ${message ?? `Sharpe ratio ${value?.toFixed(4)} a validation bar`}${state === 'pruned' ? ', stopped early' : ''}`,
        ),
    });
    return {
      learning: best === undefined ? usualLearning : learningOf(best),
      trials: trials.map((trial) => ({
        name: settingsText(learningOf(trial)),
        sharpePerPeriod: trial.value ?? 0,
        state: trial.state,
        isChosen: trial === best,
      })),
    };
  } finally {
    await pool.close();
  }
};
