import { ppo } from '../algorithms/ppo';
import { cartPole } from '../environments/classic-control/cart-pole';
import { episodeReturns } from '../training/episode-returns';
import { trainingJob } from '../training/training-job';

/** A short training on CartPole, as threads and this one do it. */
export const poleJob = trainingJob({
  training: ({ learningRate, units }: { readonly learningRate: number; readonly units: number }) => ({
    algorithm: ppo({ steps: 64, minibatchSize: 64, epochs: 4, hiddenSizes: [units], learningRate }),
    environment: () => cartPole(),
    environments: 2,
    steps: 512,
  }),
  measure: (policy) => {
    const returns = episodeReturns(policy, cartPole(), { episodes: 3, seed: 1_000 });
    return { value: returns.reduce((sum, one) => sum + one, 0) / 3, worst: Math.min(...returns) };
  },
  reportEvery: 256,
  keep: (result) => Float64Array.from(result.checkpoint().learner.vectors.weights ?? []),
});
