import { bundlePolicy } from '@sigmax/rl';
import { evaluatePolicy } from '@sigmax/rl/evaluation';
import { actions, backtesterOf, embargoBars, featureBars } from '../rl/desk';
import { lastFold } from '../rl/last-fold';
import { type Learned, learn, liveliest } from '../rl/learn';
import type { LoadedMarket } from '../rl/market';
import type { Settings } from '../rl/settings';
import { packBundle, unpackBundle } from './packed-bundle';
import { comparedSeed, type PageContent } from './page-content';
import { poleActions, shortTraining, trainPole } from './pole';
import { plainBars, tradingRun } from './trading-run';

/** Trains both policies and writes down what they do in Node. */
export const pageContentOf = async (
  settings: Settings,
  { series, note }: LoadedMarket,
  progress: (line: string) => void,
): Promise<PageContent> => {
  const { seeds, testBars, steps, cash, feeRate, slippageRate } = settings;
  progress('training the policy of the pole');
  const pole = packBundle(await trainPole());
  const learned: Learned[] = [];
  const evaluation = await evaluatePolicy({
    name: 'ppo',
    market: series,
    backtester: (costs) => backtesterOf(settings, costs),
    actions,
    ruin: 0.2,
    periodsPerYear: 8_760,
    trials: [],
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    split: { folds: 1, testBars, embargoBars, featureBars, validationBars: Math.floor(testBars / 2) },
    train: async (task) => {
      const one = await learn(task, steps);
      learned.push(one);
      progress(`trained ${learned.length} of ${seeds} policies on bars`);
      return bundlePolicy(one.bundle);
    },
  });
  const { bundle } = liveliest(learned);
  const trader = packBundle(bundle);
  const bars = plainBars(lastFold(series, evaluation, bundle.metadata.tradingScaling!, settings));
  const costs = { cash, feeRate, slippageRate };
  return {
    pole,
    trader,
    bars,
    costs,
    note,
    verdict: `${evaluation.seeds.length} such policies on these bars: ${evaluation.verdict.text}`,
    node: {
      version: process.version,
      training: await shortTraining(comparedSeed),
      pole: poleActions(unpackBundle(pole), comparedSeed).digest,
      trading: tradingRun(unpackBundle(trader), bars, costs).digest,
    },
  };
};
