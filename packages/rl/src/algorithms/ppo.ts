import { headOfSpace } from '../network/head-of-space';
import { initialiseWeights } from '../network/initialise-weights';
import { policyNetwork } from '../network/policy-network';
import type { Pcg64 } from '../random/pcg64';
import type { Algorithm, Learner } from '../training/algorithm';
import { networkPolicy } from '../training/network-policy';
import type { TrainingWorld } from '../training/training-world';
import { ppoLearner } from './ppo-learner';
import { type PpoOptions, type PpoSettings, parsePpoOptions } from './ppo-options';

/** Sets PPO to work on a world. */
export const startPpo = (settings: PpoSettings, world: TrainingWorld, random: Pcg64): Learner => {
  const { vector, count } = world;
  const { steps, minibatchSize, hiddenSizes, trunks, activation, implementation } = settings;
  const network = policyNetwork(
    {
      observationSize: vector.observationSize,
      hiddenSizes,
      trunks,
      activation,
      head: headOfSpace(vector.actionSpace),
    },
    { implementation, capacity: Math.max(count, Math.min(minibatchSize, count * steps)) },
  );
  initialiseWeights(network, random.split('weights'), settings.initialWeights);
  return ppoLearner(settings, world, random, {
    network,
    data: { description: network.description },
    policy: (isRandom, needsMask) =>
      networkPolicy({
        description: network.description,
        weights: network.weights,
        actionSpace: vector.actionSpace,
        scaling: world.scaling(),
        isRandom,
        needsMask,
        implementation,
      }),
  });
};

/**
 * Proximal policy optimisation: clipped ratios, generalised advantages, Adam.
 *
 * Defaults are Stable-Baselines3's. Actions may be Discrete, MultiDiscrete or Box; where environments have masks, forbidden choices
 * have probability 0 in training and acting. Source: Schulman et al. 2017; the details are those of Huang et al. 2022.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { cartPole, ppo, train } from '@sigmax/rl';
 * const { stepsDone } = await train({
 *   algorithm: ppo({ steps: 32, minibatchSize: 64, hiddenSizes: [16] }),
 *   environment: () => cartPole(),
 *   environments: 4,
 *   steps: 256,
 *   seed: 7,
 * });
 * stepsDone; // => 256
 * ```
 */
export const ppo = (options: PpoOptions = {}): Algorithm => {
  const settings = parsePpoOptions(options, 'ppo');
  return { name: 'ppo', options: settings, start: (world, random) => startPpo(settings, world, random) };
};
