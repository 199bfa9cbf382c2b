import { describe, expect, it } from 'vitest';
import { distributionOf } from '../network/heads/distribution-of';
import { initialiseWeights } from '../network/initialise-weights';
import type { ActionHead, PolicyDescription } from '../network/policy-description';
import { policyNetwork } from '../network/policy-network';
import { pcg64 } from '../random/pcg64';
import { collectRollout } from '../rollout/collect-rollout';
import { rolloutBuffer } from '../rollout/rollout-buffer';
import { box } from '../spaces/box';
import { multiDiscrete } from '../spaces/multi-discrete';
import { scheduled } from '../training/schedule';
import { train } from '../training/train';
import { trainingWorld } from '../training/training-world';
import { lossOptions, madeRollout, noFigures } from './made-rollout.test-helper';
import { scripted } from './played.test-helper';
import { ppo } from './ppo';
import { ppoLoss } from './ppo-loss';
import { parsePpoOptions } from './ppo-options';
import { explainedVariance, type PpoUpdateOptions, ppoUpdate, shuffle } from './ppo-update';

const categorical: ActionHead = { type: 'categorical', sizes: [2] };
const gaussian: ActionHead = { type: 'gaussian', low: [-1, -1], high: [1, 1] };

const description: PolicyDescription = {
  observationSize: 3,
  hiddenSizes: [8, 8],
  trunks: 'separate',
  activation: 'tanh',
  head: categorical,
};

const updateOptions: PpoUpdateOptions = {
  ...lossOptions,
  epochs: 2,
  minibatchSize: 5,
  learningRate: 0.01,
  maximumGradientNorm: 0.5,
  targetKl: undefined,
  targetKlRule: 'minibatch',
  adamEpsilon: 1e-5,
};

/** A rollout of one scripted environment or several, as PPO gathers it. */
const collected = (
  make: Parameters<typeof trainingWorld>[0],
  {
    count = 1,
    steps = 6,
    head = categorical,
    weights = 0,
  }: { count?: number; steps?: number; head?: ActionHead; weights?: number },
) => {
  const world = trainingWorld(make, count, 1, undefined);
  const network = policyNetwork({ ...description, observationSize: 1, head }, { implementation: 'typescript' });
  network.weights.fill(weights);
  network.logStandardDeviations.fill(1);
  const distribution = distributionOf(network);
  const maskSize = world.actionMasks() === undefined ? 0 : distribution.outputSize;
  const buffer = rolloutBuffer({
    environments: count,
    steps,
    observationSize: 1,
    actionWidth: distribution.width,
    maskSize,
  });
  world.begin();
  collectRollout(world, network, distribution, buffer, pcg64(2), { discount: 0.9, lambda: 0.8 });
  return { buffer, network };
};

/** The norm of what an update did to the weights. */
const change = (options: Partial<PpoUpdateOptions>, steps = 0): number => {
  const { network, distribution, buffer } = madeRollout({ head: categorical });
  const before = network.weights.slice();
  ppoUpdate(network, distribution, buffer, () => undefined, steps, {
    ...updateOptions,
    epochs: 1,
    minibatchSize: 12,
    ...options,
  });
  return Math.sqrt(
    Array.from(network.weights).reduce((sum, value, at) => sum + (value - (before[at] as number)) ** 2, 0),
  );
};

