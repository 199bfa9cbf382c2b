import { expect, it } from 'vitest';
import { ppo } from '../algorithms/ppo';
import { cartPole } from '../environments/classic-control/cart-pole';
import type { Policy } from '../policy/policy';
import { pcg64 } from '../random/pcg64';
import type { Checkpoint } from './checkpoint';
import { episodeReturns } from './episode-returns';
import { train } from './train';
import type { TrainOptions } from './train-options';

const options: TrainOptions<number> = {
  algorithm: ppo({ steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [8], implementation: 'typescript' }),
  environment: () => cartPole(),
  environments: 4,
  steps: 512,
  seed: 0,
};

it('one seed gives one set of weights, another seed another', async () => {
  const [first, second, other] = [await train(options), await train(options), await train({ ...options, seed: 1 })];
  expect(second.digest).toBe(first.digest);
  expect(other.digest).not.toBe(first.digest);
});

it('goes on from a checkpoint as if it had never stopped', async () => {
  for (const normalisation of [undefined, { observationClip: 10, rewardClip: 10 }]) {
    const kept: Checkpoint[] = [];
    const keep = {
      name: 'keep',
      onIteration: ({ iteration, checkpoint }: { iteration: number; checkpoint: () => Checkpoint }) => {
        if (iteration === 3) kept.push(checkpoint());
        return undefined;
      },
    };
    const whole = await train({ ...options, normalisation, callbacks: [keep] });
    const rest = await train({ ...options, normalisation, checkpoint: kept[0] });
    expect(rest.digest).toBe(whole.digest);
    expect(rest.meanReturn).toBe(whole.meanReturn);
    expect(rest.checkpoint()).toEqual({ ...whole.checkpoint(), callbacks: {} });
  }
});

it('learns to balance the pole', { timeout: 120_000 }, async () => {
  const { policy } = await train({
    ...options,
    algorithm: ppo({
      steps: 32,
      minibatchSize: 256,
      epochs: 20,
      hiddenSizes: [32],
      discount: 0.98,
      lambda: 0.8,
      learningRate: { type: 'linear', from: 0.002, to: 0 },
      clipRange: { type: 'linear', from: 0.2, to: 0 },
      implementation: 'typescript',
    }),
    environments: 8,
    steps: 16_384,
  });
  const returns = episodeReturns(policy, cartPole(), { episodes: 10, seed: 1000 });
  expect(returns.reduce((sum, one) => sum + one, 0) / 10).toBeGreaterThan(195);
});

it('a policy that was taken during training keeps its weights and its scaling', async () => {
  const taken: Policy<number>[] = [];
  const observations = Array.from({ length: 200 }, (_, at) =>
    Float64Array.from({ length: 4 }, (__, column) => Math.sin(7 * at + column)),
  );
  const play = (): string => {
    const act = (taken[0] as Policy<number>).start(pcg64(1));
    return observations.map((observation) => act(observation)).join('');
  };
  let early = '';
  const { policy } = await train({
    ...options,
    algorithm: ppo({ steps: 16, minibatchSize: 32, hiddenSizes: [8], learningRate: 0.05 }),
    normalisation: { observationClip: 10 },
    callbacks: [
      {
        name: 'take',
        onIteration: (progress) => {
          if (taken.length > 0) return undefined;
          taken.push(progress.policy());
          early = play();
          return undefined;
        },
      },
    ],
  });
  expect(play()).toBe(early);
  const late = policy.start(pcg64(1));
  expect(observations.map((observation) => late(observation)).join('')).not.toBe(early);
});
