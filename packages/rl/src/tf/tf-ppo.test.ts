import '@tensorflow/tfjs-backend-cpu';
import { memory, type Tensor, tensor2d } from '@tensorflow/tfjs-core';
import { input, layers, model, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { lossOptions, madeRollout } from '../algorithms/made-rollout.test-helper';
import { ppo } from '../algorithms/ppo';
import { ppoUpdate } from '../algorithms/ppo-update';
import { bundleOfCheckpoint } from '../bundle/bundle-of-checkpoint';
import { cartPole } from '../environments/classic-control/cart-pole';
import { pendulum } from '../environments/classic-control/pendulum';
import { distance } from '../kernels/cores.test-helper';
import { distributionOf } from '../network/heads/distribution-of';
import { policyGraph } from '../network/policy-description';
import type { Checkpoint } from '../training/checkpoint';
import { checkpointBytes, checkpointFromBytes } from '../training/checkpoint-bytes';
import { episodeReturns } from '../training/episode-returns';
import { train } from '../training/train';
import { graphProgram } from './graph-program';
import { loadTensorflow } from './load-tensorflow';
import { tensorCore } from './tensor-core';
import { tensorNetwork } from './tensor-network';
import { type TfPpoOptions, tfPpo } from './tf-ppo';
import type { TrunkModel } from './trunk-model';

const small: TfPpoOptions = { backend: 'cpu', steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [8] };
const poles = { environment: () => cartPole(), environments: 4, steps: 256, seed: 0 };

const updateOptions = {
  ...lossOptions,
  epochs: 1,
  minibatchSize: 6,
  learningRate: 0.01,
  maximumGradientNorm: 0.5,
  targetKl: undefined,
  targetKlRule: 'minibatch',
  adamEpsilon: 1e-5,
} as const;

it.each([
  [{ head: { type: 'categorical', sizes: [3, 2] }, isMasked: false }],
  [{ head: { type: 'categorical', sizes: [4] }, trunks: 'shared' }],
  [{ head: { type: 'gaussian', low: [-1, -1], high: [1, 1] } }],
] as const)('one update of PPO has the weights of double precision, %o', async (made) => {
  const { network, distribution, buffer } = madeRollout(made);
  const tensorflow = await loadTensorflow('cpu');
  const program = graphProgram(tensorflow, policyGraph(network.description));
  const other = tensorNetwork(tensorCore(tensorflow, program, { backend: 'cpu', capacity: 12 }), network.description);
  other.weights.set(network.weights);
  ppoUpdate(network, distribution, buffer, () => undefined, 0, updateOptions);
  const begin = other.weights.slice();
  ppoUpdate(other, distributionOf(other), buffer, () => undefined, 0, updateOptions);
  expect(distance(begin, other.weights)).toBeGreaterThan(0.005);
  expect(distance(other.weights, network.weights)).toBeLessThan(1e-5);
  expect(other.logStandardDeviations.length).toBe(network.logStandardDeviations.length);
  program.dispose();
});

describe('dense layers', () => {
  it('begins with the weights of ppo, seed 0 included, and one seed gives one digest', async () => {
    const algorithm = await tfPpo(small);
    const { backend: _, ...rest } = small;
    const begun: number[][] = [];
    const take = {
      name: 'take',
      onIteration: ({ checkpoint }: { checkpoint: () => Checkpoint }) => {
        begun.push([...(checkpoint().learner.vectors.weights as Float64Array)]);
        return undefined;
      },
    };
    const still = { learningRate: 0 };
    await train({ ...poles, steps: 64, algorithm: await tfPpo({ ...small, ...still }), callbacks: [take] });
    await train({
      ...poles,
      steps: 64,
      algorithm: ppo({ ...rest, ...still, implementation: 'typescript' }),
      callbacks: [take],
    });
    expect(begun[0]).toEqual(begun[1]);
    const [first, second] = [await train({ ...poles, algorithm }), await train({ ...poles, algorithm })];
    expect(second.digest).toBe(first.digest);
    expect((await train({ ...poles, seed: 1, algorithm })).digest).not.toBe(first.digest);
    algorithm.dispose();
  });

  it('goes on from a checkpoint with the same bits, through bytes', async () => {
    const algorithm = await tfPpo(small);
    const kept: Uint8Array[] = [];
    const keep = {
      name: 'keep',
      onIteration: ({ iteration, checkpoint }: { iteration: number; checkpoint: () => Checkpoint }) => {
        if (iteration === 2) kept.push(checkpointBytes(checkpoint()));
        return undefined;
      },
    };
    const whole = await train({ ...poles, algorithm, callbacks: [keep] });
    const rest = await train({ ...poles, algorithm, checkpoint: checkpointFromBytes(kept[0] as Uint8Array) });
    expect(rest.digest).toBe(whole.digest);
    expect(rest.checkpoint()).toEqual({ ...whole.checkpoint(), callbacks: {} });
    algorithm.dispose();
  });

  it('acts without tfjs, and its checkpoints are bundles', async () => {
    const algorithm = await tfPpo(small);
    const { policy, checkpoint } = await train({ ...poles, algorithm });
    algorithm.dispose();
    expect(policy.name).toBe('network');
    expect(episodeReturns(policy, cartPole(), { episodes: 2, seed: 1 })).toHaveLength(2);
    const featureNames = ['position', 'speed', 'angle', 'turning'];
    expect(bundleOfCheckpoint(checkpoint(), { name: 'pole', featureNames }).metadata.algorithm.name).toBe('tfPpo');
  });

  it('keeps its number of tensors while it learns and acts', async () => {
    const before = memory().numTensors;
    const counts = new Set<number>();
    const algorithm = await tfPpo(small);
    const count = {
      name: 'count',
      onIteration: ({ policy }: { policy: () => unknown }) => {
        policy();
        counts.add(memory().numTensors);
        return undefined;
      },
    };
    await train({ ...poles, algorithm, callbacks: [count] });
    expect([...counts]).toEqual([before + 8]);
    algorithm.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('a trunk', () => {
  const trunkOf = (...all: Parameters<typeof sequential>[0][]) => sequential(...all) as unknown as TrunkModel;
  const plain = () =>
    trunkOf({
      layers: [layers.dense({ units: 8, activation: 'tanh', inputShape: [4] }), layers.dropout({ rate: 0.5 })],
    });

  it('gives what the model gives, with heads on top, and learns in place', async () => {
    const trunk = plain();
    const algorithm = await tfPpo({ ...small, trunk });
    const { policy, checkpoint, digest } = await train({ ...poles, algorithm });
    const act = policy.start({} as never);
    const observation = Float64Array.of(0.1, -0.2, 0.05, 0.3);
    const action = act(observation);
    const { weights } = checkpoint().learner.vectors as { weights: Float64Array };
    const features = (trunk as unknown as { predict(x: Tensor): Tensor }).predict(tensor2d([[...observation]]));
    const at = 4 * 8 + 8;
    const logits = [0, 1].map(
      (column) =>
        (weights[at + 16 + column] as number) +
        [...features.dataSync()].reduce(
          (sum, value, row) => sum + value * (weights[at + 2 * row + column] as number),
          0,
        ),
    ) as [number, number];
    expect(action).toBe(logits[1] > logits[0] ? 1 : 0);
    expect([...(trunk.weights[0]!.read() as Tensor).dataSync()]).toEqual([
      ...Float32Array.from(weights.subarray(0, 32)),
    ]);
    features.dispose();
    // A model whose weights tfjs drew anew, and the same seed of ours.
    const again = await tfPpo({ ...small, trunk: plain() });
    expect((await train({ ...poles, algorithm: again })).digest).toBe(digest);
    algorithm.dispose();
    again.dispose();
  });

  it('of convolutions and a recurrent layer goes on from a checkpoint with the same bits, given weights and frozen layers kept', async () => {
    const build = (): TrunkModel => {
      const x = input({ shape: [4] });
      const frozen = layers.dense({ units: 6, inputShape: [4], trainable: false, kernelInitializer: 'ones' });
      const chain = [
        frozen,
        layers.reshape({ targetShape: [3, 2] }),
        layers.conv1d({ filters: 3, kernelSize: 2, kernelInitializer: 'ones' }),
        layers.gru({ units: 4, kernelInitializer: 'ones', recurrentInitializer: 'zeros' }),
      ];
      return model({
        inputs: x,
        outputs: chain.reduce((y, layer) => layer.apply(y) as typeof x, x),
      }) as unknown as TrunkModel;
    };
    const kept: Checkpoint[] = [];
    const keep = {
      name: 'keep',
      onIteration: ({ iteration, checkpoint }: { iteration: number; checkpoint: () => Checkpoint }) => {
        if (iteration === 2) kept.push(checkpoint());
        return undefined;
      },
    };
    const trunk = build();
    const algorithm = await tfPpo({ ...small, trunk, trunkWeights: 'given' });
    const before = memory().numTensors;
    const whole = await train({ ...poles, algorithm, callbacks: [keep] });
    expect(memory().numTensors).toBe(before + 4);
    const rest = await train({ ...poles, algorithm, checkpoint: kept[0] });
    expect(rest.digest).toBe(whole.digest);
    const values = trunk.weights.map((weight) => [...(weight.read() as Tensor).dataSync()]);
    const frozen = trunk.weights.findIndex((weight) => !trunk.trainableWeights.includes(weight));
    expect(new Set(values[frozen])).toEqual(new Set([1]));
    expect(values[0]).not.toContain(1);
    expect(() => bundleOfCheckpoint(whole.checkpoint(), { name: 'a', featureNames: [] })).toThrow(
      /acts on a trunk of tfjs/,
    );
    algorithm.dispose();
  });

  it('acts on numbers too', async () => {
    const trunk = trunkOf({ layers: [layers.dense({ units: 4, inputShape: [3], activation: 'relu' })] });
    const algorithm = await tfPpo({ ...small, trunk });
    const { policy } = await train({ algorithm, environment: () => pendulum(), environments: 2, steps: 64, seed: 3 });
    const [force] = policy.start({} as never)(Float64Array.of(1, 0, 0.5)) as unknown as Float64Array;
    expect(Math.abs(force as number)).toBeLessThanOrEqual(2);
    algorithm.dispose();
  });

  it.each([
    ['another input', () => trunkOf({ layers: [layers.dense({ units: 4, inputShape: [5] })] })],
    [
      'two outputs',
      () => {
        const x = input({ shape: [4] });
        return model({ inputs: x, outputs: [x, x] }) as unknown as TrunkModel;
      },
    ],
  ])('with %s is refused', async (_, make) => {
    const algorithm = await tfPpo({ ...small, trunk: make() });
    await expect(train({ ...poles, algorithm })).rejects.toMatchObject({ code: 'INVALID_TRUNK' });
  });
});

it.each([
  ['backend', { backend: '' }],
  ['trunk', { backend: 'cpu', trunk: {} }],
  ['steps', { backend: 'cpu', steps: -1 }],
  ['implementation', { backend: 'cpu', implementation: 'typescript', wrong: 1 }],
])('refuses a wrong %s', async (_, options) => {
  await expect(tfPpo(options as never)).rejects.toMatchObject({ name: 'InvalidOptionsError' });
});