// The numbers are those of Huang et al. 2022, "The 37 implementation details of proximal policy optimization": 13 of the core, 9 for
// numbers, 1 for several choices, and the 3 that it calls auxiliary; then the value of truncated episodes. Its 5 for LSTMs
// are in tf/recurrent-details.test.ts; its 9 for Atari are about networks that this package does not have.
describe('core', () => {
  it('1: several environments step together for a number of steps, their rows in order', () => {
    const { buffer } = collected(
      (index) => scripted({ step: (count) => ({ observation: 100 * index + count, reward: 1 }) }),
      {
        count: 3,
        steps: 4,
      },
    );
    expect([...buffer.observations]).toEqual([0, 1, 2, 3, 0, 101, 102, 103, 0, 201, 202, 203]);
  });

  it('2: orthogonal kernels with gains √2, 0.01 and 1, and no biases', () => {
    const network = policyNetwork(description, { implementation: 'typescript' });
    initialiseWeights(network, pcg64(1));
    const squares = (name: string): number => {
      const block = network.layout.blocks.find((one) => one.name === name) as (typeof network.layout.blocks)[number];
      const values = Array.from(network.weights).slice(block.offset, block.offset + block.rows * block.columns);
      return values.reduce((sum, value) => sum + value * value, 0);
    };
    // Each of the fewer rows or columns has the length of the gain.
    expect(squares('policy.0.kernel')).toBeCloseTo(3 * 2, 10);
    expect(squares('value.1.kernel')).toBeCloseTo(8 * 2, 10);
    expect(squares('policy.head.kernel')).toBeCloseTo(2 * 1e-4, 10);
    expect(squares('value.head.kernel')).toBeCloseTo(1, 10);
    for (const { name } of network.layout.blocks) if (name.endsWith('.bias')) expect(squares(name)).toBe(0);
  });

  it('3: Adam’s ε is 1e-5', () => {
    expect(parsePpoOptions({}, 'ppo').adamEpsilon).toBe(1e-5);
    const { network, distribution, buffer, rows } = madeRollout({ head: categorical });
    ppoLoss(network, distribution, buffer, rows, 0, 12, lossOptions, noFigures());
    const gradient = network.core.gradients[0] as number;
    const before = network.weights[0] as number;
    network.core.adamStep(1, 0.01, { beta1: 0.9, beta2: 0.999, epsilon: 1e-5 });
    const expected = (0.01 * gradient) / (Math.abs(gradient) + 1e-5);
    expect(before - (network.weights[0] as number)).toBeCloseTo(expected, 12);
  });

  it('4: the learning rate goes down to where its schedule ends', async () => {
    const rates: unknown[] = [];
    await train({
      algorithm: ppo({ steps: 8, hiddenSizes: [4], learningRate: { type: 'linear', from: 0.004, to: 0 } }),
      environment: () => scripted({ step: (count) => ({ observation: count, reward: 1 }) }),
      environments: 1,
      steps: 32,
      seed: 1,
      callbacks: [
        {
          name: 'rates',
          onIteration: ({ statistics }) => {
            rates.push(statistics.learningRate);
            return undefined;
          },
        },
      ],
    });
    expect(rates).toEqual([0.004, 0.003, 0.002, 0.001]);
    expect(scheduled({ type: 'cosine', from: 1, to: 0 }, 0.5)).toBeCloseTo(0.5, 12);
    expect(scheduled((progress) => 3 * progress, 0.5)).toBe(1.5);
  });

  it('5: advantages are generalised, and returns are advantages plus values', () => {
    const { buffer } = collected(() => scripted({ step: (count) => ({ observation: count, reward: count }) }), {
      steps: 3,
      weights: 0,
    });
    // Values are 0, so that δ is the reward: A₃ = 3, A₂ = 2 + 0.72 · 3, A₁ = 1 + 0.72 · A₂.
    expect(buffer.advantages[2]).toBeCloseTo(3, 12);
    expect(buffer.advantages[1]).toBeCloseTo(4.16, 12);
    expect(buffer.advantages[0]).toBeCloseTo(3.9952, 12);
    expect(buffer.returns).toEqual(buffer.advantages);
  });

  it('6: every epoch goes through every row once, in an order of its own', () => {
    const { network, distribution, buffer } = madeRollout({ head: categorical });
    const orders: number[][] = [];
    const random = pcg64(4);
    const { statistics } = ppoUpdate(
      network,
      distribution,
      buffer,
      (rows) => {
        shuffle(rows, random);
        orders.push([...rows]);
      },
      0,
      updateOptions,
    );
    expect(orders.length).toBe(2);
    expect(orders[0]).not.toEqual(orders[1]);
    for (const order of orders)
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, row) => row));
    // 5 + 5 + 2 rows in each epoch.
    expect(statistics.adamSteps).toBe(6);
  });

  it('7: advantages are normalised in each minibatch', () => {
    const made = madeRollout({ head: categorical, drift: 0 });
    const slopes = (): Float64Array => {
      ppoLoss(
        made.network,
        made.distribution,
        made.buffer,
        made.rows,
        0,
        6,
        { ...lossOptions, valueCoefficient: 0 },
        noFigures(),
      );
      return made.network.core.gradients.slice() as Float64Array;
    };
    const before = slopes();
    // The same up to a factor and a shift, and another scale in the rows of another minibatch.
    for (let row = 0; row < 6; row++) made.buffer.advantages[row] = 40 * (made.buffer.advantages[row] as number) + 7;
    made.buffer.advantages[9] = 1e6;
    slopes().forEach((value, at) => {
      expect(value).toBeCloseTo(before[at] as number, 7);
    });
  });

  it('8: a ratio outside of its range has no slope where it would go on, and has one where it would come back', () => {
    for (const [advantage, logRatio, hasSlope] of [
      [1, 1, false],
      [1, -1, true],
      [-1, 1, true],
      [-1, -1, false],
      [1, 0.1, true],
    ] as const) {
      const { network, distribution, buffer, rows } = madeRollout({ head: categorical, size: 1, drift: 0 });
      buffer.advantages[0] = advantage;
      buffer.logProbabilities[0] = (buffer.logProbabilities[0] as number) - logRatio;
      const options = { ...lossOptions, entropyCoefficient: 0, valueCoefficient: 0 };
      ppoLoss(network, distribution, buffer, rows, 0, 1, options, noFigures());
      expect(network.core.gradients.some((value) => value !== 0)).toBe(hasSlope);
    }
  });

  it('9: values are clipped as Stable-Baselines3 does it, and as CleanRL does it', () => {
    const loss = (valueClip: 'clipped' | 'larger', before: number, target: number): number => {
      const { network, distribution, buffer, rows } = madeRollout({ head: categorical, size: 1 });
      network.weights.fill(0); // The value is 0.
      buffer.values[0] = before;
      buffer.returns[0] = target;
      const figures = noFigures();
      ppoLoss(network, distribution, buffer, rows, 0, 1, { ...lossOptions, valueClipRange: 0.2, valueClip }, figures);
      return figures.valueLoss;
    };
    // The clipped value is 0.8 where the one before was 1, −0.3 where it was −0.5, and 0 where it was 0.1.
    expect(loss('clipped', 1, 0.5)).toBeCloseTo(0.3 ** 2, 12);
    expect(loss('larger', 1, 0.5)).toBeCloseTo(0.5 ** 2, 12);
    expect(loss('clipped', -0.5, 0.5)).toBeCloseTo(0.8 ** 2, 12);
    expect(loss('larger', -0.5, 0.5)).toBeCloseTo(0.8 ** 2, 12);
    expect(loss('clipped', 0.1, 0.5)).toBeCloseTo(0.5 ** 2, 12);
  });

  it('10: the loss is that of the policy, less entropy, plus squared errors of the value', () => {
    const { network, distribution, buffer, rows } = madeRollout({ head: categorical });
    const figures = noFigures();
    ppoLoss(network, distribution, buffer, rows, 0, 12, { ...lossOptions, entropyCoefficient: 0.3 }, figures);
    expect(figures.entropy).toBeGreaterThan(0.1);
    expect(figures.loss).toBeCloseTo(figures.policyLoss - 0.3 * figures.entropy + 0.5 * figures.valueLoss, 12);
  });

  it('11: the whole gradient is scaled where it is longer than the limit', () => {
    // Adam forgets a common factor, but for its ε: a gradient of nearly nothing is seen.
    expect(change({ maximumGradientNorm: 1e-9 })).toBeLessThan(1e-4 * change({}));
    expect(change({ maximumGradientNorm: 1e9 })).toBeGreaterThan(0.5 * change({}));
  });

  it('12: it reports losses, entropy, both estimates of the divergence, clipped share and explained variance', () => {
    const { network, distribution, buffer, rows } = madeRollout({ head: categorical });
    const figures = noFigures();
    ppoLoss(network, distribution, buffer, rows, 0, 12, lossOptions, figures);
    let [simple, better, outside] = [0, 0, 0];
    rows.forEach((row) => {
      const out = { actions: new Float64Array(24), values: new Float64Array(12) };
      network.forward(buffer.observations, 12, out);
      distribution.evaluate(out.actions, 2 * row, undefined, 0, buffer.actions, row);
      const logRatio = distribution.logProbability - (buffer.logProbabilities[row] as number);
      simple -= logRatio / 12;
      better += (Math.exp(logRatio) - 1 - logRatio) / 12;
      outside += Math.abs(Math.exp(logRatio) - 1) > 0.2 ? 1 / 12 : 0;
    });
    expect(figures.oldDivergence).toBeCloseTo(simple, 12);
    expect(figures.divergence).toBeCloseTo(better, 12);
    expect(figures.clipFraction).toBeCloseTo(outside, 12);
    expect(explainedVariance(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3))).toBe(1);
    expect(explainedVariance(Float64Array.of(2, 2, 2), Float64Array.of(1, 2, 3))).toBe(0);
    expect(explainedVariance(Float64Array.of(1, 2), Float64Array.of(5, 5))).toBe(0);
  });

  it('13: policy and value have trunks of their own, or one', () => {
    const touched = (trunks: 'separate' | 'shared'): string[] => {
      const { network, distribution, buffer, rows } = madeRollout({ head: categorical, trunks });
      const options = { ...lossOptions, entropyCoefficient: 0 };
      buffer.advantages.fill(0);
      ppoLoss(network, distribution, buffer, rows, 0, 12, { ...options, isAdvantageNormalised: false }, noFigures());
      return network.layout.blocks
        .filter(({ offset }) => network.core.gradients[offset] !== 0)
        .map(({ name }) => name.slice(0, name.indexOf('.')))
        .filter((name, index, all) => all.indexOf(name) === index);
    };
    // Without advantages only the value learns.
    expect(touched('separate')).toEqual(['value']);
    expect(touched('shared')).toEqual(['trunk', 'value']);
  });
});

