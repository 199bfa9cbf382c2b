import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { bundleOfCheckpoint } from '../bundle/bundle-of-checkpoint';
import { bundlePolicy } from '../bundle/bundle-policy';
import { decodeBundle } from '../bundle/decode-bundle';
import { encodeBundle } from '../bundle/encode-bundle';
import { cartPole } from '../environments/classic-control/cart-pole';
import { maskActions } from '../environments/wrappers/mask-actions';
import type { Numbers } from '../network/network-core';
import type { PolicyDescription } from '../network/policy-description';
import { policyNetwork } from '../network/policy-network';
import { type Pcg64State, pcg64From } from '../random/pcg64';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import type { LearnerState } from '../training/algorithm';
import { episodeReturns } from '../training/episode-returns';
import { train } from '../training/train';
import { dqn } from './dqn';
import { expectExactResume } from './off-policy.test-helper';
import { scripted } from './played.test-helper';

const small = {
  hiddenSizes: [8],
  stepsPerIteration: 32,
  stepsPerUpdate: 8,
  gradientSteps: 2,
  learningStarts: 64,
  bufferSize: 200,
  batchSize: 16,
} as const;

/** Pays 1 for the choice that the observation names, which is another after each step. */
const identity = (truncatedAfter = 20) => {
  let asked = 0;
  return scripted({
    actionSpace: discrete(3),
    step: (count, action) => {
      const reward = action === asked ? 1 : 0;
      asked = (7 * count + 1) % 3;
      return { observation: asked - 1, reward, truncated: count >= truncatedAfter };
    },
  });
};

