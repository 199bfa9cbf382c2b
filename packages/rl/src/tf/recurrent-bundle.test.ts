import '@tensorflow/tfjs-backend-cpu';
import { createBacktester, createBot, simulatedBroker } from '@sigmax/core';
import { type Tensor, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { bundleOfCheckpoint } from '../bundle/bundle-of-checkpoint';
import { bundlePolicy } from '../bundle/bundle-policy';
import { createBundle } from '../bundle/create-bundle';
import { decodeBundle } from '../bundle/decode-bundle';
import { encodeBundle } from '../bundle/encode-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { onnxModel } from '../bundle/onnx-model';
import { cartPole } from '../environments/classic-control/cart-pole';
import { pendulum } from '../environments/classic-control/pendulum';
import type { Environment } from '../environments/environment';
import { playEpisode } from '../evaluation/play-episode';
import { federatedBundle } from '../federated/federated-bundle';
import { policyStrategy } from '../policy/policy-strategy';
import { pcg64 } from '../random/pcg64';
import { type RecurrentDescription, recurrentLayout, stateSizeOf } from '../recurrent/recurrent-description';
import { recurrentNetwork } from '../recurrent/recurrent-network';
import { autoregressiveMarket } from '../trading/known-answer-markets';
import { tradingEnvironment } from '../trading/trading-environment';
import { fitTradingScaling } from '../trading/trading-scaling';
import { train } from '../training/train';
import { loadTensorflow } from './load-tensorflow';
import { recurrentMemory } from './recurrent-memory';
import { recurrentPpo } from './recurrent-ppo';
import { recurrentProgram } from './recurrent-program';
import { tensorCore } from './tensor-core';
import { tfPpo } from './tf-ppo';
import { toLayersModel } from './to-layers-model';
import type { TrunkModel } from './trunk-model';

const kinds: readonly (readonly [string, RecurrentDescription])[] = (['lstm', 'gru'] as const).flatMap((cell) =>
  (['shared', 'separate'] as const).flatMap((trunks) =>
    ([[], [6, 5]] as const).map(
      (hiddenSizes) =>
        [
          `${cell}, ${trunks}, [${hiddenSizes}]`,
          {
            observationSize: 3,
            cell,
            recurrentSize: 7,
            hiddenSizes,
            trunks,
            activation: 'tanh',
            head:
              trunks === 'shared'
                ? { type: 'categorical', sizes: [2, 3] }
                : { type: 'gaussian', low: [-1, 0], high: [1, 2] },
          },
        ] as const,
    ),
  ),
);

const random = pcg64(11);
const drawn = (count: number): number[] => Array.from({ length: count }, () => Math.fround(0.5 * random.normal()));

const bundleOf = (description: RecurrentDescription): ModelBundle =>
  createBundle({
    description,
    weights: drawn(recurrentLayout(description).size),
    metadata: { name: 'r', featureNames: ['a', 'b', 'c'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
  });

const steps = 200;

describe.each(kinds)('%s', (_, description) => {
  const bundle = bundleOf(description);
  const shown = Array.from({ length: steps }, () => drawn(3));
  const network = recurrentNetwork(description, bundle.weights);
  const { head } = description;
  const width = head.type === 'categorical' ? 5 : 2;
  const own = shown.map((observation) => {
    const out = { actions: new Float64Array(width), values: new Float64Array(1) };
    network.forward(observation, out);
    return [...out.actions, ...out.values];
  });
  const farthest = (other: readonly (readonly number[])[]): number =>
    Math.max(...own.flatMap((row, step) => row.map((value, at) => Math.abs(value - (other[step]?.[at] as number)))));

  it('acts over 200 steps as the network that learns, to 1e-6', async () => {
    const tensorflow = await loadTensorflow('cpu');
    const { passOf, ...program } = recurrentProgram(tensorflow, description);
    const memory = recurrentMemory({
      stateSize: stateSizeOf(description),
      environments: 1,
      steps: 1,
      longest: 1,
      ends: () => [0],
    });
    const core = tensorCore(tensorflow, { ...program, begin: passOf(memory) }, { backend: 'cpu', capacity: 1 });
    core.weights.set(bundle.weights);
    memory.act();
    const rows = shown.map((observation) => {
      core.inputs.values.set(observation);
      core.forward(1);
      memory.advance();
      return core.outputs.flatMap(({ values }) => [...values.subarray(0)]);
    });
    program.dispose();
    expect(farthest(rows)).toBeLessThan(1e-6);
  });

  it('is a model that tfjs loads and that says the same of a whole episode, to 1e-6', async () => {
    const model = (await toLayersModel(bundle)) as unknown as LayersModel;
    const rows = tidy(() => {
      const [actions, values] = model.predict(tensor3d([shown])) as [Tensor, Tensor];
      const [all, one] = [actions.dataSync(), values.dataSync()];
      return shown.map((__, step) => [...all.slice(step * width, (step + 1) * width), one[step] as number]);
    });
    model.dispose();
    expect(farthest(rows)).toBeLessThan(1e-6);
  });

  it('comes back from its files with every bit, and damage is seen', () => {
    const files = encodeBundle(bundle);
    const back = decodeBundle(files);
    expect(back).toEqual(bundle);
    expect(encodeBundle(back)).toEqual(files);
    const bytes = files['weights.bin'].slice();
    bytes[9] = (bytes[9] as number) ^ 1;
    expect(() => decodeBundle({ ...files, 'weights.bin': bytes })).toThrow(/weights are not those/);
    expect(() => decodeBundle({ ...files, 'weights.bin': bytes.subarray(4) })).toThrow(/bytes instead of/);
    const other = files['model.json'].replaceAll(`"cell":"${description.cell}"`, '"cell":"rnn"');
    expect(() => decodeBundle({ ...files, 'model.json': other })).toThrow(
      expect.objectContaining({ name: 'BundleError' }),
    );
  });

  it('is averaged, and is no ONNX', () => {
    const { bundle: mean } = federatedBundle(bundle, [
      { client: 'a', bundle, samples: 1 },
      { client: 'b', bundle: { ...bundle, weights: bundle.weights.map((weight) => weight + 2) }, samples: 1 },
    ]);
    expect(mean.weights[0]).toBeCloseTo((bundle.weights[0] as number) + 1, 6);
    expect(() => onnxModel(bundle)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_MODEL' }));
  });
});

const trained = async <Action>(environment: () => Environment<Action>, more: object = {}) => {
  const algorithm = await recurrentPpo({
    ...{ backend: 'cpu', cell: 'gru', recurrentSize: 5, hiddenSizes: [4], steps: 16, minibatchSize: 32, epochs: 2 },
    ...more,
  });
  const result = await train<Action>({
    algorithm,
    environment,
    environments: 2,
    steps: 96,
    seed: 3,
    normalisation: { observationClip: 10 },
  });
  return { algorithm, result };
};

describe('what recurrentPpo learned', () => {
  it.each([
    ['choices', (): Environment<never> => cartPole() as never, ['x', 'v', 'angle', 'turning']],
    ['numbers', (): Environment<never> => pendulum() as never, ['cos', 'sin', 'speed']],
  ])('acts from its bundle as it did, without tfjs and after it was disposed of: %s', async (_, make, featureNames) => {
    const { algorithm, result } = await trained(make);
    const bundle = decodeBundle(encodeBundle(bundleOfCheckpoint(result.checkpoint(), { name: 'r', featureNames })));
    expect(bundle.metadata.algorithm.name).toBe('recurrentPpo');
    const before = playEpisode(make(), result.policy, { seed: 5, random: pcg64(1) });
    algorithm.dispose();
    const after = playEpisode(make(), bundlePolicy(bundle) as never, { seed: 5, random: pcg64(1) });
    expect(after).toEqual(before);
    expect(before.length).toBeGreaterThan(5);
  });

  it('trades in a bot as in its environment, remembering from bar to bar', async () => {
    const market = autoregressiveMarket({ seed: 2, bars: 400, volatility: 0.02, persistence: 0.6 });
    const broker = simulatedBroker({ takerFeeRate: 0.0005, makerFeeRate: 0.0005, slippageRate: 0 });
    const actions = { type: 'levels', weights: [0, 1] } as const;
    const scaling = fitTradingScaling(market, { to: 300 });
    const cash = { USDT: 10_000 };
    const make = () =>
      tradingEnvironment({ backtester: createBacktester({ cash, broker }), market, actions, scaling, ruin: 0.1 });
    const { algorithm, result } = await trained(make, { initialWeights: { policyGain: 1 } });
    algorithm.dispose();
    const { featureNames } = make();
    const meaning = { name: 'r', featureNames, actions, tradingScaling: scaling };
    const bundle = bundleOfCheckpoint(result.checkpoint(), meaning);
    const environment = make();
    const { actions: taken } = playEpisode(environment, bundlePolicy(bundle), { seed: 1, random: pcg64(1) });
    const said: unknown[] = [];
    const broken = { ...bundle, metadata: { ...bundle.metadata, featureNames: ['other'] } };
    for (const models of [[bundle], [broken, bundle]]) {
      said.length = 0;
      const strategy = policyStrategy({
        models,
        farthest: 1e9,
        onPrediction: ({ action }) => action !== undefined && said.push(action),
      });
      createBot({ strategy, cash }).backtest({ market, broker });
      // The bot also decides on the last bar, after which nothing can fill.
      expect(said.slice(0, taken.length)).toEqual(taken);
    }
    expect(new Set(taken).size).toBe(2);
  });
});

it('a policy on a trunk of tfjs says what it needs instead of becoming a bundle', async () => {
  const trunk = sequential({ layers: [layers.dense({ units: 3, activation: 'relu', inputShape: [4] })] });
  const algorithm = await tfPpo({ backend: 'cpu', trunk: trunk as unknown as TrunkModel, steps: 8, epochs: 1 });
  const result = await train({ algorithm, environment: () => cartPole(), environments: 1, steps: 8, seed: 1 });
  expect(() => bundleOfCheckpoint(result.checkpoint(), { name: 't', featureNames: ['a', 'b', 'c', 'd'] })).toThrow(
    expect.objectContaining({
      name: 'BundleError',
      code: 'NEEDS_TFJS',
      message: expect.stringMatching(/tfPpo.*@sigmax\/rl\/tf/),
    }),
  );
  algorithm.dispose();
});