describe('numbers', () => {
  it('14: actions are normal around what the network gives', () => {
    const network = policyNetwork({ ...description, head: gaussian });
    const distribution = distributionOf(network);
    distribution.evaluate([0.5, 0.5], 0, undefined, 0, [0.5, 0.5], 0);
    expect(distribution.logProbability).toBeCloseTo(-Math.log(2 * Math.PI), 6);
  });

  it('15: deviations are the same in every state, and begin at e⁰', () => {
    const network = policyNetwork({ ...description, head: gaussian });
    initialiseWeights(network, pcg64(1));
    expect([...network.logStandardDeviations]).toEqual([0, 0]);
    expect(network.layout.blocks.at(-1)).toMatchObject({ name: 'policy.logStandardDeviation', rows: 1, columns: 2 });
  });

  it('16: components are independent: their logarithms add', () => {
    const network = policyNetwork({ ...description, head: gaussian });
    const distribution = distributionOf(network);
    const at = (action: readonly number[]): number => {
      distribution.evaluate([0, 0], 0, undefined, 0, action, 0);
      return distribution.logProbability;
    };
    expect(at([1, 2]) + at([0, 0])).toBeCloseTo(at([1, 0]) + at([0, 2]), 6);
  });

  it('17: trunks are separate where nothing else is said', () => {
    expect(parsePpoOptions({}, 'ppo').trunks).toBe('separate');
  });

  it('18: the environment is told clipped actions; the drawn ones are learned from', () => {
    const environments: ReturnType<typeof scripted<Float64Array>>[] = [];
    const { buffer } = collected(
      () => {
        const one = scripted<Float64Array>({
          actionSpace: box({ low: [-1], high: [1] }),
          step: (count) => ({ observation: count, reward: 1 }),
        });
        environments.push(one);
        return one;
      },
      { steps: 40, head: { type: 'gaussian', low: [-1], high: [1] } },
    );
    const told = environments[0]?.told.map((action) => action[0] as number) as number[];
    const drawn = [...buffer.actions];
    expect(drawn.some((action) => Math.abs(action) > 1)).toBe(true);
    expect(told).toEqual(drawn.map((action) => Math.min(Math.max(action, -1), 1)));
    // Weights are 0, so that means are, and deviations are e.
    drawn.forEach((action, row) => {
      const expected = -(action ** 2) / (2 * Math.E ** 2) - 1 - Math.log(2 * Math.PI) / 2;
      expect(buffer.logProbabilities[row]).toBeCloseTo(expected, 12);
    });
  });

  it('19: observations get mean 0 and variance 1 of what was seen', () => {
    const world = trainingWorld(
      () => scripted({ step: (count) => ({ observation: 50 + 10 * (count % 2), reward: 0 }) }),
      1,
      1,
      { observationClip: 10, discount: 0.9 },
    );
    world.begin();
    const shown: number[] = [];
    for (let step = 0; step < 400; step++) shown.push(world.step([0]).observations[0] as number);
    const late = shown.slice(300);
    expect(late.reduce((sum, value) => sum + value, 0) / 100).toBeCloseTo(0, 1);
    expect(late.reduce((sum, value) => sum + value * value, 0) / 100).toBeCloseTo(1, 0);
  });

  it('20: and are clipped', () => {
    const world = trainingWorld(
      () => scripted({ step: (count) => ({ observation: count === 90 ? 1e9 : count % 2, reward: 0 }) }),
      1,
      1,
      {
        observationClip: 5,
        discount: 0.9,
      },
    );
    world.begin();
    const shown = Array.from({ length: 90 }, () => world.step([0]).observations[0] as number);
    expect(shown.at(-1)).toBe(5);
  });

  it('21: rewards are divided by the deviation of their discounted sum', () => {
    const world = trainingWorld(
      () => scripted({ step: (count) => ({ observation: 0, reward: count % 2 === 0 ? 30 : -30 }) }),
      1,
      1,
      { rewardClip: 10, discount: 0 },
    );
    world.begin();
    let last = 0;
    for (let step = 0; step < 200; step++) last = world.step([0]).rewards[0] as number;
    expect(last).toBeCloseTo(1, 2);
    expect(world.takeEpisodes()).toEqual([]);
  });

  it('22: and are clipped', () => {
    const world = trainingWorld(
      () => scripted({ step: (count) => ({ observation: 0, reward: count === 200 ? 1e6 : count % 2 }) }),
      1,
      1,
      { rewardClip: 3, discount: 0 },
    );
    world.begin();
    let last = 0;
    for (let step = 0; step < 200; step++) last = world.step([0]).rewards[0] as number;
    expect(last).toBe(3);
  });
});

