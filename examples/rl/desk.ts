import { type Backtester, type BarSeries, createBacktester, simulatedBroker } from '@sigmax/core';
import type { TradingActions } from '@sigmax/rl';
import type { EvaluationOptions, EvaluationWorld } from '@sigmax/rl/evaluation';
import type { Settings } from './settings';

/** Out, half in, all in. */
export const actions = { type: 'levels', weights: [0, 0.5, 1] } as const satisfies TradingActions;

/** Features have forgotten what was before so many bars. */
export const featureBars = 150;

export const embargoBars = 24;

export const brokerOf = ({ feeRate, slippageRate }: Settings, costs = 1) =>
  simulatedBroker({
    takerFeeRate: feeRate * costs,
    makerFeeRate: feeRate * costs,
    slippageRate: slippageRate * costs,
  });

export const backtesterOf = (settings: Settings, costs = 1): Backtester =>
  createBacktester({ cash: { USDT: settings.cash }, broker: brokerOf(settings, costs) });

/** What a training sees, in this thread and in others. */
export const worldOf = (settings: Settings, market: BarSeries): EvaluationWorld => ({
  market,
  backtester: (costs) => backtesterOf(settings, costs),
  actions,
  ruin: 0.2,
});

export const splitOf = ({ folds, testBars }: Settings): NonNullable<EvaluationOptions['split']> => ({
  folds,
  testBars,
  embargoBars,
  featureBars,
  validationBars: Math.floor(testBars / 2),
});
