import { InvalidOptionsError } from '@sigmax/core';
import { squashedGaussian } from '../network/heads/squashed-gaussian';
import { initialiseWeights } from '../network/initialise-weights';
import type { Numbers } from '../network/network-core';
import { policyNetwork } from '../network/policy-network';
import type { Pcg64 } from '../random/pcg64';
import { loadRows } from '../replay/load-rows';
import { moveWeights } from '../replay/move-weights';
import type { ReplayBuffer } from '../replay/replay-buffer';
import { type ReplayAgent, replayLearner } from '../replay/replay-learner';
import type { BoxSpace } from '../spaces/box';
import type { Space } from '../spaces/space';
import type { Algorithm } from '../training/algorithm';
import type { TrainingWorld } from '../training/training-world';
import { parseSacOptions, type SacOptions, type SacSettings } from './sac-options';
import { sacTemperature } from './sac-temperature';
import { actorLoss, criticLoss, drawActions, sacTargets } from './sac-update';
import { initialiseCritics, twinCritics } from './twin-critics';

type Figure = 'loss' | 'criticLoss' | 'actorLoss' | 'temperature' | 'entropy';

const boundsOf = (space: Space<unknown>): { readonly low: readonly number[]; readonly high: readonly number[] } => {
  const { low, high } = space as unknown as BoxSpace;
  if (space.kind === 'box' && low.every((bound, at) => Number.isFinite((high[at] as number) - bound))) {
    return { low, high };
  }
  throw new InvalidOptionsError({
    code: 'INVALID_ACTION_SPACE',
    message: `sac: actions were ${space}.`,
    remedy: 'Use Box actions with finite bounds, or learn with ppo.',
    context: { kind: space.kind },
  });
};