describe('several choices', () => {
  it('23: components are independent choices, each with a slope of its own', async () => {
    const environments: ReturnType<typeof scripted<Int32Array>>[] = [];
    const { policy } = await train({
      algorithm: ppo({ steps: 64, minibatchSize: 64, hiddenSizes: [8], learningRate: 0.02, entropyCoefficient: 0 }),
      environment: () => {
        const one = scripted<Int32Array>({
          actionSpace: multiDiscrete([3, 2]),
          step: (count, [a, b]) => ({
            observation: 0,
            reward: Number(a === 2) + Number(b === 1),
            terminated: count === 4,
          }),
        });
        environments.push(one);
        return one;
      },
      environments: 2,
      steps: 1024,
      seed: 2,
    });
    expect(policy.start(pcg64(1))(Float64Array.of(0))).toEqual(Int32Array.of(2, 1));
    expect(new Set(environments[0]?.told.map(String)).size).toBe(6);
  });
});

describe('auxiliary', () => {
  it('24: the clip range has a schedule too', () => {
    const settings = parsePpoOptions({ clipRange: { type: 'linear', from: 0.2, to: 0.1 } }, 'ppo');
    expect(scheduled(settings.clipRange, 0.5)).toBeCloseTo(0.15, 12);
  });

  it('25: epochs stop when the policy moved too far, by a minibatch before its step or after an epoch', () => {
    const stopped = (options: Partial<PpoUpdateOptions>) => {
      const { network, distribution, buffer } = madeRollout({ head: categorical });
      return ppoUpdate(network, distribution, buffer, () => undefined, 0, { ...updateOptions, ...options }).statistics;
    };
    const { divergence } = stopped({ epochs: 1, minibatchSize: 12 });
    expect(divergence).toBeGreaterThan(0);
    const large = { minibatchSize: 12, epochs: 5, learningRate: 1e-9 };
    expect(stopped({ ...large, targetKl: (divergence as number) / 1.51 })).toMatchObject({ adamSteps: 0, epochs: 1 });
    expect(stopped({ ...large, targetKl: (divergence as number) / 1.49 })).toMatchObject({ adamSteps: 5, epochs: 5 });
    const byEpoch = { ...large, targetKlRule: 'epoch' } as const;
    expect(stopped({ ...byEpoch, targetKl: (divergence as number) * 0.99 })).toMatchObject({ adamSteps: 1, epochs: 1 });
    expect(stopped({ ...byEpoch, targetKl: (divergence as number) * 1.01 })).toMatchObject({ adamSteps: 5, epochs: 5 });
  });

  it('26: forbidden choices are neither drawn nor learned from nor taken', async () => {
    let moment = 0;
    const mask = (): Uint8Array => Uint8Array.of(moment % 2, 1 - (moment % 2), 1);
    const make = () =>
      scripted({
        actionSpace: multiDiscrete([3]),
        mask,
        step: (count, [choice]) => {
          expect(mask()[choice as number]).toBe(1);
          moment += 1;
          return { observation: count, reward: choice === 2 ? 0 : 1, terminated: count === 8 };
        },
      });
    const { policy } = await train({
      algorithm: ppo({ steps: 32, minibatchSize: 32, hiddenSizes: [8], learningRate: 0.01 }),
      environment: make,
      environments: 1,
      steps: 512,
      seed: 3,
    });
    const act = policy.start(pcg64(1));
    expect(act(Float64Array.of(1), Uint8Array.of(1, 0, 0))).toEqual(Int32Array.of(0));
    expect(act(Float64Array.of(1), Uint8Array.of(0, 1, 0))).toEqual(Int32Array.of(1));
    expect(() => act(Float64Array.of(1), Uint8Array.of(0, 0, 0))).toThrow('forbids all 3 choices');
    expect(() => act(Float64Array.of(1))).toThrow(expect.objectContaining({ code: 'MASK_NEEDED' }));
  });

  it('27: a truncated episode is worth what its last observation promises, a terminated one nothing', () => {
    const ending = (end: 'terminated' | 'truncated') => {
      const { buffer, network } = collected(
        () => scripted({ step: (count) => ({ observation: count, reward: 1, [end]: count === 3 }) }),
        { steps: 6, weights: 0.3 },
      );
      const out = { actions: new Float64Array(2), values: new Float64Array(1) };
      network.forward([3], 1, out);
      return { buffer, promised: out.values[0] as number };
    };
    const { buffer, promised } = ending('truncated');
    expect(promised).toBeGreaterThan(1);
    expect(buffer.nextValues[2]).toBe(promised);
    expect([...buffer.ends]).toEqual([0, 0, 1, 0, 0, 1]);
    expect(ending('terminated').buffer.nextValues[2]).toBe(0);
    // The row after an end is the beginning of the next episode, not the end of the last.
    expect([...buffer.observations]).toEqual([0, 1, 2, 0, 1, 2]);
  });
});
