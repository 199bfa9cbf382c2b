import { InvalidOptionsError } from '@sigmax/core';
import { headOfSpace } from '../network/head-of-space';
import { distributionOf } from '../network/heads/distribution-of';
import { initialiseWeights } from '../network/initialise-weights';
import { policyNetwork } from '../network/policy-network';
import { type Pcg64, type Pcg64State, pcg64From } from '../random/pcg64';
import { collectRollout } from '../rollout/collect-rollout';
import { rolloutBuffer } from '../rollout/rollout-buffer';
import type { Algorithm, Learner } from '../training/algorithm';
import { networkPolicy } from '../training/network-policy';
import { scheduled } from '../training/schedule';
import { notFinite } from '../training/training-error';
import type { TrainingWorld } from '../training/training-world';
import { type PpoOptions, type PpoSettings, parsePpoOptions } from './ppo-options';
import { ppoUpdate, shuffle } from './ppo-update';

const otherCore = (given: string, expected: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'OTHER_CORE',
    message: `The checkpoint was made with the core ${given}, and this machine chose ${expected}: the same bits cannot come of it.`,
    remedy: `Go on where ${given} can run.`,
    context: { checkpoint: given, core: expected },
  });

/** Sets PPO to work on a world. */
export const startPpo = (settings: PpoSettings, world: TrainingWorld, random: Pcg64): Learner => {
  const { vector, count } = world;
  const { steps, minibatchSize, hiddenSizes, trunks, activation, implementation } = settings;
  const head = headOfSpace(vector.actionSpace);
  const network = policyNetwork(
    { observationSize: vector.observationSize, hiddenSizes, trunks, activation, head },
    { implementation, capacity: Math.max(count, Math.min(minibatchSize, count * steps)) },
  );
  initialiseWeights(network, random.split('weights'), settings.initialWeights);
  const distribution = distributionOf(network);
  const buffer = rolloutBuffer({
    environments: count,
    steps,
    observationSize: vector.observationSize,
    actionWidth: distribution.width,
    maskSize: vector.actionMasks() === undefined ? 0 : vector.actionSpace.flatSize,
  });
  let actionRandom = random.split('actions');
  let orderRandom = random.split('order');
  let adamSteps = 0;
  const { core } = network;
  return {
    weights: network.weights,
    stepsPerIteration: buffer.size,
    iterate: (progress) => {
      collectRollout(world, network, distribution, buffer, actionRandom, settings);
      const updated = ppoUpdate(network, distribution, buffer, (rows) => shuffle(rows, orderRandom), adamSteps, {
        ...settings,
        targetKl: settings.targetKl,
        learningRate: scheduled(settings.learningRate, progress),
        clipRange: scheduled(settings.clipRange, progress),
        valueClipRange:
          settings.valueClipRange === undefined ? undefined : scheduled(settings.valueClipRange, progress),
      });
      adamSteps = updated.adamSteps;
      const { loss, gradientNorm } = updated.statistics;
      if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) throw notFinite('The loss', { loss, gradientNorm });
      return updated.statistics;
    },
    policy: ({ isRandom = false } = {}) =>
      networkPolicy({
        description: network.description,
        weights: network.weights,
        actionSpace: vector.actionSpace,
        scaling: world.scaling(),
        isRandom,
        needsMask: buffer.maskSize > 0,
        implementation,
      }),
    state: () => ({
      vectors: {
        weights: network.weights.slice(),
        firstMoments: core.firstMoments.slice(),
        secondMoments: core.secondMoments.slice(),
      },
      data: {
        description: network.description,
        core: core.name,
        adamSteps,
        actionRandom: actionRandom.state(),
        orderRandom: orderRandom.state(),
      },
    }),
    restore: ({ vectors, data }) => {
      if (data.core !== core.name) throw otherCore(String(data.core), core.name);
      network.weights.set(vectors.weights as Float64Array);
      core.firstMoments.set(vectors.firstMoments as Float64Array);
      core.secondMoments.set(vectors.secondMoments as Float64Array);
      adamSteps = data.adamSteps as number;
      actionRandom = pcg64From(data.actionRandom as Pcg64State);
      orderRandom = pcg64From(data.orderRandom as Pcg64State);
    },
  };
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
