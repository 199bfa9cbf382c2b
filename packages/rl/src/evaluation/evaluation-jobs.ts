import { type BarSeries, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { alignedSeries } from '../trading/aligned-series';
import { fitTradingScaling, type TradingScaling } from '../trading/trading-scaling';
import type { EvaluationJob, EvaluationOptions } from './evaluation-options';
import { barsOfRange } from './fold-market';
import { type WalkForwardFold, walkForwardSplits } from './splits/walk-forward-splits';

/** The folds of series that are aligned, each with what was measured on its training bars and nothing else. */
export const foldsOf = (
  market: readonly BarSeries[],
  split: EvaluationOptions['split'],
): { readonly split: WalkForwardFold; readonly scaling: TradingScaling }[] => {
  const { length } = market[0] as BarSeries;
  return walkForwardSplits({ featureBars: 150, ...split, bars: length }).map((fold) => {
    const [first] = barsOfRange(market, fold.train) as [BarSeries];
    return { split: fold, scaling: fitTradingScaling(first, { to: first.length }) };
  });
};

const schema = z.strictObject({
  market: z.unknown(),
  split: z.unknown().optional(),
  seeds: z.array(z.int()).min(1).readonly(),
});

/**
 * The trainings that `evaluatePolicy` would ask for, fold after fold and seed after seed, as plain data: to choose settings on the
 * validation bars of the first fold before anything is tested, or to train in threads and on other machines.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the market is too short.
 * @throws {DataError} series are not at the same times.
 * @example
 * ```ts
 * import { randomWalkMarket } from '@sigmax/rl';
 * import { evaluationJobs } from '@sigmax/rl/evaluation';
 * const market = randomWalkMarket({ seed: 7, bars: 900, volatility: 0.01 });
 * const jobs = evaluationJobs({ market, seeds: [1, 2], split: { folds: 2, testBars: 150, validationBars: 75 } });
 * jobs.map(({ fold, seed }) => [fold, seed]); // => [[0, 1], [0, 2], [1, 1], [1, 2]]
 * JSON.stringify(JSON.parse(JSON.stringify(jobs))) === JSON.stringify(jobs); // => true
 * ```
 */
export const evaluationJobs = (
  options: Pick<EvaluationOptions, 'market' | 'split'> & { readonly seeds: readonly number[] },
): EvaluationJob[] => {
  const { seeds } = parseOptions(schema, options, 'evaluationJobs');
  return foldsOf(alignedSeries(options.market), options.split).flatMap(
    ({ split: { train, validation }, scaling }, fold) =>
      seeds.map((seed) => ({ fold, seed, train, validation, scaling })),
  );
};
