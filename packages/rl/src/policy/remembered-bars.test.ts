import { createBot, simulatedBroker } from '@sigmax/core';
import { expect, it } from 'vitest';
import { createBundle } from '../bundle/create-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { pcg64 } from '../random/pcg64';
import { type RecurrentDescription, recurrentLayout } from '../recurrent/recurrent-description';
import { randomWalkMarket } from '../trading/known-answer-markets';
import { tradingFeatureNames } from '../trading/trading-features';
import { fitTradingScaling } from '../trading/trading-scaling';
import { policyStrategy } from './policy-strategy';
import type { Prediction } from './prediction';

const market = randomWalkMarket({ seed: 7, bars: 400, volatility: 0.01 });
const actions = { type: 'levels', weights: [0, 1] } as const;
const featureNames = tradingFeatureNames.map((name) => `${name} ${market.instrumentId}`);
const metadata = {
  featureNames,
  actions,
  tradingScaling: fitTradingScaling(market, { to: 300 }),
  seed: 1,
  steps: 0,
  algorithm: { name: 'none', options: {} },
};
const head = { type: 'categorical', sizes: [2] } as const;
const description: RecurrentDescription = {
  observationSize: 7,
  cell: 'lstm',
  recurrentSize: 3,
  hiddenSizes: [],
  trunks: 'shared',
  activation: 'tanh',
  head,
};
const random = pcg64(2);
// It sees returns alone: position and profit differ with whoever decides.
const weights = Array.from({ length: recurrentLayout(description).size }, (_, at) =>
  at >= 12 && at < 7 * 12 ? 0 : random.normal(),
);
const recurrent = createBundle({ description, weights, metadata: { ...metadata, name: 'recurrent' } });
/** Passed over on the bars whose return is far from 0. */
const calm = createBundle({
  description: { observationSize: 7, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head },
  weights: new Array(24).fill(0),
  metadata: {
    ...metadata,
    name: 'calm',
    inputs: { mean: new Array(7).fill(0), variance: [0.01, ...new Array(6).fill(1e6)] },
  },
});

const predictions = (models: readonly ModelBundle[]): Prediction[] => {
  const all: Prediction[] = [];
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
  const strategy = policyStrategy({ models, onPrediction: (one) => void all.push(one) });
  createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker });
  return all;
};

it('a recurrent network remembers the bars on which another source decided', () => {
  const alone = new Map(predictions([recurrent]).map(({ timeMs, probabilities }) => [timeMs, probabilities]));
  const second = predictions([calm, recurrent]).filter(({ source }) => source === 'last-good');
  expect(second.length).toBeGreaterThan(50);
  expect(second.length).toBeLessThan(300);
  for (const { timeMs, probabilities } of second) expect(probabilities).toEqual(alone.get(timeMs));
});
