import { InvalidOptionsError, sdkVersion } from '@sigmax/core';
import { BundleError } from '../errors';
import { type BundleDescription, bundleLayout, parseBundleDescription } from './bundle-description';
import { metadataSchema } from './bundle-metadata';
import type { BundleMetadata, ModelBundle } from './model-bundle';

const malformed = (message: string, remedy: string): BundleError =>
  new BundleError({ code: 'BUNDLE_MALFORMED', message, remedy });

/** Lists that stand beside an observation are as long as it is. */
const requireWidths = (observationSize: number, metadata: BundleMetadata): void => {
  const { featureNames, scaling, inputs } = metadata;
  const lists: readonly (readonly [string, readonly unknown[] | undefined])[] = [
    ['featureNames', featureNames],
    ['scaling.mean', scaling?.mean],
    ['scaling.variance', scaling?.variance],
    ['inputs.mean', inputs?.mean],
    ['inputs.variance', inputs?.variance],
  ];
  const wrong = lists.find(([, list]) => list !== undefined && list.length !== observationSize);
  if (wrong === undefined) return;
  throw malformed(
    `Bundle: ${wrong[0]} has ${wrong[1]?.length} entries, an observation ${observationSize} numbers.`,
    'Write one for each number.',
  );
};

/** Metadata, checked. @throws {BundleError} a field is wrong */
export const checkedMetadata = (description: BundleDescription, metadata: unknown): BundleMetadata => {
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw malformed(
      `Bundle: metadata.${issue?.path.join('.')}: ${issue?.message}.`,
      'Write the bundle again with createBundle.',
    );
  }
  const checked = parsed.data as BundleMetadata;
  requireWidths(description.observationSize, checked);
  return checked;
};

/** @throws {BundleError} a weight is NaN or infinite */
export const requireFinite = (weights: Float32Array): void => {
  const place = weights.findIndex((weight) => !Number.isFinite(weight));
  if (place < 0) return;
  throw new BundleError({
    code: 'BUNDLE_NOT_FINITE',
    message: `Bundle: weight ${place} is ${weights[place]}.`,
    remedy: 'Training went wrong; use an earlier checkpoint.',
    context: { place },
  });
};

/**
 * Makes a bundle of a policy that was trained: description and weights are copied and checked, weights rounded to single precision.
 *
 * @throws {InvalidOptionsError} the description is wrong, or there are not as many weights as it needs.
 * @throws {BundleError} metadata are wrong (`BUNDLE_MALFORMED`), or a weight is not finite (`BUNDLE_NOT_FINITE`).
 * @example
 * ```ts
 * import { createBundle } from '@sigmax/rl';
 * const bundle = createBundle({
 *   description: {
 *     observationSize: 2, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [1, 0, 0, 1, 0, 0, 0.5, 0.5, 0],
 *   metadata: { name: 'example', featureNames: ['a', 'b'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * bundle.weights.length; // => 9
 * ```
 */
export const createBundle = (parts: {
  readonly description: BundleDescription;
  readonly weights: ArrayLike<number>;
  readonly metadata: BundleMetadata;
}): ModelBundle => {
  const description = parseBundleDescription(parts.description);
  const { size } = bundleLayout(description);
  if (parts.weights.length !== size) {
    throw new InvalidOptionsError({
      code: 'INVALID_WEIGHTS',
      message: `createBundle: ${parts.weights.length} weights were given.`,
      remedy: `Give ${size}, as the description needs.`,
      context: { given: parts.weights.length, expected: size },
    });
  }
  const weights = Float32Array.from(parts.weights);
  requireFinite(weights);
  return { description, weights, metadata: checkedMetadata(description, parts.metadata), sdkVersion };
};
