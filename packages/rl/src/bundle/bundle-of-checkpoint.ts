import { BundleError } from '../errors';
import type { Checkpoint } from '../training/checkpoint';
import type { BundleDescription } from './bundle-description';
import { createBundle } from './create-bundle';
import type { BundleMetadata, ModelBundle } from './model-bundle';

/** What a checkpoint does not know of itself. */
export type CheckpointMeaning = Pick<BundleMetadata, 'name' | 'featureNames'> &
  Partial<Pick<BundleMetadata, 'tradingScaling' | 'actions' | 'needsMask' | 'inputs' | 'temperature' | 'dataDigest'>>;

interface Settings {
  readonly algorithm: string;
  readonly options: unknown;
  readonly seed: number;
  readonly normalisation?: { readonly observationClip?: number };
}

const trunkNeeded = (algorithm: string): BundleError =>
  new BundleError({
    code: 'NEEDS_TFJS',
    message: `Bundle: what ${algorithm} learned acts on a trunk of tfjs, which a bundle does not hold.`,
    remedy:
      "Keep the checkpoint, and let it act with tfPpo of '@sigmax/rl/tf' and that trunk; or train dense layers (ppo) or a cell (recurrentPpo).",
  });

/**
 * The bundle of a checkpoint of `train`: its weights, its scaling frozen as it is, seed, steps, algorithm and options.
 *
 * Where observations were scaled, their statistics are also the bundle's `inputs`, unless others are given. Weights of double
 * precision are rounded to single.
 *
 * @throws {BundleError} the checkpoint is of an algorithm without a policy network (`BUNDLE_MALFORMED`) or on a trunk of tfjs
 * (`NEEDS_TFJS`), or what the bundle would
 * hold is wrong.
 * @example
 * ```ts
 * import { bundleOfCheckpoint, cartPole, ppo, train } from '@sigmax/rl';
 * const result = await train({
 *   algorithm: ppo({ steps: 16, minibatchSize: 32, hiddenSizes: [8] }),
 *   environment: () => cartPole(), environments: 4, steps: 64, seed: 0,
 * });
 * const featureNames = ['position', 'speed', 'angle', 'turning'];
 * const { metadata } = bundleOfCheckpoint(result.checkpoint(), { name: 'pole', featureNames });
 * [metadata.steps, metadata.algorithm.name]; // => [64, 'ppo']
 * ```
 */
export const bundleOfCheckpoint = (checkpoint: Checkpoint, meaning: CheckpointMeaning): ModelBundle => {
  const { learner, world, settings, stepsDone } = checkpoint;
  const { recurrent, description = recurrent, trunk } = learner.data;
  const { weights } = learner.vectors;
  if (trunk !== undefined) throw trunkNeeded(checkpoint.algorithm);
  if (description === undefined || weights === undefined) {
    throw new BundleError({
      code: 'BUNDLE_MALFORMED',
      message: `Bundle: a checkpoint of ${checkpoint.algorithm} has no policy network.`,
      remedy: 'Give a checkpoint of an algorithm that trains one, such as ppo.',
    });
  }
  const { algorithm, options, seed, normalisation } = JSON.parse(settings) as Settings;
  const { observationStatistics } = world;
  const clip = normalisation?.observationClip;
  const isScaled = observationStatistics !== undefined && clip !== undefined;
  const metadata: BundleMetadata = {
    ...(isScaled
      ? {
          scaling: { ...observationStatistics, clip },
          inputs: { mean: observationStatistics.mean, variance: observationStatistics.variance },
        }
      : {}),
    ...meaning,
    seed,
    steps: stepsDone,
    algorithm: { name: algorithm, options },
  };
  return createBundle({ description: description as BundleDescription, weights, metadata });
};
