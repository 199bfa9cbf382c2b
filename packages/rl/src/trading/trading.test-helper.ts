import { createBacktester, simulatedBroker } from '@sigmax/core';
import { randomWalkMarket } from './known-answer-markets';
import { type TradingEnvironmentOptions, tradingEnvironment } from './trading-environment';
import { fitTradingScaling } from './trading-scaling';

export const walk = randomWalkMarket({ seed: 11, bars: 400, volatility: 0.01 });
export const scaling = fitTradingScaling(walk, { to: 300 });

export const backtesterOf = ({ fee = 0.001, slippage = 0.0002, cash = 10_000 } = {}) =>
  createBacktester({
    cash: { USDT: cash },
    broker: simulatedBroker({ takerFeeRate: fee, makerFeeRate: fee, slippageRate: slippage }),
  });

/** An environment with what a test does not care about filled in. */
export const environmentOf = (options: Partial<TradingEnvironmentOptions> = {}) =>
  tradingEnvironment({
    backtester: backtesterOf(),
    market: walk,
    actions: { type: 'levels', weights: [0, 0.5, 1] },
    scaling,
    ruin: 0.2,
    ...options,
  });
