import { createBacktester, simulatedBroker } from '@sigmax/core';
import { fitTradingScaling, randomWalkMarket, tradingEnvironment } from '@sigmax/rl';
import { type Bench, type Figure, interleave } from './bench';

const steps = 100_000;

/** Steps over random episodes of 1,000 bars; `actionAt` says what is done in each. */
const player = (actionAt: (step: number) => number): (() => number) => {
  const market = randomWalkMarket({ seed: 7, bars: 50_000, volatility: 0.005 });
  const broker = simulatedBroker({ takerFeeRate: 0.0005, makerFeeRate: 0.0005, slippageRate: 0 });
  const environment = tradingEnvironment({
    backtester: createBacktester({ cash: { USDT: 1_000_000 }, broker }),
    market,
    actions: { type: 'levels', weights: [0, 0.5, 1] },
    scaling: fitTradingScaling(market, { to: 40_000 }),
    ruin: 0,
    episodeBars: 1_000,
    isRandomStart: true,
  });
  return () => {
    environment.reset(1);
    let sum = 0;
    for (let step = 0; step < steps; step++) {
      const { reward, terminated, truncated } = environment.step(actionAt(step));
      sum += reward;
      if (terminated || truncated) environment.reset();
    }
    return sum;
  };
};

export const tradingEnvironmentBench: Bench = {
  name: 'trading-environment',
  what: 'steps per second of the trading environment on one instrument, resets of 1,000-bar episodes included',
  async measure({ hasPeers }): Promise<Figure[]> {
    const seconds = interleave(
      { trading: player((step) => step % 3), rare: player((step) => (step % 60 < 30 ? 0 : 2)) },
      hasPeers ? 9 : 1,
    );
    const figure = (metric: string, time: number): Figure => ({
      bench: 'trading-environment',
      metric,
      value: steps / time,
      unit: 'steps/s',
      peers: {},
    });
    return [
      figure('steps_per_second_a_trade_each', seconds.trading),
      figure('steps_per_second_a_trade_in_30', seconds.rare),
    ];
  },
};
