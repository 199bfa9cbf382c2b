import { SigmaxError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { scripted } from '../algorithms/played.test-helper';
import { ppo } from '../algorithms/ppo';
import { train } from './train';
import { TrainingError } from './training-error';

it('training that arrives at numbers that are none ends with an error that says so', async () => {
  for (const implementation of ['webassembly', 'typescript'] as const) {
    const training = train({
      algorithm: ppo({ steps: 8, hiddenSizes: [4], implementation }),
      environment: () => scripted({ step: (count) => ({ observation: count, reward: count === 5 ? 1e300 : 1 }) }),
      environments: 1,
      steps: 16,
      seed: 1,
    });
    await expect(training).rejects.toThrow(TrainingError);
    await expect(training).rejects.toThrow('The loss is not a finite number.');
  }
});

it('a reward or an observation that is no number is named with its environment, scaled or not', async () => {
  const training = (
    wrong: 'reward' | 'observation',
    value: number,
    normalisation?: { observationClip: number; rewardClip: number },
  ) =>
    train({
      algorithm: ppo({ steps: 8, hiddenSizes: [4] }),
      environment: (index) =>
        scripted({
          step: (count) => ({
            observation: count,
            reward: 1,
            ...(index === 1 && count === 5 ? { [wrong]: value } : {}),
          }),
        }),
      environments: 2,
      steps: 16,
      seed: 1,
      normalisation,
    });
  const scaled = { observationClip: 10, rewardClip: 10 };
  await expect(training('reward', Number.NaN)).rejects.toThrow('Reward of environment 1 was NaN');
  await expect(training('reward', Infinity, scaled)).rejects.toThrow('Reward of environment 1 was Infinity');
  await expect(training('observation', -Infinity)).rejects.toThrow('Observation of environment 1 was -Infinity');
  await expect(training('observation', Number.NaN, scaled)).rejects.toThrow('Observation of environment 1 was NaN');
});

it('is one of our errors, with a name of its own', () => {
  const error = new TrainingError({ code: 'A', message: 'b.', remedy: 'c.' });
  expect([SigmaxError.isInstance(error), error.name]).toEqual([true, 'TrainingError']);
});
