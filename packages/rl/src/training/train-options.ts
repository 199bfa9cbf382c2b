import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../environments/environment';
import type { Algorithm } from './algorithm';
import type { Checkpoint } from './checkpoint';
import type { TrainingCallback } from './training-callback';
import type { VectorSource } from './training-vector';

export interface TrainOptions<Action> {
  /** How to learn: `ppo({ … })`. */
  readonly algorithm: Algorithm;
  /** Makes environment `index`, a new object each time; or environments that step in threads, as `workerEnvironments` makes them. */
  readonly environment: ((index: number) => Environment<Action>) | VectorSource<Action>;
  /** How many environments step together. Defaults to 8, or to as many as there are in threads. */
  readonly environments?: number | undefined;
  /** Steps of all environments together; training ends after the first iteration that reaches them. */
  readonly steps: number;
  /** Decides everything that is random: weights, actions, order of learning, beginnings of episodes. 0 is a seed like any other. */
  readonly seed: number;
  /** What is scaled by its running statistics. Nothing where left out. */
  readonly normalisation?:
    | {
        /** Observations, clipped to ± this. */
        readonly observationClip?: number | undefined;
        /** Rewards, clipped to ± this. */
        readonly rewardClip?: number | undefined;
        /** Discount of the sum of rewards whose deviation scales them. Defaults to 0.99. */
        readonly discount?: number | undefined;
      }
    | undefined;
  readonly callbacks?: readonly TrainingCallback<Action>[] | undefined;
  /** Goes on from here. Algorithm, options, environments, steps and seed must be those of the checkpoint. */
  readonly checkpoint?: Checkpoint | undefined;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const schema = z.strictObject({
  algorithm: z.custom<Algorithm>((value) => isFunction((value as Algorithm | undefined)?.start), 'Invalid algorithm'),
  environment: z.custom<((index: number) => Environment<never>) | VectorSource<never>>(
    (value) => isFunction(value) || isFunction((value as VectorSource<never> | undefined)?.trainingVector),
    'Invalid environment: give a function',
  ),
  environments: z.int().min(1).max(65_536).optional(),
  steps: z.int().positive(),
  seed: z.int().nonnegative(),
  normalisation: z
    .strictObject({
      observationClip: z.number().positive().optional(),
      rewardClip: z.number().positive().optional(),
      discount: z.number().min(0).max(1).default(0.99),
    })
    .optional(),
  callbacks: z
    .array(
      z.custom<TrainingCallback<never>>((value) => isFunction((value as TrainingCallback | undefined)?.onIteration)),
    )
    .readonly()
    .default([])
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'Invalid callbacks: two have one name'),
  checkpoint: z.custom<Checkpoint>().optional(),
});

export type TrainSettings = z.output<typeof schema> & { readonly environments: number };

/** @throws {InvalidOptionsError} an option is wrong. */
export const parseTrainOptions = <Action>(options: TrainOptions<Action>): TrainSettings => {
  const settings = parseOptions(schema, options, 'train');
  const { environment, environments } = settings;
  if (typeof environment === 'function') return { ...settings, environments: environments ?? 8 };
  if (environments === undefined || environments === environment.count) {
    return { ...settings, environments: environment.count };
  }
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `train: environments was ${environments}, and ${environment.count} step in threads.`,
    remedy: 'Leave it out.',
  });
};

/** What must be the same to go on from a checkpoint, as text. Functions are shown as such and not compared. */
export const settingsText = ({ algorithm, environments, steps, seed, normalisation }: TrainSettings): string =>
  JSON.stringify(
    { algorithm: algorithm.name, options: algorithm.options, environments, steps, seed, normalisation },
    (_, value: unknown) => (isFunction(value) ? 'a function' : value),
  );
