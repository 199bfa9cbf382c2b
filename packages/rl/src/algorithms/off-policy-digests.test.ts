import { expect, it } from 'vitest';
import { cartPole } from '../environments/classic-control/cart-pole';
import { pendulum } from '../environments/classic-control/pendulum';
import { train } from '../training/train';
import { dqn } from './dqn';
import { sac } from './sac';

const common = { hiddenSizes: [16, 9], stepsPerIteration: 64, learningStarts: 64, batchSize: 32 } as const;

/** Digests of weights. Where a change of the arithmetic is meant, write them anew, and say so in a changeset. */
it.each([
  [
    'webassembly',
    'cc38224bade5830970abfefbd8e9ce8f4950214b109808daccddd3724b1df503',
    '3a1786bc70ba4dfaf64575f4d1b6f6caf62e6557b632d5c91887a6d17797b2f2',
  ],
  [
    'typescript',
    '01f4bbe74ac4856a11320b66e7686d06e8c7771d7b5a212266ef37b712f89c09',
    '3be737d29c490a44644cccfd24d0af4c14d86d0fe08fcc59baf30cefa146cdab',
  ],
] as const)(
  'weights are those of every other machine and engine, bit for bit: %s',
  async (implementation, q, actor) => {
    const run = { environments: 2, steps: 512, seed: 2 ** 33 };
    const valued = await train({
      algorithm: dqn({
        ...common,
        implementation,
        stepsPerUpdate: 16,
        gradientSteps: 4,
        isDueling: true,
        returnSteps: 3,
        target: { type: 'move', rate: 0.1 },
        learningRate: { type: 'cosine', from: 0.01, to: 0 },
      }),
      environment: () => cartPole(),
      ...run,
    });
    const sized = await train({
      algorithm: sac({ ...common, implementation, activation: 'elu' }),
      environment: () => pendulum(),
      normalisation: { observationClip: 10 },
      ...run,
    });
    expect([valued.digest, sized.digest]).toEqual([q, actor]);
  },
);
