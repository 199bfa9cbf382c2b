import { createBacktester, seededRandom, simulatedBroker, systemClock } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { a2c } from './algorithms/a2c';
import { dqn } from './algorithms/dqn';
import { ppo } from './algorithms/ppo';
import { sac } from './algorithms/sac';
import { bundleOf, descriptions } from './bundle/bundle.test-helper';
import { bundlePolicy, headSpace } from './bundle/bundle-policy';
import { decodeBundle } from './bundle/decode-bundle';
import { encodeBundle } from './bundle/encode-bundle';
import { fetchBundle } from './bundle/fetch-bundle';
import { readStoredBundle, storeBundle } from './bundle/stored-bundle';
import { checkEnvironment } from './environments/checker/check-environment';
import { cartPole } from './environments/classic-control/cart-pole';
import { frameStack } from './environments/wrappers/frame-stack';
import { timeLimit } from './environments/wrappers/time-limit';
import { movingAveragePolicy } from './evaluation/baselines/moving-average-policy';
import { checkShift } from './evaluation/checks/check-shift';
import { evaluatePolicy } from './evaluation/evaluate-policy';
import { playEpisode } from './evaluation/play-episode';
import { bandChart } from './evaluation/report/band-chart';
import { walkForwardSplits } from './evaluation/splits/walk-forward-splits';
import { backtestOverfitting } from './evaluation/statistics/backtest-overfitting';
import { expectedBestSharpe } from './evaluation/statistics/deflated-sharpe';
import { growthDifference } from './evaluation/statistics/growth-difference';
import { stratifiedBootstrap } from './evaluation/statistics/stratified-bootstrap';
import { federatedAverage } from './federated/federated-average';
import { csvLog } from './logs/csv-log';
import { logTraining } from './logs/log-training';
import { tensorBoardLog } from './logs/tensor-board-log';
import { policyNetwork } from './network/policy-network';
import { statelessPolicy } from './policy/policy';
import { policyStrategy } from './policy/policy-strategy';
import { halvingPruner, medianPruner } from './search/pruners';
import { searchParameters } from './search/search-parameters';
import { tpeSampler } from './search/tpe-sampler';
import { checkNoLookAhead } from './trading/check-no-look-ahead';
import { randomWalkMarket } from './trading/known-answer-markets';
import { environmentOf } from './trading/trading.test-helper';
import { fitTradingScaling } from './trading/trading-scaling';
import { evaluateWhileTraining } from './training/callbacks/evaluate-while-training';
import { keepCheckpoints } from './training/callbacks/keep-checkpoints';
import { reportProgress } from './training/callbacks/report-progress';
import { episodeReturns } from './training/episode-returns';
import { networkPolicy } from './training/network-policy';
import { train } from './training/train';
import { trainingJob } from './training/training-job';

const bundle = bundleOf(descriptions.linear);
const { description, weights } = bundle;
const market = randomWalkMarket({ seed: 7, bars: 700, volatility: 0.01 });
const actions = { type: 'levels', weights: [0, 1] } as const;
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
const left = statelessPolicy('left', () => 0);
const output = { write: () => {}, close: () => {} };
const band = {
  at: Float64Array.of(0, 1),
  low: Float64Array.of(0, 1),
  middle: Float64Array.of(0, 1),
  high: Float64Array.of(0, 1),
};
const kept = new Map<string, string>();
const store = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
};
storeBundle(store, 'a', bundle);
const files = encodeBundle(bundle);
const fetched = async (url: string) => ({
  ok: true,
  status: 200,
  text: async () => files['model.json'],
  arrayBuffer: async () => (url.endsWith('.bin') ? files['weights.bin'].slice().buffer : new ArrayBuffer(0)),
});