const sacAgent = (settings: SacSettings, world: TrainingWorld, random: Pcg64): ReplayAgent<Figure> => {
  const { hiddenSizes, activation, implementation, batchSize, targetRate } = settings;
  const { vector, count } = world;
  const { observationSize } = vector;
  const bounds = boundsOf(vector.actionSpace);
  const law = squashedGaussian(bounds);
  const { width, outputSize } = law;
  const head = { type: 'squashed-gaussian', ...bounds } as const;
  const network = policyNetwork(
    { observationSize, hiddenSizes, trunks: 'shared', activation, head },
    { implementation, capacity: Math.max(count, batchSize) },
  );
  const actor = network.core;
  initialiseWeights(network, random.split('weights'), { valueGain: 0 });
  const shape = { observationSize, actionWidth: width, hiddenSizes, activation };
  const critics = twinCritics(shape, { implementation, capacity: batchSize });
  const target = twinCritics(shape, { implementation, capacity: batchSize });
  initialiseCritics(critics, random.split('critics'));
  target.core.weights.set(critics.core.weights);
  const temperature = sacTemperature(settings.temperature, settings.targetEntropy ?? -width);
  const adam = { beta1: 0.9, beta2: 0.999, epsilon: settings.adamEpsilon };
  const everyRow = Int32Array.from({ length: batchSize }, (_, row) => row);
  const noise = new Float64Array(batchSize * width);
  const drawn = { actions: new Float64Array(batchSize * width), logProbabilities: new Float64Array(batchSize) };
  const targets = new Float64Array(batchSize);
  const out = { actions: new Float64Array(count * outputSize), values: new Float64Array(count) };
  let gradientSteps = 0;

  /** Draws actions for observations of the buffer, which the actor and the given critics then have valued. */
  const drawFor = (observations: Numbers, rows: Int32Array, judges: typeof critics, noises: Pcg64): void => {
    loadRows(actor.inputs, observations, observationSize, rows);
    actor.forward(batchSize);
    for (let at = 0; at < noise.length; at++) noise[at] = noises.normal();
    drawActions(actor, law, noise, batchSize, drawn);
    loadRows(judges.core.inputs, observations, observationSize, rows);
    loadRows(judges.core.inputs, drawn.actions, width, everyRow, observationSize);
    judges.core.forward(batchSize);
  };

  const learnCritics = (buffer: ReplayBuffer, rows: Int32Array, learningRate: number, noises: Pcg64): number => {
    drawFor(buffer.nextObservations, rows, target, noises);
    const { rewards, discounts } = buffer;
    sacTargets({ rows, rewards, discounts }, target, drawn, temperature.value(), targets);
    loadRows(critics.core.inputs, buffer.observations, observationSize, rows);
    loadRows(critics.core.inputs, buffer.actions, width, rows, observationSize);
    critics.core.forward(batchSize);
    const loss = criticLoss(critics, targets, batchSize);
    critics.core.backward(batchSize);
    critics.core.adamStep(gradientSteps, learningRate, adam);
    return loss;
  };

  const learnActor = (buffer: ReplayBuffer, rows: Int32Array, learningRate: number, noises: Pcg64): number => {
    drawFor(buffer.observations, rows, critics, noises);
    const loss = actorLoss(actor, law, critics, drawn, noise, temperature.value(), batchSize);
    actor.backward(batchSize);
    actor.adamStep(gradientSteps, learningRate, adam);
    return loss;
  };

  return {
    network,
    actionWidth: width,
    figures: ['loss', 'criticLoss', 'actorLoss', 'temperature', 'entropy'],
    act: ({ observations }, _masks, { isWarmUp }, actionRandom, { kept, told }) => {
      if (isWarmUp) for (let at = 0; at < kept.length; at++) kept[at] = 2 * actionRandom.uniform() - 1;
      else {
        network.forward(observations, count, out);
        const noises = Float64Array.from({ length: count * width }, () => actionRandom.normal());
        for (let row = 0; row < count; row++)
          law.draw(out.actions, row * outputSize, noises, row * width, kept, row * width);
      }
      for (let row = 0; row < count; row++) law.stretch(kept, row * width, told, row * width);
    },
    learn: (buffer, rows, learningRate, noises) => {
      gradientSteps += 1;
      const used = temperature.value();
      const lossOfCritics = learnCritics(buffer, rows, learningRate, noises);
      const lossOfActor = learnActor(buffer, rows, learningRate, noises);
      let entropy = 0;
      for (let row = 0; row < batchSize; row++) entropy -= (drawn.logProbabilities[row] as number) / batchSize;
      temperature.learn(-entropy, gradientSteps, learningRate, adam);
      moveWeights(target.core.weights, critics.core.weights, targetRate);
      return {
        loss: lossOfCritics + lossOfActor,
        criticLoss: lossOfCritics,
        actorLoss: lossOfActor,
        temperature: used,
        entropy,
      };
    },
    state: () => ({
      vectors: {
        criticWeights: critics.core.weights.slice(),
        criticFirstMoments: critics.core.firstMoments.slice(),
        criticSecondMoments: critics.core.secondMoments.slice(),
        targetWeights: target.core.weights.slice(),
        temperature: temperature.state(),
      },
      data: { gradientSteps },
    }),
    restore: ({ vectors, data }) => {
      critics.core.weights.set(vectors.criticWeights as Numbers);
      critics.core.firstMoments.set(vectors.criticFirstMoments as Numbers);
      critics.core.secondMoments.set(vectors.criticSecondMoments as Numbers);
      target.core.weights.set(vectors.targetWeights as Numbers);
      temperature.restore(vectors.temperature as Numbers);
      gradientSteps = data.gradientSteps as number;
    },
  };
};

/**
 * Soft actor-critic: an actor that draws squashed normal actions, two critics of which the lesser is believed, and a weight of the
 * entropy that is learned.
 *
 * Box actions with finite bounds, such as the weight of a position. Defaults are Stable-Baselines3's with one environment; a callback
 * is called after each 256 steps. Acting takes tanh of the mean. Going on from a checkpoint needs the buffer, which is in it.
 * Observations that are scaled are kept as they were scaled when seen. Source: Haarnoja et al. 2018 and 2018b.
 *
 * @throws {InvalidOptionsError} an option is wrong; from `train`: actions are no Box with finite bounds (`INVALID_ACTION_SPACE`).
 * @example
 * ```ts
 * import { pendulum, sac, train } from '@sigmax/rl';
 * const { stepsDone } = await train({
 *   algorithm: sac({ hiddenSizes: [16], batchSize: 32, bufferSize: 1_000 }),
 *   environment: () => pendulum(),
 *   environments: 1,
 *   steps: 512,
 *   seed: 7,
 * });
 * stepsDone; // => 512
 * ```
 */
export const sac = (options: SacOptions = {}): Algorithm => {
  const settings = parseSacOptions(options);
  return {
    name: 'sac',
    options: settings,
    start: (world, random) => replayLearner(sacAgent(settings, world, random), world, random, settings),
  };
};
