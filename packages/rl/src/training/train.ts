import { InvalidOptionsError } from '@sigmax/core';
import type { Policy } from '../policy/policy';
import { pcg64 } from '../random/pcg64';
import type { IterationStatistics } from './algorithm';
import type { Checkpoint } from './checkpoint';
import { parseTrainOptions, settingsText, type TrainOptions } from './train-options';
import type { TrainingProgress } from './training-callback';
import { trainingWorld } from './training-world';
import { weightsDigest } from './weights-digest';

export interface TrainingResult<Action> {
  /** What was learned, taking the likeliest action. */
  readonly policy: Policy<Action>;
  readonly stepsDone: number;
  readonly iteration: number;
  /** The callback that ended training; `undefined` when all steps were done. */
  readonly stoppedBy: string | undefined;
  readonly statistics: IterationStatistics;
  /** Mean return of the last 100 episodes of training; `undefined` where none ended. */
  readonly meanReturn: number | undefined;
  /** SHA-256 of the weights' bytes. */
  readonly digest: string;
  checkpoint(): Checkpoint;
}

const otherCheckpoint = (given: string, expected: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'OTHER_CHECKPOINT',
    message: `train: the checkpoint is of ${given}, and the options are ${expected}.`,
    remedy: 'Give the options that the checkpoint was made with.',
    context: { checkpoint: given, options: expected },
  });

/** How many episodes the mean return is taken over. */
const recentCount = 100;

/**
 * Trains a policy.
 *
 * The same options give the same weights, bit for bit, on every machine and in every engine, with WebAssembly as without it
 * (though not the same with it as without); and going on from a checkpoint gives what training without a stop gives. Environments must
 * be deterministic: what an episode shows follows from its seed and the actions.
 *
 * @throws {InvalidOptionsError} an option is wrong, or the checkpoint is one of other options
 * (`OTHER_CHECKPOINT`) or of another arithmetic (`OTHER_CORE`).
 * @throws {TrainingError} the loss is no longer a number (`NOT_FINITE`).
 * @throws {EnvironmentError} an environment refuses an action, or masks every one.
 * @example
 * ```ts
 * import { cartPole, ppo, train } from '@sigmax/rl';
 * const options = {
 *   algorithm: ppo({ steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [8] }),
 *   environment: () => cartPole(),
 *   environments: 4,
 *   steps: 128,
 *   seed: 0,
 * };
 * const first = await train(options);
 * first.stepsDone; // => 128
 * const second = await train(options);
 * second.digest === first.digest; // => true
 * ```
 */
export const train = async <Action>(options: TrainOptions<Action>): Promise<TrainingResult<Action>> => {
  const settings = parseTrainOptions(options);
  const { algorithm, environments, steps, seed, normalisation, checkpoint } = settings;
  const { callbacks = [] } = options;
  const text = settingsText(settings);
  if (checkpoint !== undefined && checkpoint.settings !== text) throw otherCheckpoint(checkpoint.settings, text);

  const random = pcg64(seed);
  const world = trainingWorld(options.environment, environments, seed, normalisation);
  const learner = algorithm.start(world, random);
  let stepsDone = 0;
  let iteration = 0;
  let recentReturns: number[] = [];
  let statistics: IterationStatistics = {};
  if (checkpoint === undefined) {
    world.begin();
  } else {
    world.restore(checkpoint.world);
    learner.restore(checkpoint.learner);
    ({ stepsDone, iteration } = checkpoint);
    recentReturns = [...checkpoint.recentReturns];
    for (const one of callbacks) if (one.name in checkpoint.callbacks) one.restore?.(checkpoint.callbacks[one.name]);
  }

  const takeCheckpoint = (): Checkpoint => ({
    version: 1,
    algorithm: algorithm.name,
    settings: text,
    stepsDone,
    iteration,
    learner: learner.state(),
    world: world.state(),
    recentReturns: [...recentReturns],
    callbacks: Object.fromEntries(
      callbacks.flatMap(({ name, state }) => (state === undefined ? [] : [[name, state()]])),
    ),
  });
  const meanReturn = (): number | undefined =>
    recentReturns.length === 0 ? undefined : recentReturns.reduce((sum, one) => sum + one, 0) / recentReturns.length;
  const progressNow = (episodes: TrainingProgress<Action>['episodes']): TrainingProgress<Action> => ({
    stepsDone,
    totalSteps: steps,
    iteration,
    statistics,
    episodes,
    meanReturn: meanReturn(),
    policy: (how) => learner.policy(how) as Policy<Action>,
    checkpoint: takeCheckpoint,
  });

  let stoppedBy: string | undefined;
  while (stepsDone < steps && stoppedBy === undefined) {
    statistics = learner.iterate(stepsDone / steps);
    stepsDone += learner.stepsPerIteration;
    iteration += 1;
    const episodes = world.takeEpisodes();
    recentReturns = [...recentReturns, ...episodes.map(({ episodeReturn }) => episodeReturn)].slice(-recentCount);
    const progress = progressNow(episodes);
    for (const one of callbacks) if ((await one.onIteration(progress)) === 'stop') stoppedBy ??= one.name;
  }
  for (const one of callbacks) await one.onEnd?.(progressNow([]));
  return {
    policy: learner.policy() as Policy<Action>,
    stepsDone,
    iteration,
    stoppedBy,
    statistics,
    meanReturn: meanReturn(),
    digest: weightsDigest(learner.weights),
    checkpoint: takeCheckpoint,
  };
};
