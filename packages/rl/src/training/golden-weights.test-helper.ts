import { a2c } from '../algorithms/a2c';
import { ppo } from '../algorithms/ppo';
import { cartPole } from '../environments/classic-control/cart-pole';
import { pendulum } from '../environments/classic-control/pendulum';
import { goldenOutputs } from '../recurrent/golden-outputs.test-helper';
import { train } from './train';

const implementations = ['webassembly', 'typescript'] as const;

/**
 * Digests of weights after short trainings with every kind of arithmetic, and of what recurrent networks say: the same on every machine
 * and in every engine.
 */
export const goldenWeights = async (): Promise<Record<string, string>> => {
  const digests: Record<string, string> = {};
  for (const implementation of implementations) {
    const balanced = await train({
      algorithm: ppo({
        steps: 64,
        minibatchSize: 128,
        epochs: 4,
        hiddenSizes: [32, 32],
        learningRate: { type: 'cosine', from: 0.003, to: 0 },
        valueClipRange: 0.2,
        targetKl: 0.03,
        implementation,
      }),
      environment: () => cartPole(),
      environments: 4,
      steps: 2048,
      seed: 0,
    });
    const swung = await train({
      algorithm: ppo({
        steps: 128,
        epochs: 2,
        hiddenSizes: [10],
        activation: 'elu',
        trunks: 'shared',
        entropyCoefficient: 0.01,
        implementation,
      }),
      environment: () => pendulum(),
      environments: 3,
      steps: 1500,
      seed: 1,
      normalisation: { observationClip: 10, rewardClip: 10 },
    });
    const critic = await train({
      algorithm: a2c({ hiddenSizes: [7], activation: 'relu', implementation }),
      environment: () => cartPole(),
      steps: 800,
      seed: 2 ** 40,
    });
    digests[`${implementation}: ppo, tanh, separate`] = balanced.digest;
    digests[`${implementation}: ppo, elu, shared, normal`] = swung.digest;
    digests[`${implementation}: a2c, relu`] = critic.digest;
  }
  return { ...digests, ...goldenOutputs() };
};
