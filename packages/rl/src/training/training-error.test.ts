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
      environment: () => scripted({ step: (count) => ({ observation: count, reward: count === 5 ? Number.NaN : 1 }) }),
      environments: 1,
      steps: 16,
      seed: 1,
    });
    await expect(training).rejects.toThrow(TrainingError);
    await expect(training).rejects.toThrow('The loss is not a finite number.');
  }
});

it('is one of our errors, with a name of its own', () => {
  const error = new TrainingError({ code: 'A', message: 'b.', remedy: 'c.' });
  expect([SigmaxError.isInstance(error), error.name]).toEqual([true, 'TrainingError']);
});
