import { type BarSeries, sliceBars } from '@sigmax/core';
import { type TradingScaling, tradingEnvironment } from '@sigmax/rl';
import type { PolicyEvaluation } from '@sigmax/rl/evaluation';
import { actions, backtesterOf } from './desk';
import type { Settings } from './settings';

/** The bars of the last test, with as many before them as the features need: the first decision is on its first bar. */
export const lastFold = (
  series: BarSeries,
  { folds }: Pick<PolicyEvaluation, 'folds'>,
  scaling: TradingScaling,
  settings: Settings,
): BarSeries => {
  const environment = tradingEnvironment({
    backtester: backtesterOf(settings),
    market: series,
    actions,
    scaling,
    ruin: 0,
  });
  const before = environment.reset(0).info.barIndex as number;
  const { testFromMs, testToMs } = folds.at(-1)!;
  const { timeMs } = series;
  const from = Math.max(0, timeMs.indexOf(testFromMs) - before);
  return sliceBars(series, from, timeMs.indexOf(testToMs) + 1);
};
