import { createBundle } from '../bundle/create-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { requireBundle } from '../bundle/require-bundle';
import { schemaHash } from '../bundle/schema-hash';
import { BundleError } from '../errors';
import { type FederatedResult, federatedAverage } from './federated-average';

export interface BundleUpdate {
  readonly client: string;
  readonly bundle: ModelBundle;
  readonly samples: number;
}

/**
 * Averages bundles that clients trained from one bundle; see `federatedAverage`. Metadata stay those of the bundle that they began
 * with, `steps` grows by theirs.
 *
 * @throws {BundleError} a client's bundle has another schema (`BUNDLE_SCHEMA`): features, scaling and actions must be common.
 * @throws {InvalidOptionsError} an option is wrong, or no update is left.
 * @example
 * ```ts
 * import { createBundle, federatedBundle } from '@sigmax/rl';
 * const bundleOf = (weight: number) => createBundle({
 *   description: {
 *     observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: new Array(6).fill(weight),
 *   metadata: { name: 'example', featureNames: ['a'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * const updates = [1, 2].map((weight) => ({ client: `client ${weight}`, bundle: bundleOf(weight), samples: 10 }));
 * federatedBundle(bundleOf(0), updates).bundle.weights[0]; // => 1.5
 * ```
 */
export const federatedBundle = (
  current: ModelBundle,
  updates: readonly BundleUpdate[],
  options: { readonly maximumNorm?: number } = {},
): Omit<FederatedResult, 'weights'> & { readonly bundle: ModelBundle } => {
  const { description, metadata } = requireBundle(current, 'federatedBundle');
  for (const { client, bundle } of updates) requireBundle(bundle, `federatedBundle: ${client}`);
  const expected = schemaHash(description, metadata);
  const stranger = updates.find(({ bundle }) => schemaHash(bundle.description, bundle.metadata) !== expected);
  if (stranger !== undefined) {
    throw new BundleError({
      code: 'BUNDLE_SCHEMA',
      message: `federatedBundle: the bundle of ${stranger.client} has another schema.`,
      remedy: 'Give all clients the same features, scaling, actions and network.',
      context: { client: stranger.client },
    });
  }
  const { weights, ...rest } = federatedAverage(
    current.weights,
    updates.map(({ client, bundle, samples }) => ({ client, weights: bundle.weights, samples })),
    options,
  );
  const steps = updates.reduce((sum, { bundle }) => sum + bundle.metadata.steps - metadata.steps, metadata.steps);
  return {
    bundle: createBundle({ description, weights, metadata: { ...metadata, steps: Math.max(steps, metadata.steps) } }),
    ...rest,
  };
};
