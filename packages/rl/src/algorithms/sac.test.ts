import { describe, expect, it } from 'vitest';
import { pendulum } from '../environments/classic-control/pendulum';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import { episodeReturns } from '../training/episode-returns';
import { train } from '../training/train';
import { expectExactResume } from './off-policy.test-helper';
import { scripted } from './played.test-helper';
import { sac } from './sac';

const small = { hiddenSizes: [8], stepsPerIteration: 32, learningStarts: 40, bufferSize: 100, batchSize: 16 } as const;

/** Pays for being near to the number that is shown; the bounds are not those of tanh. */
const identity = () => {
  let asked = 0;
  return scripted<Float64Array>({
    actionSpace: box({ low: [0], high: [4] }),
    step: (count, action) => {
      const reward = -(((action[0] as number) - 2 - asked) ** 2);
      asked = Math.sin(17 * count);
      return { observation: asked, reward, truncated: count === 50 };
    },
  });
};

describe('sac', () => {
  it.each([
    ['learned temperature', {}],
    ['fixed temperature, three steps', { temperature: 0.1, returnSteps: 3 }],
    ['double precision', { implementation: 'typescript' }],
  ] as const)('goes on from the bytes of a checkpoint bit for bit: %s', async (_, more) => {
    await expectExactResume(
      {
        algorithm: sac({ ...small, ...more }),
        environment: () => pendulum(),
        environments: 2,
        steps: 256,
        seed: 5,
        normalisation: { rewardClip: 10 },
      },
      5,
    );
  });

  it('takes uniform actions within the bounds before learningStarts', async () => {
    const environment = scripted<Float64Array>({
      actionSpace: box({ low: [-1, 2], high: [0, 6] }),
      step: () => ({ observation: 1, reward: 0 }),
    });
    await train({
      algorithm: sac({ ...small, learningStarts: 1_000 }),
      environment: () => environment,
      environments: 1,
      steps: 992,
      seed: 1,
    });
    [
      [-1, 0],
      [2, 6],
    ].forEach(([low, high], at) => {
      const numbers = environment.told.map(
        (action) => ((action[at] as number) - (low as number)) / ((high as number) - (low as number)),
      );
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(1);
      const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / numbers.length));
    });
  });

  it('learns which number is asked for, and its temperature falls', async () => {
    const { policy, statistics } = await train({
      algorithm: sac({ hiddenSizes: [16], batchSize: 32, bufferSize: 5_000, learningRate: 0.005, discount: 0.5 }),
      environment: identity,
      environments: 1,
      steps: 2_048,
      seed: 1,
    });
    // One number for every state earns −0.5 on average, −25 in an episode.
    expect(episodeReturns(policy, identity(), { episodes: 1, seed: 1 })[0]).toBeGreaterThan(-2.5);
    expect(statistics.temperature).toBeLessThan(0.5);
  });

  it('refuses what it cannot learn from', async () => {
    const run = (environment: ReturnType<typeof scripted<never>>) =>
      train({ algorithm: sac(small), environment: () => environment, environments: 1, steps: 100, seed: 1 });
    const step = () => ({ observation: 0, reward: 0 });
    for (const actionSpace of [discrete(2), box({ low: [0], high: [Infinity] })]) {
      await expect(run(scripted<never>({ actionSpace: actionSpace as never, step }))).rejects.toMatchObject({
        name: 'InvalidOptionsError',
        code: 'INVALID_ACTION_SPACE',
      });
    }
    const actionSpace = box({ low: [0], high: [1] }) as never;
    const paid = scripted<never>({
      actionSpace,
      step: (count) => ({ observation: 0, reward: count === 9 ? Number.NaN : 0 }),
    });
    await expect(run(paid)).rejects.toMatchObject({ name: 'TrainingError', code: 'NOT_FINITE' });
    const much = scripted<never>({ actionSpace, step: () => ({ observation: 0, reward: 1e300 }) });
    await expect(run(much)).rejects.toMatchObject({ name: 'TrainingError', code: 'NOT_FINITE' });
    expect(() => sac({ targetRate: 2 })).toThrow(expect.objectContaining({ name: 'InvalidOptionsError' }));
    expect(() => sac({ isDouble: true } as never)).toThrow(expect.objectContaining({ name: 'InvalidOptionsError' }));
  });
});
