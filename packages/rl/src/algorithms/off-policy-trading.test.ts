import { createBacktester, createBot, simulatedBroker } from '@sigmax/core';
import { expect, it } from 'vitest';
import { bundleOfCheckpoint } from '../bundle/bundle-of-checkpoint';
import { bundlePolicy } from '../bundle/bundle-policy';
import { decodeBundle } from '../bundle/decode-bundle';
import { encodeBundle } from '../bundle/encode-bundle';
import { policyStrategy } from '../policy/policy-strategy';
import { randomWalkMarket } from '../trading/known-answer-markets';
import type { TradingAction, TradingActions } from '../trading/trading-actions';
import { tradingEnvironment } from '../trading/trading-environment';
import { fitTradingScaling } from '../trading/trading-scaling';
import { episodeReturns } from '../training/episode-returns';
import { train } from '../training/train';
import { dqn } from './dqn';
import { sac } from './sac';

const small = {
  hiddenSizes: [8],
  stepsPerIteration: 32,
  stepsPerUpdate: 1,
  learningStarts: 40,
  batchSize: 16,
} as const;
const market = randomWalkMarket({ seed: 7, bars: 400, volatility: 0.01 });
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
const tradingScaling = fitTradingScaling(market, { to: 300 });
const environmentOf = (actions: TradingActions) =>
  tradingEnvironment({
    backtester: createBacktester({ cash: { USDT: 10_000 }, broker }),
    market: [market],
    scaling: tradingScaling,
    actions,
    ruin: 0.2,
  });

it.each([
  ['dqn', dqn({ ...small, gradientSteps: 1 }), { type: 'levels', weights: [0, 0.3, 0.9] }],
  ['sac', sac(small), { type: 'target-weight', low: 0, high: 0.9 }],
] as const)('%s: acts in a bundle and a strategy as in its environment', async (name, algorithm, actions) => {
  const environment = () => environmentOf(actions);
  const result = await train<TradingAction>({ algorithm, environment, environments: 1, steps: 256, seed: 2 });
  const { featureNames } = environment();
  const bundle = bundleOfCheckpoint(result.checkpoint(), { name, featureNames, actions, tradingScaling });
  const loaded = decodeBundle(encodeBundle(bundle));
  expect(loaded.metadata.algorithm.name).toBe(name);
  expect(loaded.description.head.type).toBe(name === 'dqn' ? 'categorical' : 'squashed-gaussian');

  const play = { episodes: 1, seed: 0 };
  const played = environment();
  const returns = episodeReturns(bundlePolicy(loaded), played, play);
  expect(returns).toEqual(episodeReturns(result.policy, environment(), play));

  const strategy = policyStrategy({ models: [loaded] });
  const traded = createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker });
  const { finalEquity, fillCount } = played.finish();
  expect(fillCount).toBeGreaterThan(0);
  expect(traded.finalEquity).toBe(finalEquity);
});