describe('dqn', () => {
  it.each([
    ['double', {}],
    ['dueling, three steps, moved target', { isDueling: true, returnSteps: 3, target: { type: 'move', rate: 0.05 } }],
    ['plain, double precision', { isDouble: false, implementation: 'typescript' }],
  ] as const)('goes on from the bytes of a checkpoint bit for bit: %s', async (_, more) => {
    // The checkpoint is taken after the ring went round, with steps waiting for their return.
    const checkpoint = await expectExactResume(
      {
        algorithm: dqn({ ...small, ...more }),
        environment: () => cartPole(),
        environments: 3,
        steps: 480,
        seed: 5,
        normalisation: { observationClip: 10 },
      },
      8,
    );
    expect(checkpoint.learner.vectors['replay.rewards']?.length).toBe(200);
  });

  it('one seed gives one set of weights, another seed another', async () => {
    const run = (seed: number) =>
      train({ algorithm: dqn(small), environment: () => cartPole(), environments: 1, steps: 200, seed });
    const [one, again, other] = [await run(1), await run(1), await run(2)];
    expect(again.digest).toBe(one.digest);
    expect(other.digest).not.toBe(one.digest);
  });

  it('learns nothing before learningStarts, and acts at random until then', async () => {
    const environment = scripted({ actionSpace: discrete(4), step: () => ({ observation: 1, reward: 0 }) });
    const { statistics } = await train({
      algorithm: dqn({ ...small, learningStarts: 400, exploration: { from: 0, to: 0, share: 0 } }),
      environment: () => environment,
      environments: 1,
      steps: 384,
      seed: 1,
    });
    expect(statistics).toMatchObject({ gradientSteps: 0, loss: 0, transitions: 200 });
    for (let action = 0; action < 4; action++) {
      const times = environment.told.filter((one) => one === action).length;
      expect(Math.abs(times - 96)).toBeLessThan(5 * Math.sqrt(384 * 0.25 * 0.75));
    }
  });

  it('explores by the schedule: a line, then a constant share', async () => {
    const environment = scripted({ actionSpace: discrete(50), step: () => ({ observation: 1, reward: 0 }) });
    const steps = 20_000;
    await train({
      algorithm: dqn({
        ...small,
        learningStarts: 0,
        learningRate: 0,
        exploration: { from: 1, to: 0.1, share: 0.5 },
        gradientSteps: 1,
        stepsPerUpdate: 32,
        hiddenSizes: [],
      }),
      environment: () => environment,
      environments: 1,
      steps,
      seed: 3,
    });
    // Where nothing is learned, all choices but the random ones are one action.
    const usual = environment.told.at(-1);
    const randomShare = (from: number, to: number): number => {
      const part = environment.told.slice(from * steps, to * steps);
      return ((part.filter((one) => one !== usual).length / part.length) * 50) / 49;
    };
    expect(Math.abs(randomShare(0.2, 0.3) - 0.55)).toBeLessThan(0.06);
    expect(Math.abs(randomShare(0.5, 1) - 0.1)).toBeLessThan(0.02);
  });

  it.each([
    ['copy', { type: 'copy', every: 4 }],
    ['move', { type: 'move', rate: 1 }],
  ] as const)('the target network follows: %s', async (_, target) => {
    const trained = (steps: number) =>
      train({
        algorithm: dqn({ ...small, stepsPerIteration: 8, learningStarts: 0, target }),
        environment: () => cartPole(),
        environments: 1,
        steps,
        seed: 1,
      });
    // 2 gradient steps in each 8 steps.
    const [two, four] = [
      (await trained(8)).checkpoint().learner.vectors,
      (await trained(16)).checkpoint().learner.vectors,
    ];
    expect(four.targetWeights).toEqual(four.weights);
    if (target.type === 'move') expect(two.targetWeights).toEqual(two.weights);
    else expect(two.targetWeights).not.toEqual(two.weights);
  });

  it.each([
    ['double', { isDouble: true }],
    ['plain', { isDouble: false }],
    ['double and dueling, two steps', { isDouble: true, isDueling: true, returnSteps: 2 }],
  ] as const)('the loss is that of the formulas, computed from checkpoints: %s', async (_, more) => {
    const algorithm = dqn({
      ...small,
      ...more,
      implementation: 'typescript',
      stepsPerIteration: 8,
      gradientSteps: 1,
      learningStarts: 0,
      target: { type: 'copy', every: 1_000 },
    });
    const seen: { readonly learner: LearnerState; readonly loss: number }[] = [];
    await train({
      algorithm,
      environment: () => cartPole(),
      environments: 1,
      steps: 320,
      seed: 1,
      callbacks: [
        {
          name: 'take',
          onIteration: ({ checkpoint, statistics }) => {
            seen.push({ learner: checkpoint().learner, loss: statistics.loss as number });
            return undefined;
          },
        },
      ],
    });
    for (let at = 1; at < seen.length; at++) {
      const [before, after] = [seen[at - 1], seen[at]] as [(typeof seen)[0], (typeof seen)[0]];
      const { weights, targetWeights } = before.learner.vectors;
      const column = (name: string) => after.learner.vectors[`replay.${name}`] as Numbers;
      const rows = new Int32Array(16);
      const random = pcg64From(before.learner.data.replayRandom as Pcg64State);
      for (let one = 0; one < 16; one++) rows[one] = random.integer(column('rewards').length);
      const valuesOf = (given: Numbers | undefined, observation: ArrayLike<number>): number[] => {
        const description = before.learner.data.description as PolicyDescription;
        const network = policyNetwork(description, { weights: given, implementation: 'typescript' });
        const out = { actions: new Float64Array(2), values: new Float64Array(1) };
        network.forward(observation, 1, out);
        const [a, b] = out.actions as unknown as [number, number];
        return 'isDueling' in more ? [a, b].map((one) => (out.values[0] as number) + one - (a + b) / 2) : [a, b];
      };
      let loss = 0;
      for (const row of rows) {
        const next = column('nextObservations').subarray(4 * row, 4 * row + 4);
        const following = valuesOf(targetWeights, next);
        const learning = valuesOf(weights, next);
        const best = more.isDouble ? learning : following;
        const choice = best.indexOf(Math.max(...best));
        const target =
          (column('rewards')[row] as number) + (column('discounts')[row] as number) * (following[choice] as number);
        const own = valuesOf(weights, column('observations').subarray(4 * row, 4 * row + 4));
        const error = Math.abs((own[column('actions')[row] as number] as number) - target);
        loss += (error <= 1 ? error ** 2 / 2 : error - 0.5) / 16;
      }
      expect(after.loss).toBeCloseTo(loss, 10);
    }
  });

  it('a target that moves by a part is the running mean of the weights', async () => {
    const rate = 0.25;
    const vectors: Readonly<Record<string, Numbers>>[] = [];
    await train({
      algorithm: dqn({
        ...small,
        implementation: 'typescript',
        stepsPerIteration: 8,
        gradientSteps: 1,
        learningStarts: 0,
        target: { type: 'move', rate },
      }),
      environment: () => cartPole(),
      environments: 1,
      steps: 32,
      seed: 1,
      callbacks: [
        {
          name: 'take',
          onIteration: ({ checkpoint }) => {
            vectors.push(checkpoint().learner.vectors);
            return undefined;
          },
        },
      ],
    });
    for (let at = 1; at < vectors.length; at++) {
      const [before, after] = [vectors[at - 1], vectors[at]] as [Record<string, Numbers>, Record<string, Numbers>];
      after.targetWeights?.forEach((value, place) => {
        const expected =
          (1 - rate) * (before.targetWeights?.[place] as number) + rate * (after.weights?.[place] as number);
        expect(value).toBeCloseTo(expected, 12);
      });
    }
  });

  it('never takes a forbidden action, in training, in acting and drawn', async () => {
    // maskActions throws at a forbidden action. What is forbidden is the choice that is shown, which a reset changes.
    const make = () => {
      let shown = 0;
      const environment = scripted({
        actionSpace: discrete(3),
        step: (step, action) => {
          shown = step % 3;
          return { observation: shown, reward: action, truncated: step === 7 };
        },
      });
      const reset = (seed?: number) => {
        shown = 0;
        return environment.reset(seed);
      };
      return maskActions({ ...environment, reset }, () => Uint8Array.from([0, 1, 2], (one) => (one === shown ? 0 : 1)));
    };
    const result = await train({
      algorithm: dqn({ ...small, returnSteps: 2 }),
      environment: make,
      environments: 2,
      steps: 640,
      seed: 2,
    });
    const act = result.policy.start(seededRandom(1));
    expect(() => act(Float64Array.of(0))).toThrow(expect.objectContaining({ code: 'MASK_NEEDED' }));
    for (let choice = 0; choice < 3; choice++) {
      const mask = Uint8Array.from([0, 1, 2], (one) => (one === choice ? 1 : 0));
      expect(act(Float64Array.of(1), mask)).toBe(choice);
    }
    // Every next mask of the buffer forbids what its next observation says, also where an episode was truncated.
    const { vectors } = result.checkpoint().learner;
    const masks = vectors['replay.nextMasks'] as Numbers;
    (vectors['replay.nextObservations'] as Numbers).forEach((shown, row) => {
      expect([...masks.slice(3 * row, 3 * row + 3)]).toEqual([0, 1, 2].map((choice) => (choice === shown ? 0 : 1)));
    });
  });

  it('acts in a bundle as it was trained', async () => {
    const result = await train({
      algorithm: dqn({ ...small, isDueling: true }),
      environment: () => cartPole(),
      environments: 1,
      steps: 320,
      seed: 3,
    });
    const bundle = bundleOfCheckpoint(result.checkpoint(), {
      name: 'pole',
      featureNames: ['position', 'speed', 'angle', 'turning'],
    });
    expect(bundle.metadata.algorithm.name).toBe('dqn');
    const loaded = bundlePolicy(decodeBundle(encodeBundle(bundle)));
    const play = (policy: typeof result.policy) => episodeReturns(policy, cartPole(), { episodes: 5, seed: 9 });
    expect(play(loaded as typeof result.policy)).toEqual(play(result.policy));
  });

  it('refuses what it cannot learn from', async () => {
    const run = (environment: ReturnType<typeof scripted<never>>) =>
      train({ algorithm: dqn(small), environment: () => environment, environments: 1, steps: 100, seed: 1 });
    const numbers = scripted<never>({
      actionSpace: box({ low: [0], high: [1] }) as never,
      step: () => ({ observation: 0, reward: 0 }),
    });
    await expect(run(numbers)).rejects.toMatchObject({
      code: 'INVALID_ACTION_SPACE',
      message: expect.stringContaining('Box'),
    });
    const paid = (reward: number, observation = 0) =>
      scripted<never>({
        step: (count) => ({ observation: count === 5 ? observation : 0, reward: count === 5 ? reward : 0 }),
      });
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(run(paid(bad))).rejects.toMatchObject({
        name: 'TrainingError',
        code: 'NOT_FINITE',
        message: expect.stringMatching(/reward.* is not a finite number/i),
      });
      await expect(run(paid(0, bad))).rejects.toMatchObject({
        name: 'TrainingError',
        code: 'NOT_FINITE',
        message: expect.stringMatching(/observation.* is not a finite number/i),
      });
    }
    expect(() => dqn({ exploration: { from: 1, to: 2, share: 0 } })).toThrow(
      expect.objectContaining({ name: 'InvalidOptionsError' }),
    );
    expect(() => dqn({ epsilon: 0.1 } as never)).toThrow(expect.objectContaining({ name: 'InvalidOptionsError' }));
  });

  it('learns which choice is asked for', async () => {
    const { policy } = await train({
      algorithm: dqn({
        ...small,
        hiddenSizes: [16],
        learningRate: 0.01,
        gradientSteps: 8,
        bufferSize: 2_000,
        isDueling: true,
        discount: 0.5,
        exploration: { from: 1, to: 0.05, share: 0.3 },
      }),
      environment: () => identity(),
      environments: 1,
      steps: 2_000,
      seed: 4,
    });
    expect(episodeReturns(policy, identity(), { episodes: 1, seed: 1 })[0]).toBeGreaterThanOrEqual(19);
  });
});
