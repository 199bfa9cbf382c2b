import { InvalidOptionsError } from '@sigmax/core';
import { distributionOf } from '../network/heads/distribution-of';
import type { Numbers } from '../network/network-core';
import type { TrainableNetwork } from '../network/policy-network';
import { type Pcg64, type Pcg64State, pcg64From } from '../random/pcg64';
import { collectRollout } from '../rollout/collect-rollout';
import { type RolloutBuffer, rolloutBuffer } from '../rollout/rollout-buffer';
import type { Learner } from '../training/algorithm';
import { scheduled } from '../training/schedule';
import { notFinite } from '../training/training-error';
import type { TrainingWorld } from '../training/training-world';
import type { PpoSettings } from './ppo-options';
import { ppoUpdate, shuffle } from './ppo-update';

/** What of PPO depends on the network that it trains. */
export interface PpoParts {
  readonly network: TrainableNetwork;
  /** Puts the rows of one epoch in order; they are shuffled where left out. */
  readonly order?: ((rows: Int32Array, random: Pcg64) => void) | undefined;
  /** Told the rollout that `order` and the network's memory speak of, before anything else. */
  readonly onBuffer?: ((buffer: RolloutBuffer) => void) | undefined;
  readonly policy: (isRandom: boolean, needsMask: boolean) => ReturnType<Learner['policy']>;
  /** What the network is, as plain data, for checkpoints. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Vectors that a checkpoint keeps besides weights and moments; written into when one is restored. */
  readonly vectors?: Readonly<Record<string, Numbers>> | undefined;
}

const otherCore = (given: string, expected: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'OTHER_CORE',
    message: `The checkpoint was made with the core ${given}, and this machine chose ${expected}: the same bits cannot come of it.`,
    remedy: `Go on where ${given} can run.`,
    context: { checkpoint: given, core: expected },
  });

/** PPO at work on a world with a network of any layers. */
export const ppoLearner = (
  settings: Omit<PpoSettings, 'hiddenSizes' | 'trunks' | 'activation' | 'initialWeights' | 'implementation'>,
  world: TrainingWorld,
  random: Pcg64,
  parts: PpoParts,
): Learner => {
  const { vector, count } = world;
  const { network, order = shuffle } = parts;
  const distribution = distributionOf(network);
  const buffer = rolloutBuffer({
    environments: count,
    steps: settings.steps,
    observationSize: vector.observationSize,
    actionWidth: distribution.width,
    maskSize: vector.actionMasks() === undefined ? 0 : vector.actionSpace.flatSize,
  });
  parts.onBuffer?.(buffer);
  let actionRandom = random.split('actions');
  let orderRandom = random.split('order');
  let adamSteps = 0;
  const { core } = network;
  const kept: Readonly<Record<string, Numbers>> = {
    weights: network.weights,
    firstMoments: core.firstMoments,
    secondMoments: core.secondMoments,
    ...parts.vectors,
  };
  return {
    weights: network.weights,
    stepsPerIteration: buffer.size,
    iterate: (progress) => {
      collectRollout(world, network, distribution, buffer, actionRandom, settings);
      const updated = ppoUpdate(network, distribution, buffer, (rows) => order(rows, orderRandom), adamSteps, {
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
    policy: ({ isRandom = false } = {}) => parts.policy(isRandom, buffer.maskSize > 0),
    state: () => ({
      vectors: Object.fromEntries(Object.entries(kept).map(([name, values]) => [name, values.slice()])),
      data: {
        ...parts.data,
        core: core.name,
        adamSteps,
        actionRandom: actionRandom.state(),
        orderRandom: orderRandom.state(),
      },
    }),
    restore: ({ vectors, data }) => {
      if (data.core !== core.name) throw otherCore(String(data.core), core.name);
      for (const [name, values] of Object.entries(kept)) values.set(vectors[name] as Numbers);
      adamSteps = data.adamSteps as number;
      actionRandom = pcg64From(data.actionRandom as Pcg64State);
      orderRandom = pcg64From(data.orderRandom as Pcg64State);
    },
  };
};
