import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../function-option';
import type { Policy } from '../policy/policy';
import { everySteps as everyStepsCallback } from './callbacks/every-steps';
import { type TrainingResult, train } from './train';
import type { TrainOptions } from './train-options';
import type { TrainingCallback } from './training-callback';

/** One training as plain data, which crosses threads and machines. */
export interface TrainingJob<Parameters = Readonly<Record<string, unknown>>> {
  readonly parameters: Parameters;
  readonly seed: number;
}

/** Figures by name. `value` is what is compared; the greater, the better. */
export interface TrainingMeasures {
  readonly value: number;
  readonly [name: string]: number;
}

/** What came of a job, as plain data. */
export interface TrainingJobResult<Kept = undefined> {
  readonly value: number;
  readonly measures: TrainingMeasures;
  /** SHA-256 of the weights' bytes. */
  readonly digest: string;
  readonly stepsDone: number;
  /** Whether it was told to stop before all steps were done. */
  readonly isStopped: boolean;
  /** What was measured and reported on the way. */
  readonly curve: readonly { readonly step: number; readonly value: number }[];
  /** What `keep` gave. */
  readonly kept: Kept;
}

export interface TrainingJobContext {
  /** Told how training stands every `reportEvery` steps; `'stop'` ends it. */
  readonly report?: (step: number, value: number) => 'stop' | undefined | Promise<'stop' | undefined>;
}

export interface TrainingJobOptions<Parameters, Action, Kept> {
  /** The options of `train` that parameters stand for. The seed is the job's. */
  readonly training: (
    parameters: Parameters,
    seed: number,
  ) => Omit<TrainOptions<Action>, 'seed'> | Promise<Omit<TrainOptions<Action>, 'seed'>>;
  /** How good a policy is, alone or among other figures. Measure it on validation data, and with no randomness but the seed's. */
  readonly measure: (policy: Policy<Action>, job: TrainingJob<Parameters>) => number | TrainingMeasures;
  /** Steps between two reports. Nothing is reported where it is left out. */
  readonly reportEvery?: number;
  /** What else the result holds, as plain data: a bundle, for example. */
  readonly keep?: (result: TrainingResult<Action>, job: TrainingJob<Parameters>) => Kept;
}

const schema = z.strictObject({
  training: functionOption(),
  measure: functionOption(),
  reportEvery: z.int().positive().optional(),
  keep: functionOption().optional(),
});

const measuresOf = (measured: number | TrainingMeasures): TrainingMeasures => {
  const measures = typeof measured === 'number' ? { value: measured } : measured;
  if (typeof measures?.value === 'number') return measures;
  throw new InvalidOptionsError({
    code: 'NO_MEASURE',
    message: `trainingJob: measure returned ${measures === undefined ? 'undefined' : 'no value'}.`,
    remedy: 'Return a number, or figures with one that is called value.',
  });
};

/**
 * Makes a function of a job to what came of it: (parameters, seed) → (value, measures, digest), all of it plain data.
 *
 * It is pure: the same job gives the same bytes in this thread, in another and on another machine, so that any search can drive it
 * and any job can be run again to check what was said of it. Callbacks of `training` are kept; an algorithm that has `dispose` is
 * disposed of after `keep`.
 *
 * @throws {InvalidOptionsError} an option is wrong; from the function, an option of the training is, or `measure` returns no number
 * (`NO_MEASURE`).
 * @throws {TrainingError} from the function: see `train`.
 * @example
 * ```ts
 * import { cartPole, episodeReturns, ppo, searchParameters, trainingJob } from '@sigmax/rl';
 * const job = trainingJob({
 *   training: ({ learningRate }: { readonly learningRate: number }) => ({
 *     algorithm: ppo({ steps: 32, hiddenSizes: [8], learningRate }), environment: () => cartPole(), environments: 2, steps: 128,
 *   }),
 *   measure: (policy) => Math.min(...episodeReturns(policy, cartPole(), { episodes: 2, seed: 100 })),
 *   reportEvery: 64,
 * });
 * const study = await searchParameters({
 *   space: { learningRate: { type: 'float', low: 1e-4, high: 1e-2, log: true } },
 *   objective: async ({ learningRate }, { report }) =>
 *     (await job({ parameters: { learningRate: Number(learningRate) }, seed: 7 }, { report })).value,
 *   trials: 2, seed: 1,
 * });
 * study.trials.map(({ reported }) => reported.length); // => [2, 2]
 * const again = { parameters: { learningRate: Number(study.best?.parameters.learningRate) }, seed: 7 };
 * const { value } = await job(again);
 * value === study.best?.value; // => true
 * ```
 */
export const trainingJob = <Parameters, Action = number, Kept = undefined>(
  options: TrainingJobOptions<Parameters, Action, Kept>,
) => {
  const { reportEvery } = parseOptions(schema, options, 'trainingJob');
  const { training, measure, keep } = options;
  return async (
    job: TrainingJob<Parameters>,
    { report }: TrainingJobContext = {},
  ): Promise<TrainingJobResult<Kept>> => {
    const settings = await training(job.parameters, job.seed);
    const curve: TrainingJobResult['curve'][number][] = [];
    const watch: TrainingCallback<Action>[] =
      reportEvery === undefined
        ? []
        : [
            everyStepsCallback(
              reportEvery,
              async ({ stepsDone, policy }) => {
                const { value } = measuresOf(measure(policy(), job));
                curve.push({ step: stepsDone, value });
                return report?.(stepsDone, value);
              },
              'training job',
            ),
          ];
    try {
      const result = await train<Action>({
        ...settings,
        seed: job.seed,
        callbacks: [...(settings.callbacks ?? []), ...watch],
      });
      const measures = measuresOf(measure(result.policy, job));
      return {
        value: measures.value,
        measures,
        digest: result.digest,
        stepsDone: result.stepsDone,
        isStopped: result.stoppedBy !== undefined,
        curve,
        kept: keep?.(result, job) as Kept,
      };
    } finally {
      (settings.algorithm as { readonly dispose?: () => void }).dispose?.();
    }
  };
};
