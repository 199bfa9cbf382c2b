import { seededRandom } from '@sigmax/core';
import {
  bundleOfCheckpoint,
  bundlePolicy,
  cartPole,
  type ModelBundle,
  policyNetwork,
  ppo,
  train,
  weightsDigest,
} from '@sigmax/rl';
import { playEpisode } from '@sigmax/rl/evaluation';

export const poleFeatures = ['position', 'speed', 'angle', 'turning'] as const;

/** Trains what balances the pole on the page: 50,000 steps, with the settings of rl-baselines3-zoo. */
export const trainPole = async (): Promise<ModelBundle> => {
  const result = await train({
    algorithm: ppo({
      steps: 32,
      minibatchSize: 256,
      epochs: 20,
      discount: 0.98,
      lambda: 0.8,
      hiddenSizes: [32, 32],
      learningRate: { type: 'linear', from: 0.001, to: 0 },
      clipRange: { type: 'linear', from: 0.2, to: 0 },
    }),
    environment: () => cartPole(),
    environments: 8,
    steps: 50_000,
    seed: 0,
  });
  return bundleOfCheckpoint(result.checkpoint(), { name: 'pole', featureNames: [...poleFeatures] });
};

export const shortSteps = 768;

/** The digest of the weights after a short training: the same in Node and in a page. */
export const shortTraining = async (seed: number): Promise<string> => {
  const { digest } = await train({
    algorithm: ppo({ steps: 48, minibatchSize: 64, epochs: 4, hiddenSizes: [32, 32] }),
    environment: () => cartPole(),
    environments: 4,
    steps: shortSteps,
    seed,
  });
  return digest;
};

/** A digest of the actions of one episode. */
export const poleActions = (bundle: ModelBundle, seed: number): { readonly steps: number; readonly digest: string } => {
  const { actions } = playEpisode(cartPole(), bundlePolicy(bundle), { seed, random: seededRandom(seed) });
  return { steps: actions.length, digest: weightsDigest(Float64Array.from(actions, Number)) };
};

/** The probability of a push to the right. */
export const pushRight = ({ description, weights }: ModelBundle): ((observation: Float64Array) => number) => {
  const network = policyNetwork(description, { weights, capacity: 1 });
  const out = { actions: new Float64Array(2), values: new Float64Array(1) };
  return (observation) => {
    network.forward(observation, 1, out);
    return 1 / (1 + Math.exp(out.actions[0]! - out.actions[1]!));
  };
};
