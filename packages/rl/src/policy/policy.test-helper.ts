import { createBot, simulatedBroker } from '@sigmax/core';
import { bundleOf } from '../bundle/bundle.test-helper';
import { createBundle } from '../bundle/create-bundle';
import type { BundleMetadata, ModelBundle } from '../bundle/model-bundle';
import type { PolicyDescription } from '../network/policy-description';
import { randomWalkMarket } from '../trading/known-answer-markets';
import { scaling, walk } from '../trading/trading.test-helper';
import { tradingFeatureNames } from '../trading/trading-features';
import { type PolicyStrategyOptions, policyStrategy } from './policy-strategy';
import type { Prediction } from './prediction';

export const other = randomWalkMarket({ seed: 12, bars: 400, volatility: 0.02, instrumentId: 'demo:ETH/USDT' });

export const actions = { type: 'levels', weights: [0, 0.5, 1] } as const;

export const description: PolicyDescription = {
  observationSize: 7,
  hiddenSizes: [8],
  trunks: 'separate',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [3] },
};

export const namesOf = (ids: readonly string[], extra: readonly string[] = []): string[] =>
  ids.flatMap((id) => [...tradingFeatureNames, ...extra].map((name) => `${name} ${id}`));

/** A bundle that can trade the random walk of the tests, with drawn weights. */
export const tradingBundle = (more: Partial<BundleMetadata> = {}, seed = 1, network = description): ModelBundle =>
  bundleOf(
    network,
    { name: `model ${seed}`, featureNames: namesOf([walk.instrumentId]), actions, tradingScaling: scaling, ...more },
    seed,
  );

/** A bundle that always takes one choice, with probability near 1. */
export const stubborn = (choice: number, more: Partial<BundleMetadata> = {}): ModelBundle => {
  const bundle = tradingBundle({ name: `always ${choice}`, ...more });
  const weights = new Float32Array(bundle.weights.length);
  // Blocks end with policy.head.bias, value.head.kernel and value.head.bias.
  weights[weights.length - 9 - 3 + choice] = 5;
  return createBundle({ ...bundle, weights });
};

/** Runs the strategy over the random walk. */
export const runOf = (options: Omit<PolicyStrategyOptions, 'onPrediction'>, market = [walk]) => {
  const predictions: Prediction[] = [];
  const strategy = policyStrategy({ ...options, onPrediction: (prediction) => void predictions.push(prediction) });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
  const result = createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker });
  return { predictions, result };
};
