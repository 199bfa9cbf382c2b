import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../../environments/environment';
import { functionOption } from '../../function-option';
import type { Policy } from '../../policy/policy';
import type { Checkpoint } from '../checkpoint';
import { episodeReturns } from '../episode-returns';
import type { TrainingCallback } from '../training-callback';
import { everySteps } from './every-steps';

export interface TrainingEvaluation<Action> {
  readonly stepsDone: number;
  readonly meanReturn: number;
  readonly returns: readonly number[];
  /** What acted. */
  readonly policy: Policy<Action>;
}

export interface TrainingEvaluationOptions<Action> {
  /** An environment of its own; training has others. */
  readonly environment: Environment<Action>;
  /** How many steps of training lie between two evaluations. */
  readonly everySteps: number;
  /** Episodes of one evaluation. Defaults to 10. */
  readonly episodes?: number | undefined;
  /** Episode i begins with seed + i, the same in every evaluation. */
  readonly seed: number;
  /** Whether actions are drawn; otherwise the likeliest is taken. Defaults to false. */
  readonly isRandom?: boolean | undefined;
  /** Ends training when the mean return is at least this. */
  readonly stopAtReturn?: number | undefined;
  /** Ends training after so many evaluations in a row without a new best. */
  readonly patience?: number | undefined;
  /**
   * Whether a checkpoint of the best is kept, for `bundleOfCheckpoint`. It holds all that training does, a replay buffer too. Defaults
   * to false.
   */
  readonly keepBest?: boolean | undefined;
  readonly onEvaluation?:
    | ((evaluation: TrainingEvaluation<Action>, isBest: boolean) => void | Promise<void>)
    | undefined;
}

/** The callback with what it has found. */
export interface TrainingEvaluationCallback<Action> extends TrainingCallback<Action> {
  /** Every evaluation so far, without those before a checkpoint that training went on from. */
  readonly evaluations: readonly TrainingEvaluation<Action>[];
  /** The first of those with the highest mean return. */
  best(): TrainingEvaluation<Action> | undefined;
  /** Where training stood at the best; `undefined` without `keepBest`, and before there is one. */
  bestCheckpoint(): Checkpoint | undefined;
}

const schema = z.strictObject({
  environment: z.custom<Environment<never>>(
    (value) => typeof (value as Environment<never> | undefined)?.reset === 'function',
    'expected an environment',
  ),
  onEvaluation: functionOption().optional(),
  everySteps: z.int().positive(),
  episodes: z.int().positive().default(10),
  seed: z.int().nonnegative(),
  isRandom: z.boolean().default(false),
  stopAtReturn: z.number().optional(),
  patience: z.int().positive().optional(),
  keepBest: z.boolean().default(false),
});

/**
 * Plays episodes with the policy as it is, keeps the best, and may end training.
 *
 * What it keeps begins anew when training goes on from a checkpoint, but for the highest mean return. Observations are scaled by what training has seen so far; evaluations add nothing to it.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { cartPole, evaluateWhileTraining, ppo, train } from '@sigmax/rl';
 * const evaluation = evaluateWhileTraining({ environment: cartPole(), everySteps: 64, episodes: 2, seed: 1, stopAtReturn: 1 });
 * const { stoppedBy } = await train({
 *   algorithm: ppo({ steps: 16, hiddenSizes: [4] }),
 *   environment: () => cartPole(),
 *   environments: 2,
 *   steps: 640,
 *   seed: 1,
 *   callbacks: [evaluation],
 * });
 * stoppedBy; // => 'evaluation'
 * evaluation.best()?.stepsDone; // => 64
 * ```
 */
export const evaluateWhileTraining = <Action>(
  options: TrainingEvaluationOptions<Action>,
): TrainingEvaluationCallback<Action> => {
  const {
    everySteps: steps,
    episodes,
    seed,
    isRandom,
    stopAtReturn,
    patience,
    keepBest,
  } = parseOptions(schema, options, 'evaluateWhileTraining');
  const { environment, onEvaluation } = options;
  const evaluations: TrainingEvaluation<Action>[] = [];
  let best: TrainingEvaluation<Action> | undefined;
  let bestCheckpoint: Checkpoint | undefined;
  let bestReturn = Number.NEGATIVE_INFINITY;
  let sinceBest = 0;
  const callback = everySteps<Action>(
    steps,
    async (progress) => {
      const policy = progress.policy({ isRandom });
      const returns = episodeReturns(policy, environment, { episodes, seed });
      const meanReturn = returns.reduce((sum, one) => sum + one, 0) / episodes;
      const evaluation = { stepsDone: progress.stepsDone, meanReturn, returns, policy };
      const isBest = meanReturn > bestReturn;
      evaluations.push(evaluation);
      sinceBest = isBest ? 0 : sinceBest + 1;
      if (isBest) {
        best = evaluation;
        bestReturn = meanReturn;
        if (keepBest) bestCheckpoint = progress.checkpoint();
      }
      await onEvaluation?.(evaluation, isBest);
      const isReached = stopAtReturn !== undefined && meanReturn >= stopAtReturn;
      const isTired = patience !== undefined && sinceBest >= patience;
      return isReached || isTired ? 'stop' : undefined;
    },
    'evaluation',
  );
  return {
    ...callback,
    evaluations,
    best: () => best,
    bestCheckpoint: () => bestCheckpoint,
    // JSON has no −∞.
    state: () => ({ reached: callback.state?.(), sinceBest, bestReturn: best === undefined ? null : bestReturn }),
    restore: (state) => {
      const kept = state as {
        readonly reached: number;
        readonly sinceBest: number;
        readonly bestReturn: number | null;
      };
      callback.restore?.(kept.reached);
      sinceBest = kept.sinceBest;
      bestReturn = kept.bestReturn ?? Number.NEGATIVE_INFINITY;
    },
  };
};
