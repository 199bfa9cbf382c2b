import type { NetworkCore } from '../network/network-core';
import type { PolicyNetwork } from '../network/policy-network';
import type { Pcg64, Pcg64State } from '../random/pcg64';
import { pcg64From } from '../random/pcg64';
import type { IterationStatistics, Learner, LearnerState } from '../training/algorithm';
import { networkPolicy } from '../training/network-policy';
import { scheduled } from '../training/schedule';
import { notFinite } from '../training/training-error';
import type { TrainingWorld } from '../training/training-world';
import { type NStepWindow, nStepWindow, type PlayedStep } from './n-step-window';
import { type ReplayBuffer, replayBuffer } from './replay-buffer';
import type { ReplaySettings } from './replay-options';
import { requireSameCore } from './require-same-core';

/** Numbers of one action in two units: as the networks see it, and as the environment is told it. */
export interface ChosenAction {
  readonly kept: Float64Array;
  readonly told: Float64Array;
}

/** What differs between algorithms that learn from a replay buffer. */
export interface ReplayAgent<Figure extends string> {
  readonly network: PolicyNetwork;
  /** Numbers of one action. */
  readonly actionWidth: number;
  /** Writes an action for each environment. In the warm-up all are random. */
  act(
    world: TrainingWorld,
    masks: Uint8Array | undefined,
    moment: { readonly progress: number; readonly isWarmUp: boolean },
    random: Pcg64,
    chosen: ChosenAction,
  ): void;
  /** Takes one gradient step on the rows of the buffer. */
  learn(buffer: ReplayBuffer, rows: Int32Array, learningRate: number, random: Pcg64): Readonly<Record<Figure, number>>;
  /** Names of what `learn` returns. */
  readonly figures: readonly Figure[];
  state(): LearnerState;
  restore(state: LearnerState): void;
}

interface Collector {
  readonly buffer: ReplayBuffer;
  readonly windows: readonly NStepWindow[];
  /** Takes one step in every environment. */
  collect(chosen: ChosenAction): void;
}

/** Steps a world and keeps what came of it. */
const collector = (world: TrainingWorld, actionWidth: number, settings: ReplaySettings): Collector => {
  const { vector, count, observations } = world;
  const { observationSize } = vector;
  const finalMasks = world.finalActionMasks();
  const maskSize = finalMasks === undefined ? 0 : vector.actionSpace.flatSize;
  const buffer = replayBuffer({ capacity: settings.bufferSize, observationSize, actionWidth, maskSize });
  const windows = Array.from({ length: count }, () => nStepWindow(settings.returnSteps, settings.discount));
  const part = <T extends Float64Array | Uint8Array>(values: T, row: number, width: number): T =>
    values.subarray(row * width, (row + 1) * width) as T;
  return {
    buffer,
    windows,
    collect: ({ kept, told }) => {
      const before = Array.from({ length: count }, (_, row) => [...part(observations, row, observationSize)]);
      const after = world.step(told);
      const masks = maskSize === 0 ? undefined : world.actionMasks();
      windows.forEach((window, row) => {
        const truncated = after.truncated[row] === 1;
        const from = truncated ? finalMasks : masks;
        const transitions = window.push(
          {
            observation: before[row] as number[],
            action: [...part(kept, row, actionWidth)],
            reward: after.rewards[row] as number,
          },
          {
            nextObservation: part(after.finalObservations, row, observationSize),
            nextMask: from === undefined ? undefined : part(from, row, maskSize),
            terminated: after.terminated[row] === 1,
            truncated,
          },
        );
        for (const transition of transitions) buffer.add(transition);
      });
    },
  };
};

/**
 * A learner that fills a replay buffer and takes gradient steps on what it draws from it.
 *
 * An update is `stepsPerUpdate` steps and then `gradientSteps` gradient steps, none before `learningStarts` steps were taken. Figures
 * are means over the gradient steps of an iteration, 0 where `gradientSteps` says there was none.
 */
