import { type BarSeries, SigmaxError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { scripted } from './algorithms/played.test-helper';
import { ppo } from './algorithms/ppo';
import { bundleOf, descriptions, metadataOf } from './bundle/bundle.test-helper';
import { bundlePolicy } from './bundle/bundle-policy';
import { createBundle } from './bundle/create-bundle';
import { decodeBundle } from './bundle/decode-bundle';
import { encodeBundle } from './bundle/encode-bundle';
import { fetchBundle } from './bundle/fetch-bundle';
import { readStoredBundle } from './bundle/stored-bundle';
import { cartPole } from './environments/classic-control/cart-pole';
import { pendulum } from './environments/classic-control/pendulum';
import { vectorEnvironment } from './environments/vector-environment';
import { maskActions } from './environments/wrappers/mask-actions';
import { timeLimit } from './environments/wrappers/time-limit';
import { randomPolicyLike } from './evaluation/baselines/random-policy';
import { bandChart } from './evaluation/report/band-chart';
import { walkForwardSplits } from './evaluation/splits/walk-forward-splits';
import { interquartileMean } from './evaluation/statistics/interquartile-mean';
import { probabilityOfImprovement } from './evaluation/statistics/probability-of-improvement';
import { stratifiedBootstrap } from './evaluation/statistics/stratified-bootstrap';
import { federatedAverage } from './federated/federated-average';
import { federatedBundle } from './federated/federated-bundle';
import { csvLog } from './logs/csv-log';
import { parsePolicyDescription } from './network/policy-description';
import { policyNetwork } from './network/policy-network';
import { fitTemperature } from './policy/fit-temperature';
import { policyStrategy } from './policy/policy-strategy';
import { pcg64, pcg64From } from './random/pcg64';
import { randomSampler } from './search/random-sampler';
import { searchParameters } from './search/search-parameters';
import { box } from './spaces/box';
import { discrete } from './spaces/discrete';
import { multiBinary } from './spaces/multi-binary';
import { checkNoLookAhead } from './trading/check-no-look-ahead';
import { autoregressiveMarket, randomWalkMarket } from './trading/known-answer-markets';
import { rewardEquityCorrelation } from './trading/reward-equity-correlation';
import { environmentOf, scaling, walk } from './trading/trading.test-helper';
import { fitTradingScaling } from './trading/trading-scaling';
import { checkpointBytes, checkpointFromBytes } from './training/checkpoint-bytes';
import { train } from './training/train';
import type { TrainOptions } from './training/train-options';

const random = pcg64(1);
const bundle = bundleOf(descriptions.linear);
const files = encodeBundle(bundle);
const band = { at: Float64Array.of(0), low: Float64Array.of(0), middle: Float64Array.of(0), high: Float64Array.of(0) };

/** The files of the bundle with the text of one changed; digits of a checksum stay as they were. */
const edited = (from: string | RegExp, to: string) => {
  const text = files['model.json'].replace(from, to);
  expect(text).not.toBe(files['model.json']);
  return { ...files, 'model.json': text };
};

const flipped = Uint8Array.from(files['weights.bin'], (byte, at) => (at === 3 ? byte ^ 1 : byte));

const steady = { step: () => ({ observation: 1, reward: 1 }) };

const good: TrainOptions<number> = {
  algorithm: ppo({ steps: 4, hiddenSizes: [2] }),
  environment: () => scripted(steady),
  environments: 1,
  steps: 4,
  seed: 0,
};
const training = (more: object): Promise<unknown> => train({ ...good, ...more } as TrainOptions<number>);
const checkpoint = async () => (await train(good)).checkpoint();

const later = randomWalkMarket({ seed: 2, bars: 300, volatility: 0.01, instrumentId: 'demo:ETH/USDT' });

/** Class, code, what the message says of field and value, and what provokes it. */
type Row = readonly [what: string, name: string, code: string, says: string, act: () => unknown];

const rows: readonly Row[] = [
  // Spaces and randomness
  [
    'bounds that cross',
    'InvalidOptionsError',
    'INVALID_BOUNDS',
    'box: low[0] was 1 and high[0] was 0',
    () => box({ low: [1], high: [0] }),
  ],
  [
    'bounds of two lengths',
    'InvalidOptionsError',
    'INVALID_BOUNDS',
    'box: low had 1 numbers and high 2',
    () => box({ low: [0], high: [1, 2] }),
  ],
  [
    'a bound that is NaN',
    'InvalidOptionsError',
    'INVALID_BOUNDS',
    'box: low[0] was NaN and high[0] was 1',
    () => box({ low: [Number.NaN], high: [1] }),
  ],
  ['no choice', 'InvalidOptionsError', 'INVALID_OPTIONS', 'discrete: options was 0', () => discrete(0)],
  ['half a switch', 'InvalidOptionsError', 'INVALID_OPTIONS', 'multiBinary: options was 1.5', () => multiBinary(1.5)],
  ['a negative seed', 'InvalidOptionsError', 'INVALID_SEED', 'pcg64: seed was -1', () => pcg64(-1)],
  [
    'a limit of 0',
    'InvalidOptionsError',
    'INVALID_RANDOM_LIMIT',
    'integer(limit): limit was 0',
    () => random.integer(0),
  ],
  [
    'half a state',
    'InvalidOptionsError',
    'INVALID_RANDOM_STATE',
    'pcg64From: the state has other fields than one of pcg64',
    () => pcg64From({ state: '1' } as never),
  ],
  // Environments
  [
    'a step before reset',
    'EnvironmentError',
    'RESET_NEEDED',
    'CartPole: step was called before reset',
    () => cartPole().step(0),
  ],
  [
    'a first reset without a seed',
    'EnvironmentError',
    'SEED_NEEDED',
    'CartPole: the first reset had no seed',
    () => cartPole().reset(),
  ],
  [
    'a choice that is none',
    'EnvironmentError',
    'INVALID_ACTION',
    'CartPole: action was 2, which is not in Discrete(2)',
    () => {
      const one = cartPole();
      one.reset(1);
      one.step(2);
    },
  ],
  [
    'an action that is NaN',
    'EnvironmentError',
    'INVALID_ACTION',
    'Pendulum: action was [NaN], which is not in Box([-2], [2])',
    () => {
      const one = pendulum();
      one.reset(1);
      one.step(Float64Array.of(Number.NaN));
    },
  ],
  [
    'a step after the end',
    'EnvironmentError',
    'EPISODE_OVER',
    'CartPole: step was called after the episode ended',
    () => {
      const one = cartPole({ stepLimit: 1 });
      one.reset(1);
      one.step(0);
      one.step(0);
    },
  ],
  [
    'a state of another shape',
    'InvalidOptionsError',
    'INVALID_STATE',
    'CartPole: state was [1]',
    () => {
      const one = cartPole();
      one.reset(1);
      one.setState([1]);
    },
  ],
  [
    'a limit of 0 steps',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'timeLimit: steps was 0',
    () => timeLimit(cartPole(), { steps: 0 }),
  ],
  [
    'a mask that forbids everything',
    'EnvironmentError',
    'NO_ACTION_ALLOWED',
    'CartPole: the mask forbids every action',
    () => maskActions(cartPole(), () => new Uint8Array(2)).actionMask!(),
  ],
  [
    'a mask of another length',
    'EnvironmentError',
    'INVALID_MASK',
    'CartPole: the mask had 1 numbers',
    () => maskActions(cartPole(), () => Uint8Array.of(1)).actionMask!(),
  ],
  [
    'a forbidden action',
    'EnvironmentError',
    'FORBIDDEN_ACTION',
    'CartPole: action 0 is forbidden now',
    () => {
      const one = maskActions(cartPole(), () => Uint8Array.of(0, 1));
      one.reset(1);
      one.step(0);
    },
  ],
  [
    'no environment',
    'InvalidOptionsError',
    'INVALID_ENVIRONMENTS',
    'vectorEnvironment: there was no environment',
    () => vectorEnvironment([]),
  ],
  [
    'two kinds of environments',
    'InvalidOptionsError',
    'INVALID_ENVIRONMENTS',
    'and Box([-Infinity], [Infinity]) and Discrete(2)',
    () => vectorEnvironment([cartPole(), scripted(steady)]),
  ],
  [
    'actions for fewer',
    'InvalidOptionsError',
    'INVALID_ACTIONS',
    'vectorEnvironment: 1 numbers of actions were given',
    () => {
      const one = vectorEnvironment([cartPole(), cartPole()]);
      one.reset(1);
      one.step([0]);
    },
  ],
  [
    'an observation of another shape',
    'EnvironmentError',
    'INVALID_OBSERVATION',
    'scripted: the observation had 2 numbers',
    () =>
      vectorEnvironment([
        { ...scripted(steady), reset: () => ({ observation: Float64Array.of(1, 2), info: {} }) },
      ]).reset(1),
  ],
  // A market as an environment
  [
    'a short position',
    'InvalidOptionsError',
    'NEEDS_MARGIN',
    'tradingEnvironment: actions reach the weight -0.5, which is short',
    () => environmentOf({ actions: { type: 'levels', weights: [0, -0.5] } }),
  ],
  [
    'actions of an unknown kind',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'tradingEnvironment: actions: type was "guess"',
    () => environmentOf({ actions: { type: 'guess' } as never }),
  ],
  [
    'a scaling that is 0',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'tradingEnvironment: scaling.price was 0',
    () => environmentOf({ scaling: { ...scaling, price: 0 } }),
  ],
  [
    'a ruin of 1',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'tradingEnvironment: ruin was 1',
    () => environmentOf({ ruin: 1 }),
  ],
  [
    'an unknown option',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'tradingEnvironment: colour: no such option',
    () => environmentOf({ colour: 'red' } as never),
  ],
  [
    'no market',
    'InvalidOptionsError',
    'EMPTY_MARKET',
    'tradingEnvironment: market has no series',
    () => environmentOf({ market: [] }),
  ],
  [
    'too few bars',
    'InvalidOptionsError',
    'TOO_FEW_BARS',
    'tradingEnvironment: 10 bars were given, the first 10 are without all features, and an episode takes -1',
    () => environmentOf({ market: randomWalkMarket({ seed: 1, bars: 10, volatility: 0.01 }) }),
  ],
  [
    'series at other times',
    'DataError',
    'MISALIGNED',
    'Bars of demo:ETH/USDT and demo:BTC/USDT are not at the same times',
    () => environmentOf({ market: [walk, later] }),
  ],
  [
    'a feature that is NaN',
    'DataError',
    'NOT_FINITE',
    'Feature gap of demo:BTC/USDT was NaN at bar 399',
    () =>
      environmentOf({
        features: [{ name: 'gap', column: ({ length }: BarSeries) => Array.from({ length }, () => Number.NaN) }],
      }),
  ],
  [
    'a persistence of 1',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'autoregressiveMarket: persistence was 1',
    () => autoregressiveMarket({ seed: 1, bars: 10, volatility: 0.01, persistence: 1 }),
  ],
  [
    'a scaling of no bars',
    'InvalidOptionsError',
    'TOO_FEW_BARS',
    'fitTradingScaling: bars 49 to 1 of demo:BTC/USDT were asked for',
    () => fitTradingScaling(walk, { to: 1 }),
  ],
  [
    'no time to look ahead of',
    'InvalidOptionsError',
    'NO_TIME',
    'checkNoLookAhead: info.timeMs was undefined',
    () => checkNoLookAhead({ make: () => cartPole(), market: [walk], seed: 1 }),
  ],
  [
    'no equity to compare with',
    'InvalidOptionsError',
    'NO_EQUITY',
    'rewardEquityCorrelation: info.equity was undefined',
    () => rewardEquityCorrelation(cartPole(), { seed: 1 }),
  ],
  // Networks and training
  [
    'layers of size 0',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'policy description: hiddenSizes.0 was 0',
    () => parsePolicyDescription({ ...descriptions.linear, hiddenSizes: [0] }),
  ],
  [
    'weights too few',
    'InvalidOptionsError',
    'INVALID_WEIGHTS',
    'policyNetwork: 2 weights were given',
    () => policyNetwork(descriptions.linear, { weights: [1, 2], capacity: 1 }),
  ],
  [
    'a discount above 1',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'ppo: discount was 1.1',
    () => ppo({ discount: 1.1 }),
  ],
  [
    'a rate that is NaN',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'ppo: learningRate was NaN',
    () => ppo({ learningRate: Number.NaN }),
  ],
  ['no steps', 'InvalidOptionsError', 'INVALID_OPTIONS', 'train: steps was 0', () => training({ steps: 0 })],
  [
    'actions that no head decides in',
    'InvalidOptionsError',
    'INVALID_ACTION_SPACE',
    'Actions were MultiBinary(2)',
    () => training({ environment: () => scripted({ ...steady, actionSpace: multiBinary(2) }) }),
  ],
  [
    'a reward that is NaN',
    'TrainingError',
    'NOT_FINITE',
    'Reward of environment 0 was NaN, which is not a finite number',
    () => training({ environment: () => scripted({ step: () => ({ observation: 1, reward: Number.NaN }) }) }),
  ],
  [
    'an observation that is infinite',
    'TrainingError',
    'NOT_FINITE',
    'Observation of environment 0 was Infinity, which is not a finite number',
    () => training({ environment: () => scripted({ step: () => ({ observation: Infinity, reward: 1 }) }) }),
  ],
  [
    'a mask that forbids everything, in training',
    'EnvironmentError',
    'NO_ACTION_ALLOWED',
    'The mask forbids all 2 choices of component 0',
    () => training({ environment: () => scripted({ ...steady, mask: () => new Uint8Array(2) }) }),
  ],
  [
    'a checkpoint of other options',
    'InvalidOptionsError',
    'OTHER_CHECKPOINT',
    '"seed":0}, and the options are {"algorithm":"ppo"',
    async () => training({ seed: 1, checkpoint: await checkpoint() }),
  ],
  [
    'bytes of something else',
    'DataError',
    'NOT_A_CHECKPOINT',
    'The bytes do not begin as those of a checkpoint',
    () => checkpointFromBytes(Uint8Array.of(1, 2, 3)),
  ],
  [
    'a checkpoint cut short',
    'DataError',
    'CHECKPOINT_DAMAGED',
    'The checksum is not that of the bytes: the checkpoint was cut or changed',
    async () => checkpointFromBytes(checkpointBytes(await checkpoint()).slice(0, -1)),
  ],
  // Bundles
  [
    'a model that is no JSON',
    'BundleError',
    'BUNDLE_MALFORMED',
    'Bundle: model.json is no JSON',
    () => decodeBundle({ ...files, 'model.json': '{' }),
  ],
  [
    'a model of somebody else',
    'BundleError',
    'BUNDLE_MALFORMED',
    'weightsManifest: Invalid input: expected array, received undefined',
    () => decodeBundle({ ...files, 'model.json': '{}' }),
  ],
  [
    'a version of the future',
    'BundleError',
    'BUNDLE_VERSION',
    'Bundle: its format is version 99, known is 1',
    () => decodeBundle(edited(/"formatVersion":\s*\d+/, '"formatVersion":99')),
  ],
  [
    'an edited figure',
    'BundleError',
    'BUNDLE_CHECKSUM',
    'Bundle: the metadata are not those that were written',
    () => decodeBundle(edited('"steps":1000', '"steps":9000')),
  ],
  [
    'truncated weights',
    'BundleError',
    'BUNDLE_TRUNCATED',
    'Bundle: weights.bin has 32 bytes instead of 36',
    () => decodeBundle({ ...files, 'weights.bin': files['weights.bin'].slice(0, -4) }),
  ],
  [
    'a flipped bit',
    'BundleError',
    'BUNDLE_CHECKSUM',
    'Bundle: the weights are not those that were written',
    () => decodeBundle({ ...files, 'weights.bin': flipped }),
  ],
  [
    'a bundle of other features',
    'BundleError',
    'BUNDLE_SCHEMA',
    'Bundle: it was trained on feature 0, feature 1, and price, volume are here',
    () => decodeBundle(files, { featureNames: ['price', 'volume'] }),
  ],
  [
    'a bundle of another schema',
    'BundleError',
    'BUNDLE_SCHEMA',
    'Bundle: its schema is not 00',
    () => decodeBundle(files, { schemaHash: '00' }),
  ],
  [
    'a weight that is NaN',
    'BundleError',
    'BUNDLE_NOT_FINITE',
    'Bundle: weight 0 is NaN',
    () =>
      createBundle({
        description: descriptions.linear,
        weights: new Float64Array(bundle.weights.length).fill(Number.NaN),
        metadata: metadataOf(descriptions.linear),
      }),
  ],
  [
    'names for other features',
    'BundleError',
    'BUNDLE_MALFORMED',
    'Bundle: featureNames has 1 entries, an observation 2 numbers',
    () =>
      createBundle({
        description: descriptions.linear,
        weights: bundle.weights,
        metadata: { ...metadataOf(descriptions.linear), featureNames: ['one'] },
      }),
  ],
  [
    'a server that has no bundle',
    'BundleError',
    'BUNDLE_NOT_FOUND',
    'Bundle: https://example.org/m/model.json answered 404',
    () =>
      fetchBundle('https://example.org/m', {
        fetch: async () => ({
          ok: false,
          status: 404,
          text: async () => '',
          arrayBuffer: async () => new ArrayBuffer(0),
        }),
      }),
  ],
  [
    'nothing stored',
    'BundleError',
    'BUNDLE_NOT_FOUND',
    'Bundle: nothing is stored under policy',
    () => readStoredBundle({ getItem: () => null, setItem: () => {} }, 'policy'),
  ],
  [
    'an observation too long for a policy',
    'EnvironmentError',
    'INVALID_OBSERVATION',
    'The policy: the observation had 3 numbers',
    () => bundlePolicy(bundle).start(random)(new Float64Array(3)),
  ],
  [
    'an observation too short for a policy',
    'EnvironmentError',
    'INVALID_OBSERVATION',
    'The policy: the observation had 1 numbers',
    () => bundlePolicy(bundle).start(random)(new Float64Array(1)),
  ],
  [
    'an observation that is NaN',
    'TrainingError',
    'NOT_FINITE',
    'What the network gave is not a finite number',
    () => bundlePolicy(bundle).start(random)(Float64Array.of(Number.NaN, 0)),
  ],
  [
    'a policy that needs a mask',
    'EnvironmentError',
    'MASK_NEEDED',
    'The policy was trained with action masks and was asked without one',
    () => bundlePolicy(bundleOf(descriptions.linear, { needsMask: true })).start(random)(new Float64Array(2)),
  ],
  [
    'a limit of time without a clock',
    'InvalidOptionsError',
    'CLOCK_NEEDED',
    'policyStrategy: maximumAgeMs or maximumLatencyMs was given without a clock',
    () => policyStrategy({ models: [bundle], maximumAgeMs: 1 }),
  ],
  [
    'labels for fewer rows',
    'InvalidOptionsError',
    'INVALID_LABELS',
    'fitTemperature: there were 1 rows and 0 labels; label 0 was undefined',
    () => fitTemperature([[0, 1]], []),
  ],
  // Evaluation, search, logs
  [
    'folds that do not fit',
    'InvalidOptionsError',
    'TOO_FEW_BARS',
    'walkForwardSplits: 10 bars leave 0 decisions to train on before 3 tests of 5',
    () => walkForwardSplits({ bars: 10, folds: 3, testBars: 5 }),
  ],
  [
    'no score',
    'InvalidOptionsError',
    'NO_SCORES',
    'interquartileMean: there was no score',
    () => interquartileMean([]),
  ],
  [
    'a score that is NaN',
    'DataError',
    'NOT_FINITE',
    'interquartileMean: score 1 was NaN',
    () => interquartileMean([1, Number.NaN]),
  ],
  [
    'no stratum',
    'InvalidOptionsError',
    'NO_SCORES',
    'stratifiedBootstrap: there was no stratum',
    () => stratifiedBootstrap([], () => 0, { random }),
  ],
  [
    'strata that differ',
    'InvalidOptionsError',
    'STRATA_DIFFER',
    'probabilityOfImprovement: there were 1 strata of X and 2 of Y',
    () => probabilityOfImprovement([[1]], [[1], [2]]),
  ],
  [
    'no recorded action',
    'InvalidOptionsError',
    'NO_ACTIONS',
    'randomPolicyLike: no action was recorded',
    () => randomPolicyLike([]),
  ],
  [
    'a band of one point',
    'InvalidOptionsError',
    'TOO_FEW_POINTS',
    'bandChart: the band had 1 points',
    () => bandChart({ title: 'a', name: 'b', band, formatAt: String, formatValue: String }),
  ],
  [
    'clients without samples',
    'InvalidOptionsError',
    'NO_UPDATES',
    'federatedAverage: none of 1 updates can be used; a: samples was 0',
    () => federatedAverage([0], [{ client: 'a', weights: [1], samples: 0 }]),
  ],
  [
    'a client with another schema',
    'BundleError',
    'BUNDLE_SCHEMA',
    'federatedBundle: the bundle of a has another schema',
    () => federatedBundle(bundle, [{ client: 'a', bundle: bundleOf(descriptions.gaussian), samples: 1 }]),
  ],
  [
    'no parameter to search',
    'InvalidOptionsError',
    'INVALID_SPACE',
    'searchParameters: there is no parameter',
    () => searchParameters({ space: {}, objective: () => 0, sampler: randomSampler(), trials: 1, seed: 1 }),
  ],
  [
    'a figure without a column',
    'InvalidOptionsError',
    'UNKNOWN_COLUMN',
    'csvLog: the record of step 2 has a figure b; the columns are a',
    () => {
      const log = csvLog({ write: () => {}, close: () => {} });
      log.write({ step: 1, timeMs: 0, values: { a: 1 } });
      log.write({ step: 2, timeMs: 0, values: { b: 1 } });
    },
  ],
  [
    'a bundle that was not decoded',
    'BundleError',
    'BUNDLE_MALFORMED',
    'bundlePolicy: what was given is no bundle',
    () => bundlePolicy(JSON.parse(files['model.json'])),
  ],
  [
    'a model that is no bundle',
    'BundleError',
    'BUNDLE_MALFORMED',
    'policyStrategy: what was given is no bundle',
    () => policyStrategy({ models: [files as never] }),
  ],
  [
    'an update that is no bundle',
    'BundleError',
    'BUNDLE_MALFORMED',
    'federatedBundle: b: what was given is no bundle',
    () => federatedBundle(bundle, [{ client: 'b', bundle: {} as never, samples: 1 }]),
  ],
  [
    'files without weights',
    'BundleError',
    'BUNDLE_MALFORMED',
    'model.json is no text or weights.bin no bytes',
    () => decodeBundle({ 'model.json': files['model.json'] } as never),
  ],
  [
    'a box without bounds',
    'InvalidOptionsError',
    'INVALID_OPTIONS',
    'box: high was undefined: expected a list of numbers',
    () => box({ low: [1] } as never),
  ],
  [
    'no list of environments',
    'InvalidOptionsError',
    'INVALID_ENVIRONMENTS',
    'vectorEnvironment: what was given is no list of environments',
    () => vectorEnvironment({} as never),
  ],
];

it('knows at least forty kinds', () => {
  expect(new Set(rows.map(([what]) => what)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(70);
  expect(new Set(rows.map(([, , code]) => code)).size).toBeGreaterThanOrEqual(40);
});

it.each(rows)('%s is a %s', async (_, name, code, says, act) => {
  let error: unknown;
  try {
    await act();
  } catch (thrown) {
    error = thrown;
  }
  if (!SigmaxError.isInstance(error)) throw error ?? new Error('Nothing was thrown.');
  expect([error.name, error.code]).toEqual([name, code]);
  // The field and its value.
  expect(error.message).toContain(says);
  // What to do about it: a sentence of its own, or what each wrong option should have been.
  const { issues = [] } = error.context as { readonly issues?: readonly { readonly expected: string }[] };
  const remedies = error.remedy === undefined ? issues.map(({ expected }) => expected) : [error.remedy];
  expect(remedies.length).toBeGreaterThan(0);
  for (const remedy of remedies) {
    expect(remedy.length).toBeGreaterThan(8);
    expect(error.message).toContain(remedy);
  }
});
