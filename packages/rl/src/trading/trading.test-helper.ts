import { createBacktester, type Instrument, type SimulatedBrokerOptions, simulatedBroker } from '@sigmax/core';
import { randomWalkMarket } from './known-answer-markets';
import { type TradingEnvironmentOptions, tradingEnvironment } from './trading-environment';
import { fitTradingScaling } from './trading-scaling';

export const walk = randomWalkMarket({ seed: 11, bars: 400, volatility: 0.01 });
export const scaling = fitTradingScaling(walk, { to: 300 });

interface Costs {
  readonly fee?: number;
  readonly slippage?: number;
  readonly cash?: number;
  readonly instruments?: readonly Instrument[];
  readonly funding?: SimulatedBrokerOptions['funding'];
}

export const backtesterOf = ({ fee = 0.001, slippage = 0.0002, cash = 10_000, instruments, funding }: Costs = {}) =>
  createBacktester({
    cash: { USDT: cash },
    broker: simulatedBroker({
      takerFeeRate: fee,
      makerFeeRate: fee,
      slippageRate: slippage,
      ...(funding === undefined ? {} : { funding }),
    }),
    ...(instruments === undefined ? {} : { instruments }),
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
