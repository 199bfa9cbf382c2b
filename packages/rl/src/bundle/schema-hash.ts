import { canonicalJson } from '@sigmax/core';
import type { BundleDescription } from './bundle-description';
import { type BundleMetadata, digestOf } from './model-bundle';

/**
 * SHA-256 of what an observation and an action mean to a policy: names of the numbers, both scalings, the actions and the network's
 * description. Two policies with one hash can take each other's place.
 *
 * @example
 * ```ts
 * import { schemaHash } from '@sigmax/rl';
 * const head = { type: 'categorical', sizes: [2] } as const;
 * const network = { observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head } as const;
 * schemaHash(network, { featureNames: ['price'] }) === schemaHash(network, { featureNames: ['volume'] }); // => false
 * ```
 */
export const schemaHash = (
  description: BundleDescription,
  {
    featureNames,
    scaling,
    tradingScaling,
    actions,
  }: Pick<BundleMetadata, 'featureNames' | 'scaling' | 'tradingScaling' | 'actions'>,
): string => digestOf(canonicalJson({ description, featureNames, scaling, tradingScaling, actions }));
