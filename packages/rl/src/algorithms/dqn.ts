import { InvalidOptionsError } from '@sigmax/core';
import { createCore } from '../kernels/create-core';
import { lawOf } from '../network/heads/law-of';
import { noActionAllowed } from '../network/heads/no-action-allowed';
import { initialiseWeights } from '../network/initialise-weights';
import type { Numbers } from '../network/network-core';
import { policyGraph } from '../network/policy-description';
import { policyNetwork } from '../network/policy-network';
import type { Pcg64 } from '../random/pcg64';
import { loadRows } from '../replay/load-rows';
import { moveWeights } from '../replay/move-weights';
import { type ReplayAgent, replayLearner } from '../replay/replay-learner';
import type { DiscreteSpace } from '../spaces/discrete';
import type { Space } from '../spaces/space';
import type { Algorithm } from '../training/algorithm';
import type { TrainingWorld } from '../training/training-world';
import { type DqnFigures, dqnLoss } from './dqn-loss';
import { type DqnOptions, type DqnSettings, parseDqnOptions } from './dqn-options';
import { actionValues, dqnTargets } from './dqn-targets';

type Figure = keyof DqnFigures | 'gradientNorm';

const choicesOf = (space: Space<unknown>): number => {
  if (space.kind === 'discrete') return (space as unknown as DiscreteSpace).size;
  throw new InvalidOptionsError({
    code: 'INVALID_ACTION_SPACE',
    message: `dqn: actions were ${space}.`,
    remedy: 'Use Discrete actions, or learn with ppo.',
    context: { kind: space.kind },
  });
};

/** A random choice among those that are allowed. */
const randomChoice = (size: number, masks: Uint8Array | undefined, maskAt: number, random: Pcg64): number => {
  if (masks === undefined) return random.integer(size);
  const allowed = Array.from({ length: size }, (_, choice) => choice).filter((choice) => masks[maskAt + choice] === 1);
  if (allowed.length === 0) throw noActionAllowed(0, size);
  return allowed[random.integer(allowed.length)] as number;
};

const dqnAgent = (settings: DqnSettings, world: TrainingWorld, random: Pcg64): ReplayAgent<Figure> => {
  const { hiddenSizes, activation, implementation, batchSize, exploration, isDouble, isDueling, target } = settings;
  const { vector, count } = world;
  const { observationSize } = vector;
  const size = choicesOf(vector.actionSpace);
  const head = { type: 'categorical', sizes: [size] } as const;
  const network = policyNetwork(
    { observationSize, hiddenSizes, trunks: 'shared', activation, head },
    { implementation, capacity: Math.max(count, batchSize) },
  );
  initialiseWeights(network, random.split('weights'), { policyGain: 1, valueGain: isDueling ? 1 : 0 });
  const { core } = network;
  const law = lawOf(network);
  const follower = createCore(policyGraph(network.description), { implementation, capacity: batchSize });
  follower.weights.set(core.weights);
  const learning = actionValues(core, isDueling);
  const following = actionValues(follower, isDueling);
  const targets = new Float64Array(batchSize);
  const taken = new Int32Array(batchSize);
  const out = { actions: new Float64Array(count * size), values: new Float64Array(count) };
  const adam = { beta1: 0.9, beta2: 0.999, epsilon: settings.adamEpsilon };
  let gradientSteps = 0;

  return {
    network,
    actionWidth: 1,
    figures: ['loss', 'meanValue', 'meanError', 'gradientNorm'],
    act: ({ observations }, masks, { progress, isWarmUp }, actionRandom, { kept, told }) => {
      const { from, to, share } = exploration;
      const epsilon = isWarmUp ? 1 : progress < share ? from + ((to - from) * progress) / share : to;
      network.forward(observations, count, out);
      for (let row = 0; row < count; row++) {
        if (actionRandom.uniform() < epsilon) kept[row] = randomChoice(size, masks, row * size, actionRandom);
        else law.mode(out.actions, row * size, masks, row * size, kept, row);
      }
      told.set(kept);
    },
    learn: (buffer, rows, learningRate) => {
      loadRows(follower.inputs, buffer.nextObservations, observationSize, rows);
      follower.forward(batchSize);
      if (isDouble) {
        loadRows(core.inputs, buffer.nextObservations, observationSize, rows);
        core.forward(batchSize);
      }
      dqnTargets(
        {
          rows,
          rewards: buffer.rewards,
          discounts: buffer.discounts,
          masks: buffer.maskSize === 0 ? undefined : buffer.nextMasks,
        },
        { chooser: isDouble ? learning : following, target: following, actions: size },
        targets,
      );
      loadRows(core.inputs, buffer.observations, observationSize, rows);
      core.forward(batchSize);
      for (let row = 0; row < batchSize; row++) taken[row] = buffer.actions[rows[row] as number] as number;
      const figures = dqnLoss(core, taken, targets, batchSize, isDueling);
      core.backward(batchSize);
      const gradientNorm = core.clipGradients(settings.maximumGradientNorm);
      gradientSteps += 1;
      core.adamStep(gradientSteps, learningRate, adam);
      if (target.type === 'move') moveWeights(follower.weights, core.weights, target.rate);
      else if (gradientSteps % target.every === 0) moveWeights(follower.weights, core.weights, 1);
      return { ...figures, gradientNorm };
    },
    state: () => ({ vectors: { targetWeights: follower.weights.slice() }, data: { gradientSteps } }),
    restore: ({ vectors, data }) => {
      follower.weights.set(vectors.targetWeights as Numbers);
      gradientSteps = data.gradientSteps as number;
    },
  };
};

/**
 * Deep Q-learning: a network of action values drawn towards R + γⁿ Q_target(s′, a*), from a buffer of what was seen.
 *
 * Discrete actions; where environments have masks, forbidden choices are neither taken nor valued, in training and acting. Defaults
 * are rl-baselines3-zoo's for CartPole with one environment, with double targets. The policy's head holds action values, or
 * advantages where dueling, so that networks, bundles and strategies take it like any other: the likeliest action is the best
 * one, and drawing is by softmax of the values. Going on from a checkpoint needs the buffer, which is in it. Observations that
 * are scaled are kept as they were scaled when seen. Source: Mnih et al. 2015; van Hasselt, Guez, Silver 2016; Wang et al. 2016.
 *
 * @throws {InvalidOptionsError} an option is wrong; from `train`: actions are not Discrete (`INVALID_ACTION_SPACE`).
 * @example
 * ```ts
 * import { cartPole, dqn, train } from '@sigmax/rl';
 * const { stepsDone } = await train({
 *   algorithm: dqn({ hiddenSizes: [16], learningStarts: 256, isDueling: true }),
 *   environment: () => cartPole(),
 *   environments: 1,
 *   steps: 1_024,
 *   seed: 7,
 * });
 * stepsDone; // => 1024
 * ```
 */
export const dqn = (options: DqnOptions = {}): Algorithm => {
  const settings = parseDqnOptions(options);
  return {
    name: 'dqn',
    options: settings,
    start: (world, random) => replayLearner(dqnAgent(settings, world, random), world, random, settings),
  };
};