/** What takes options, options that it takes, and the call. */
const takers: readonly (readonly [name: string, options: object, call: (options: never) => unknown])[] = [
  ['ppo', {}, ppo],
  ['a2c', {}, a2c],
  ['dqn', {}, dqn],
  ['sac', {}, sac],
  [
    'train',
    { algorithm: ppo({ steps: 4, hiddenSizes: [2] }), environment: () => cartPole(), steps: 4, seed: 0 },
    train,
  ],
  ['trainingJob', { training: () => ({}), measure: () => 1 }, trainingJob],
  ['evaluateWhileTraining', { environment: cartPole(), everySteps: 1, seed: 0 }, evaluateWhileTraining],
  ['keepCheckpoints', { everySteps: 1, keep: () => {} }, keepCheckpoints],
  ['reportProgress', { everySteps: 1, write: () => {} }, reportProgress],
  ['episodeReturns', { episodes: 1, seed: 0 }, (options) => episodeReturns(left, cartPole(), options)],
  ['playEpisode', { seed: 0, random: seededRandom(1) }, (options) => playEpisode(cartPole(), left, options)],
  ['networkPolicy', { description, weights, actionSpace: headSpace(description.head) }, networkPolicy],
  ['bundlePolicy', {}, (options) => bundlePolicy(bundle, options)],
  ['decodeBundle', {}, (options) => decodeBundle(files, options)],
  ['decodeBundle', {}, (options) => readStoredBundle(store, 'a', options)],
  ['fetchBundle', { fetch: fetched }, (options) => fetchBundle('/a', options)],
  ['CartPole', {}, cartPole],
  ['timeLimit', { steps: 1 }, (options) => timeLimit(cartPole(), options)],
  ['frameStack', { frames: 1 }, (options) => frameStack(cartPole(), options)],
  ['checkEnvironment', { seed: 1, steps: 5 }, (options) => checkEnvironment(cartPole, options)],
  [
    'checkNoLookAhead',
    { make: () => environmentOf({ market }), market: [market], seed: 1, steps: 5, cuts: 1 },
    checkNoLookAhead,
  ],
  ['policyNetwork', {}, (options) => policyNetwork(description, options)],
  ['checkShift', { make: cartPole, policy: left, seed: 1 }, checkShift],
  ['movingAveragePolicy', {}, (options) => movingAveragePolicy({ actions }, options)],
  [
    'evaluatePolicy',
    {
      market,
      backtester: () => createBacktester({ cash: { USDT: 10_000 }, broker }),
      actions,
      ruin: 0.2,
      periodsPerYear: 8_760,
      trials: [],
      seeds: [1],
      split: { folds: 1, testBars: 100 },
      train: () => movingAveragePolicy({ actions }),
    },
    evaluatePolicy,
  ],
  ['bandChart', { title: '', name: '', band, formatAt: String, formatValue: String }, bandChart],
  ['walkForwardSplits', { bars: 100, folds: 1, testBars: 10 }, walkForwardSplits],
  ['expectedBestSharpe', { trials: 2, variancePerPeriod: 1 }, expectedBestSharpe],
  [
    'backtestOverfitting',
    {},
    (options) =>
      backtestOverfitting(
        [market.close, market.open].map((one) => one.slice(0, 64)),
        options,
      ),
  ],
  [
    'growthDifference',
    { periodsPerYear: 1, random: seededRandom(1) },
    (options) => growthDifference([[[1, 2]]], options),
  ],
  ['stratifiedBootstrap', { random: seededRandom(1) }, (options) => stratifiedBootstrap([[1, 2]], () => 1, options)],
  ['federatedAverage', {}, (options) => federatedAverage([0], [{ client: 'a', weights: [1], samples: 1 }], options)],
  ['logTraining', {}, (options) => logTraining([], options)],
  ['csvLog', {}, (options) => csvLog(output, options)],
  ['tensorBoardLog', { clock: systemClock }, (options) => tensorBoardLog(output, options)],
  ['policyStrategy', { models: [] }, policyStrategy],
  ['medianPruner', {}, medianPruner],
  ['halvingPruner', { first: 1 }, halvingPruner],
  ['tpeSampler', {}, tpeSampler],
  [
    'searchParameters',
    { space: { x: { type: 'float', low: 0, high: 1 } }, objective: () => 1, trials: 1, seed: 1 },
    searchParameters,
  ],
  ['randomWalkMarket', { seed: 1, bars: 10, volatility: 0.1 }, randomWalkMarket],
  ['fitTradingScaling', { to: 400 }, (options) => fitTradingScaling(market, options)],
];

/** What a call throws or rejects with. */
const errorOf = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('options', () => {
  it.each(takers)('of %s are taken as they should be', async (_, options, call) => {
    expect(await errorOf(() => call(options as never))).toBeUndefined();
  });

  it.each(takers)('of %s are refused with one that there is not', async (name, options, call) => {
    expect(await errorOf(() => call({ ...options, nonsense: 1 } as never))).toMatchObject({
      name: 'InvalidOptionsError',
      code: 'INVALID_OPTIONS',
      message: expect.stringMatching(new RegExp(`^${name}: nonsense was 1: no such option`)),
    });
  });

  it.each([
    ['a2c', () => a2c({ epochs: 4 } as never), /epochs was 4: no such option of a2c/],
    ['everySteps 0', () => keepCheckpoints({ everySteps: 0, keep: () => {} }), /everySteps was 0/],
    ['write', () => reportProgress({ everySteps: 1, write: 3 as never }), /write was 3: expected a function/],
    ['a clock', () => tensorBoardLog(output, { clock: {} as never }), /expected a clock/],
    ['no episodes', () => episodeReturns(left, cartPole(), { episodes: 0, seed: 1 }), /episodes was 0/],
    ['a sampler', () => searchParameters({ sampler: 3 } as never), /sampler was 3: expected a function/],
    ['a mask', () => policyStrategy({ models: [], mask: [1] as never }), /mask was .*expected a function/],
    ['no environment', () => evaluateWhileTraining({ everySteps: 1, seed: 1 } as never), /expected an environment/],
  ])('refuses %s', async (_, act, words) => {
    expect(String(await errorOf(act))).toMatch(words);
  });
});
