import { type BarSeries, seededRandom } from '@sigmax/core';
import { alignedSeries } from '../trading/aligned-series';
import type { EvaluationJob, EvaluationOptions, TrainingTask } from './evaluation-options';
import { barsOfRange, rangeEnvironment } from './fold-market';

/** The options that decide what a training sees; they must be those of the evaluation. */
export type EvaluationWorld = Pick<
  EvaluationOptions,
  'market' | 'backtester' | 'actions' | 'ruin' | 'features' | 'sentiment'
>;

/** The task of a job, on series that are aligned. */
export const taskOf = (world: EvaluationWorld, market: readonly BarSeries[], job: EvaluationJob): TrainingTask => {
  const { fold, seed, train, validation, scaling } = job;
  return {
    fold,
    seed,
    job,
    scaling,
    random: seededRandom(seed).split(`fold ${fold}`),
    market: barsOfRange(market, train),
    environment: (episode) => rangeEnvironment(world, market, train, scaling, episode),
    validation: () => (validation === undefined ? undefined : rangeEnvironment(world, market, validation, scaling)),
  };
};

/**
 * The task of `evaluatePolicy` that `task.job` stands for, made again in another thread: functions and environments do not cross, plain
 * data does.
 *
 * @throws {DataError} series are not at the same times.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { randomWalkMarket } from '@sigmax/rl';
 * import { evaluatePolicy, evaluationTask, movingAveragePolicy } from '@sigmax/rl/evaluation';
 * const actions = { type: 'levels', weights: [0, 1] } as const;
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const world = {
 *   market: randomWalkMarket({ seed: 7, bars: 700, volatility: 0.01 }),
 *   backtester: () => createBacktester({ cash: { USDT: 10_000 }, broker }),
 *   actions,
 *   ruin: 0.2,
 * };
 * const same: boolean[] = [];
 * await evaluatePolicy({
 *   ...world, periodsPerYear: 8_760, trials: [], seeds: [1], split: { folds: 1, testBars: 100 },
 *   train: (task) => {
 *     const again = evaluationTask(world, structuredClone(task.job)); // in a thread, given the job
 *     same.push(String(again.environment().reset(1).observation) === String(task.environment().reset(1).observation));
 *     return movingAveragePolicy({ actions });
 *   },
 * });
 * same; // => [true]
 * ```
 */
export const evaluationTask = (world: EvaluationWorld, job: EvaluationJob): TrainingTask =>
  taskOf(world, alignedSeries(world.market), job);
