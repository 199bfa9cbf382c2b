import { type BarSeries, InvalidOptionsError } from '@sigmax/core';
import type { Policy } from '../policy/policy';
import { alignedSeries } from '../trading/aligned-series';
import type { TradingAction } from '../trading/trading-actions';
import type { TradingScaling } from '../trading/trading-scaling';
import { flatPolicy, investedPolicy } from './baselines/constant-policies';
import { fitLogisticPolicy } from './baselines/logistic-policy';
import { movingAveragePolicy } from './baselines/moving-average-policy';
import { randomPolicyLike } from './baselines/random-policy';
import { foldsOf } from './evaluation-jobs';
import {
  type EvaluationJob,
  type EvaluationOptions,
  type EvaluationSettings,
  evaluationSettings,
  type LearningPoint,
  type Trained,
} from './evaluation-options';
import { taskOf } from './evaluation-task';
import { rangeEnvironment } from './fold-market';
import { inOrder } from './in-order';
import type { PolicyEvaluation } from './policy-evaluation';
import type { BarRange, WalkForwardFold } from './splits/walk-forward-splits';
import { summarise, type TestedFold } from './summarise';
import { type FoldTest, foldTest } from './test-fold';

const trainOne = async (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  job: EvaluationJob,
): Promise<{ policy: Policy<TradingAction>; curve: readonly LearningPoint[] | undefined }> => {
  const trained = Object(await settings.train(taskOf(settings, market, job))) as Trained;
  const { policy, curve } = 'policy' in trained ? trained : { policy: trained };
  if (typeof policy?.start === 'function') return { policy, curve };
  throw new InvalidOptionsError({
    code: 'NO_POLICY',
    message: `evaluatePolicy: train returned no policy for fold ${job.fold}, seed ${job.seed}.`,
    remedy: 'Return a policy, or { policy, curve }: bundlePolicy(bundle), for example.',
    context: { fold: job.fold, seed: job.seed },
  });
};

/** What every policy is compared with, besides buying and holding. */
const rulesOf = (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  train: BarRange,
  scaling: TradingScaling,
): Policy<TradingAction>[] => {
  const desk = { actions: settings.actions, instruments: market.length };
  return [
    flatPolicy(desk),
    investedPolicy(desk),
    movingAveragePolicy(desk),
    fitLogisticPolicy(rangeEnvironment(settings, market, train, scaling), desk, { seed: 1 }),
  ];
};

type TestedSeed = TestedFold['seeds'][number];

/** One fold, before anything is trained in it. */
interface PreparedFold {
  readonly split: WalkForwardFold;
  readonly scaling: TradingScaling;
  readonly test: FoldTest;
}

const testOne = async (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  { split: { train, validation }, scaling, test }: PreparedFold,
  { fold, seed }: { readonly fold: number; readonly seed: number },
): Promise<TestedSeed> => {
  const { policy, curve } = await trainOne(settings, market, { fold, seed, train, validation, scaling });
  const run = test.play(policy, seed);
  return {
    seed,
    curve,
    run,
    random: test.play(randomPolicyLike(run.played.actions), seed),
    free: test.play(policy, seed, { costFactor: 0 }),
    dear: test.play(policy, seed, { costFactor: 2 }),
    late: test.play(policy, seed, { isLate: true }),
  };
};

/**
 * Evaluates what is trained on a market the honest way: purged walk-forward folds, ten seeds, baselines after the same costs,
 * intervals, and a verdict that says so when there is no evidence of an edge.
 *
 * For each fold the scaling is measured and the policy is trained on the training bars only; the test bars are played once a
 * seed, with costs × 1, and again with costs × 0 and × 2 and with observations one bar late. Compared with: buying and holding,
 * flat, always invested, moving averages, a logistic regression on the same features, and random decisions of the same turnover.
 * Scores are interquartile means with stratified bootstrap intervals; the verdict is that of `growthDifference`, over seeds and
 * time; Sharpe ratios are deflated by all `trials`.
 *
 * With `concurrency`, so many trainings run at once, each in whatever thread `train` gives its `task.job` to; see `evaluationTask`. The
 * result is the same.
 *
 * Cost: folds · seeds trainings and 5 · folds · seeds tests.
 *
 * @throws {InvalidOptionsError} an option is wrong, the market is too short, or `train` returns no policy (`NO_POLICY`).
 * @throws {DataError} series are not at the same times.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { randomWalkMarket } from '@sigmax/rl';
 * import { evaluatePolicy, movingAveragePolicy } from '@sigmax/rl/evaluation';
 * const actions = { type: 'levels', weights: [0, 1] } as const;
 * const evaluation = await evaluatePolicy({
 *   market: randomWalkMarket({ seed: 7, bars: 900, volatility: 0.01 }),
 *   backtester: (costs) => createBacktester({
 *     cash: { USDT: 10_000 },
 *     broker: simulatedBroker({ takerFeeRate: 0.001 * costs, makerFeeRate: 0.001 * costs, slippageRate: 0 }),
 *   }),
 *   actions, ruin: 0.2, periodsPerYear: 8_760, trials: [], seeds: [1, 2],
 *   split: { folds: 2, testBars: 150 },
 *   train: () => movingAveragePolicy({ actions }),
 * });
 * evaluation.verdict.code; // => 'NO_EVIDENCE'
 * evaluation.contenders.length; // => 7
 * ```
 */
export const evaluatePolicy = async (options: EvaluationOptions): Promise<PolicyEvaluation> => {
  const settings = evaluationSettings(options);
  const { seeds, concurrency, progress } = settings;
  const market = alignedSeries(settings.market);
  const folds = foldsOf(market, settings.split).map(
    ({ split, scaling }): PreparedFold => ({ split, scaling, test: foldTest(settings, market, split.test, scaling) }),
  );
  const runs = folds.flatMap((prepared, fold) => seeds.map((seed) => ({ prepared, fold, seed })));
  let done = 0;
  const tested = await inOrder(runs, concurrency, async ({ prepared, fold, seed }) => {
    const one = await testOne(settings, market, prepared, { fold, seed });
    done += 1;
    progress?.({ done, of: runs.length, fold, seed });
    return one;
  });
  return summarise(
    settings,
    market,
    folds.map(
      ({ split, scaling, test }, fold): TestedFold => ({
        split,
        timeMs: test.timeMs,
        held: test.held,
        seeds: tested.slice(fold * seeds.length, (fold + 1) * seeds.length),
        rules: rulesOf(settings, market, split.train, scaling).map((rule) => ({
          name: rule.name,
          run: test.play(rule, 1),
        })),
      }),
    ),
  );
};
