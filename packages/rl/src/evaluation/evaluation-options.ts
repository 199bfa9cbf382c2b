import { type Backtester, type BarSeries, parseOptions, type Random } from '@sigmax/core';
import { z } from 'zod';
import type { Policy } from '../policy/policy';
import type { TradingAction, TradingActions } from '../trading/trading-actions';
import type { TradingEnvironment } from '../trading/trading-environment';
import type { ExtraFeature } from '../trading/trading-features';
import type { TradingScaling } from '../trading/trading-scaling';
import type { BarRange, WalkForwardOptions } from './splits/walk-forward-splits';

/** A point of a learning curve. */
export interface LearningPoint {
  readonly step: number;
  readonly value: number;
}

/** What training gives back: a policy alone, or with how it went. */
export type Trained =
  | Policy<TradingAction>
  | { readonly policy: Policy<TradingAction>; readonly curve?: readonly LearningPoint[] };

/** Which policy is to be trained, as plain data: `evaluationTask` makes the task of it again in another thread. */
export interface EvaluationJob {
  readonly fold: number;
  readonly seed: number;
  readonly train: BarRange;
  readonly validation: BarRange | undefined;
  readonly scaling: TradingScaling;
}

/** All that the training of one policy may see: bars before the test, with the purge and the embargo between. */
export interface TrainingTask {
  readonly fold: number;
  readonly seed: number;
  /** This task as plain data, to be given to a thread. */
  readonly job: EvaluationJob;
  readonly random: Random;
  readonly market: readonly BarSeries[];
  /** Measured on these bars and on no others; the test uses it too. */
  readonly scaling: TradingScaling;
  /** A fresh environment of the training bars. */
  environment(options?: { readonly isRandomStart?: boolean; readonly episodeBars?: number }): TradingEnvironment;
  /** A fresh environment of the validation bars; `undefined` when there are none. */
  validation(): TradingEnvironment | undefined;
}

/** A configuration that was tried on these data before, kept or not. */
export interface Trial {
  readonly name: string;
  readonly sharpePerPeriod: number;
  /** Returns over the tested periods, for the probability of overfitting. */
  readonly returns?: ArrayLike<number>;
}

export interface EvaluationProgress {
  readonly done: number;
  readonly of: number;
  readonly fold: number;
  readonly seed: number;
}

export interface EvaluationOptions {
  readonly market: BarSeries | readonly BarSeries[];
  /** A backtester whose fees and slippage are multiplied by `costFactor`: 0, 1 and 2 are asked for. */
  readonly backtester: (costFactor: number) => Backtester;
  readonly actions: TradingActions;
  readonly ruin: number;
  /** Bars a year, for example 8760 for hours: crypto trades all days. */
  readonly periodsPerYear: number;
  /** Every configuration that was tried on this market, but for this one. */
  readonly trials: readonly Trial[];
  /** Trains a policy on what the task shows; a rule is returned as it is. */
  readonly train: (task: TrainingTask) => Trained | Promise<Trained>;
  readonly name?: string;
  /** Defaults to 1 to 10. */
  readonly seeds?: readonly number[];
  /** Folds, as of `walkForwardSplits`. `featureBars` defaults to 150, where MACD and RSI have forgotten what was before to 1e-5. */
  readonly split?: Omit<WalkForwardOptions, 'bars'>;
  readonly features?: readonly ExtraFeature[];
  readonly sentiment?: ExtraFeature['column'];
  readonly progress?: (progress: EvaluationProgress) => void;
  /**
   * How many policies are trained at once, where `train` gives its tasks to threads. The evaluation is the same whatever it is, its
   * order of `progress` is not. Defaults to 1.
   */
  readonly concurrency?: number;
  /** Seed of the intervals. Defaults to 0. */
  readonly intervalSeed?: number;
}

const fn = <Signature>(expected: string) =>
  z.custom<Signature>((value) => typeof value === 'function', `expected ${expected}`);

/** Checked by what they are handed to. */
const handedOn = z.unknown().optional();

const schema = z.strictObject({
  market: handedOn,
  actions: handedOn,
  ruin: handedOn,
  split: handedOn,
  features: handedOn,
  sentiment: handedOn,
  backtester: fn<EvaluationOptions['backtester']>('a function of a cost factor to a backtester'),
  train: fn<EvaluationOptions['train']>('a function of a task to a policy'),
  periodsPerYear: z.number().positive(),
  trials: z.array(
    z.strictObject({
      name: z.string(),
      sharpePerPeriod: z.number(),
      returns: z.custom<ArrayLike<number>>().optional(),
    }),
  ),
  progress: fn<NonNullable<EvaluationOptions['progress']>>('a function').optional(),
  name: z.string().min(1).default('policy'),
  seeds: z
    .array(z.int())
    .min(1)
    .refine((seeds) => new Set(seeds).size === seeds.length, 'expected seeds that differ')
    .default([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  concurrency: z.int().positive().default(1),
  intervalSeed: z.int().default(0),
});

/** The options, checked, with defaults; what the splits and the environment check is left to them. */
export const evaluationSettings = (options: EvaluationOptions) => {
  const { backtester, train, periodsPerYear, name, seeds, concurrency, intervalSeed } = parseOptions(
    schema,
    options,
    'evaluatePolicy',
  );
  return { ...options, backtester, train, periodsPerYear, name, seeds, concurrency, intervalSeed };
};

export type EvaluationSettings = ReturnType<typeof evaluationSettings>;
