import { type BarSeries, InvalidOptionsError, sliceBars } from '@sigmax/core';
import { type TradingEnvironment, tradingEnvironment } from '../trading/trading-environment';
import type { ExtraFeature } from '../trading/trading-features';
import type { TradingScaling } from '../trading/trading-scaling';
import type { EvaluationOptions } from './evaluation-options';
import type { BarRange } from './splits/walk-forward-splits';

/** Bars of a range, and nothing else: whatever is computed from them cannot have read others. */
export const barsOfRange = (market: readonly BarSeries[], { firstBar, endBar }: BarRange): readonly BarSeries[] =>
  market.map((series) => sliceBars(series, firstBar, endBar));

/** The same sentiment, unknown on the first bars, so that the first decision comes after them and not before. */
const afterWarmUp =
  (sentiment: ExtraFeature['column'] | undefined, bars: number): ExtraFeature['column'] =>
  (series) => {
    const known = sentiment?.(series);
    return { at: (index) => (index < bars ? undefined : known === undefined ? 0 : known.at(index)) };
  };

export interface RangeEnvironmentOptions {
  readonly costFactor?: number;
  readonly isRandomStart?: boolean;
  readonly episodeBars?: number;
}

/** An environment whose decisions are those of a range; its first `featureBars` − 1 bars are only read. */
export const rangeEnvironment = (
  settings: Pick<EvaluationOptions, 'backtester' | 'actions' | 'ruin' | 'features' | 'sentiment'>,
  market: readonly BarSeries[],
  range: BarRange,
  scaling: TradingScaling,
  { costFactor = 1, ...episode }: RangeEnvironmentOptions = {},
): TradingEnvironment => {
  const { actions, ruin, features, sentiment, backtester } = settings;
  const warmUp = range.from - range.firstBar;
  const environment = tradingEnvironment({
    backtester: backtester(costFactor),
    // An environment reads one bar beyond its last decision, whatever the labels read.
    market: barsOfRange(market, { ...range, endBar: range.to + 1 }),
    actions,
    ruin,
    scaling,
    sentiment: afterWarmUp(sentiment, warmUp),
    ...(features === undefined ? {} : { features }),
    ...episode,
  });
  const first = episode.isRandomStart === true ? warmUp : environment.reset(0).info.barIndex;
  if (first === warmUp) return environment;
  throw new InvalidOptionsError({
    code: 'FEATURES_READ_FURTHER',
    message: `evaluatePolicy: features are known from bar ${String(first)} of a range on, and split.featureBars was ${warmUp + 1}.`,
    remedy: `Set split.featureBars to at least ${Number(first) + 1}.`,
  });
};
