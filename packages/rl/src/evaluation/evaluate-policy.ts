import { type BarSeries, seededRandom } from '@sigmax/core';
import type { Policy } from '../policy/policy';
import { alignedSeries } from '../trading/market-window';
import type { TradingAction } from '../trading/trading-actions';
import { fitTradingScaling, type TradingScaling } from '../trading/trading-scaling';
import { flatPolicy, investedPolicy } from './baselines/constant-policies';
import { fitLogisticPolicy } from './baselines/logistic-policy';
import { movingAveragePolicy } from './baselines/moving-average-policy';
import { randomPolicyLike } from './baselines/random-policy';
import {
  type EvaluationOptions,
  type EvaluationSettings,
  evaluationSettings,
  type LearningPoint,
} from './evaluation-options';
import { barsOfRange, rangeEnvironment } from './fold-market';
import type { PolicyEvaluation } from './policy-evaluation';
import { type BarRange, type WalkForwardFold, walkForwardSplits } from './splits/walk-forward-splits';
import { summarise, type TestedFold } from './summarise';
import { foldTest } from './test-fold';

/** Bars of the training range and nothing else are measured. */
const scalingOf = (market: readonly BarSeries[], range: BarRange): TradingScaling => {
  const [first] = barsOfRange(market, range) as [BarSeries];
  return fitTradingScaling(first, { to: first.length });
};

const trainOne = async (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  { train, validation }: WalkForwardFold,
  { fold, seed, scaling }: { readonly fold: number; readonly seed: number; readonly scaling: TradingScaling },
): Promise<{ policy: Policy<TradingAction>; curve: readonly LearningPoint[] | undefined }> => {
  const trained = await settings.train({
    fold,
    seed,
    scaling,
    random: seededRandom(seed).split(`fold ${fold}`),
    market: barsOfRange(market, train),
    environment: (episode) => rangeEnvironment(settings, market, train, scaling, episode),
    validation: () => (validation === undefined ? undefined : rangeEnvironment(settings, market, validation, scaling)),
  });
  return 'policy' in trained ? { policy: trained.policy, curve: trained.curve } : { policy: trained, curve: undefined };
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

const testOne = async (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  split: WalkForwardFold,
  { fold, folds }: { readonly fold: number; readonly folds: number },
): Promise<TestedFold> => {
  const { seeds, progress } = settings;
  const scaling = scalingOf(market, split.train);
  const test = foldTest(settings, market, split.test, scaling);
  const tested: TestedFold['seeds'][number][] = [];
  for (const [place, seed] of seeds.entries()) {
    const { policy, curve } = await trainOne(settings, market, split, { fold, seed, scaling });
    const run = test.play(policy, seed);
    tested.push({
      seed,
      curve,
      run,
      random: test.play(randomPolicyLike(run.played.actions), seed),
      free: test.play(policy, seed, { costFactor: 0 }),
      dear: test.play(policy, seed, { costFactor: 2 }),
      late: test.play(policy, seed, { isLate: true }),
    });
    progress?.({ done: fold * seeds.length + place + 1, of: folds * seeds.length, fold, seed });
  }
  return {
    split,
    timeMs: test.timeMs,
    held: test.held,
    seeds: tested,
    rules: rulesOf(settings, market, split.train, scaling).map((rule) => ({
      name: rule.name,
      run: test.play(rule, 1),
    })),
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
 * Cost: folds · seeds trainings and 5 · folds · seeds tests.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the market is too short.
 * @throws {DataError} series are not at the same times.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { evaluatePolicy, movingAveragePolicy, randomWalkMarket } from '@sigmax/rl';
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
  const market = alignedSeries(settings.market);
  const { length } = market[0] as BarSeries;
  const splits = walkForwardSplits({ featureBars: 150, ...settings.split, bars: length });
  const tested: TestedFold[] = [];
  const folds = splits.length;
  for (const [fold, split] of splits.entries()) tested.push(await testOne(settings, market, split, { fold, folds }));
  return summarise(settings, market, tested);
};