export const replayLearner = <Figure extends string>(
  agent: ReplayAgent<Figure>,
  world: TrainingWorld,
  random: Pcg64,
  settings: ReplaySettings & { readonly implementation?: NetworkCore['name'] | undefined },
): Learner => {
  const { network, actionWidth } = agent;
  const { core } = network;
  const { count } = world;
  const stepsOfUpdate = Math.ceil(settings.stepsPerUpdate / count);
  const updates = Math.ceil(settings.stepsPerIteration / (stepsOfUpdate * count));
  const { buffer, windows, collect } = collector(world, actionWidth, settings);
  const chosen = { kept: new Float64Array(count * actionWidth), told: new Float64Array(count * actionWidth) };
  const rows = new Int32Array(settings.batchSize);
  let actionRandom = random.split('actions');
  let replayRandom = random.split('replay');
  let steps = 0;

  const play = (progress: number): void => {
    agent.act(
      world,
      world.actionMasks(),
      { progress, isWarmUp: steps < settings.learningStarts },
      actionRandom,
      chosen,
    );
    collect(chosen);
    steps += count;
  };

  return {
    weights: network.weights,
    stepsPerIteration: updates * stepsOfUpdate * count,
    iterate: (progress): IterationStatistics => {
      const learningRate = scheduled(settings.learningRate, progress);
      const sums: Record<string, number> = Object.fromEntries(agent.figures.map((name) => [name, 0]));
      let gradientSteps = 0;
      for (let update = 0; update < updates; update++) {
        for (let step = 0; step < stepsOfUpdate; step++) play(progress);
        if (steps <= settings.learningStarts || buffer.size === 0) continue;
        for (let step = 0; step < settings.gradientSteps; step++) {
          buffer.sample(rows, replayRandom);
          const figures = agent.learn(buffer, rows, learningRate, replayRandom);
          for (const name of agent.figures) sums[name] = (sums[name] as number) + figures[name];
          gradientSteps += 1;
        }
      }
      const means = Object.fromEntries(
        agent.figures.map((name) => [name, gradientSteps === 0 ? 0 : (sums[name] as number) / gradientSteps]),
      );
      for (const [name, value] of Object.entries(means)) {
        if (!Number.isFinite(value)) throw notFinite(`The figure ${name}`, means);
      }
      return { ...means, gradientSteps, transitions: buffer.size, learningRate };
    },
    policy: ({ isRandom = false } = {}) =>
      networkPolicy({
        description: network.description,
        weights: network.weights,
        actionSpace: world.vector.actionSpace,
        scaling: world.scaling(),
        isRandom,
        needsMask: buffer.maskSize > 0,
        implementation: settings.implementation,
      }),
    state: () => {
      const own = agent.state();
      return {
        vectors: {
          weights: network.weights.slice(),
          firstMoments: core.firstMoments.slice(),
          secondMoments: core.secondMoments.slice(),
          ...own.vectors,
          ...buffer.state(),
        },
        data: {
          description: network.description,
          core: core.name,
          steps,
          actionRandom: actionRandom.state(),
          replayRandom: replayRandom.state(),
          windows: windows.map((window) => window.state()),
          ...own.data,
        },
      };
    },
    restore: (state) => {
      const { vectors, data } = state;
      requireSameCore(String(data.core), core.name);
      network.weights.set(vectors.weights as Float64Array);
      core.firstMoments.set(vectors.firstMoments as Float64Array);
      core.secondMoments.set(vectors.secondMoments as Float64Array);
      buffer.restore(vectors);
      steps = data.steps as number;
      actionRandom = pcg64From(data.actionRandom as Pcg64State);
      replayRandom = pcg64From(data.replayRandom as Pcg64State);
      windows.forEach((window, index) => {
        window.restore((data.windows as readonly (readonly PlayedStep[])[])[index] ?? []);
      });
      agent.restore(state);
    },
  };
};
