import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { scripted } from '../algorithms/played.test-helper';
import { ppo } from '../algorithms/ppo';
import type { PpoOptions } from '../algorithms/ppo-options';
import { multiBinary } from '../spaces/multi-binary';
import { train } from './train';
import type { TrainOptions } from './train-options';

const good: TrainOptions<number> = {
  algorithm: ppo({ steps: 4, hiddenSizes: [2] }),
  environment: () => scripted({ step: (count) => ({ observation: count, reward: 1 }) }),
  environments: 1,
  steps: 4,
  seed: 0,
};

it.each([
  [{ steps: 0 }, 'steps'],
  [{ seed: -1 }, 'seed'],
  [{ seed: 1.5 }, 'seed'],
  [{ environments: 0 }, 'environments'],
  [{ environment: undefined }, 'environment'],
  [{ algorithm: {} }, 'algorithm'],
  [{ normalisation: { observationClip: -1 } }, 'normalisation.observationClip'],
  [{ callbacks: [1] }, 'callbacks.0'],
  [{ callbacks: [0, 1].map(() => ({ name: 'a', onIteration: () => undefined })) }, 'two have one name'],
  [{ colour: 'red' }, 'colour'],
])('train refuses %j and names it', async (wrong, words) => {
  const training = train({ ...good, ...wrong } as TrainOptions<number>);
  await expect(training).rejects.toThrow(InvalidOptionsError);
  await expect(training).rejects.toThrow(words);
});

it.each([
  [{ discount: 1.1 }, 'discount'],
  [{ lambda: -0.1 }, 'lambda'],
  [{ epochs: 0 }, 'epochs'],
  [{ learningRate: Number.NaN }, 'learningRate'],
  [{ learningRate: { type: 'linear', from: 1 } }, 'learningRate'],
  [{ clipRange: -1 }, 'clipRange'],
  [{ maximumGradientNorm: 0 }, 'maximumGradientNorm'],
  [{ targetKl: 0 }, 'targetKl'],
  [{ activation: 'sine' }, 'activation'],
  [{ colour: 'red' }, 'colour'],
])('ppo refuses %j and names it', (wrong, words) => {
  expect(() => ppo(wrong as PpoOptions)).toThrow(InvalidOptionsError);
  expect(() => ppo(wrong as PpoOptions)).toThrow(words);
});

it('actions of a kind that no head decides in are refused with what to use instead', async () => {
  const environment = () => scripted({ actionSpace: multiBinary(2), step: () => ({ observation: 0, reward: 0 }) });
  await expect(train({ ...good, environment } as never)).rejects.toThrow('switches are MultiDiscrete(2, 2, …)');
});
