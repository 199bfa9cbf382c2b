import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { NetworkCore } from '../network/network-core';
import type { ActionHead } from '../network/policy-description';
import type { Policy } from '../policy/policy';
import { box } from '../spaces/box';
import { discrete } from '../spaces/discrete';
import { multiDiscrete } from '../spaces/multi-discrete';
import type { Space } from '../spaces/space';
import type { TradingAction } from '../trading/trading-actions';
import { networkPolicy } from '../training/network-policy';
import type { ModelBundle } from './model-bundle';
import { requireBundle } from './require-bundle';

const schema = z.strictObject({
  isRandom: z.boolean().optional(),
  implementation: z.enum(['webassembly', 'typescript']).optional(),
});

/** The action space of a head: one choice, several choices, or a vector. */
export const headSpace = (head: ActionHead): Space<TradingAction> => {
  if (head.type !== 'categorical') {
    const { low, high } = head;
    return box({ low, high }) as unknown as Space<TradingAction>;
  }
  const [only, ...others] = head.sizes as [number, ...number[]];
  return (others.length === 0 ? discrete(only) : multiDiscrete(head.sizes)) as unknown as Space<TradingAction>;
};

/**
 * The policy of a bundle, with its scaling: the likeliest action, or one that is drawn.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {BundleError} what was given is no bundle (`BUNDLE_MALFORMED`).
 * @throws {EnvironmentError} when it acts: a mask forbids everything, or is missing where the bundle needs one.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { bundlePolicy, createBundle } from '@sigmax/rl';
 * const bundle = createBundle({
 *   description: {
 *     observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [-1, 1, 0, 0, 0, 0],
 *   metadata: { name: 'sign', featureNames: ['a'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * const act = bundlePolicy(bundle).start(seededRandom(1));
 * [act(Float64Array.of(3)), act(Float64Array.of(-3))]; // => [1, 0]
 * ```
 */
export const bundlePolicy = (
  bundle: ModelBundle,
  options: { readonly isRandom?: boolean; readonly implementation?: NetworkCore['name'] } = {},
): Policy<TradingAction> => {
  const how = parseOptions(schema, options, 'bundlePolicy');
  const { description, weights, metadata } = requireBundle(bundle, 'bundlePolicy');
  const { scaling, needsMask, name } = metadata;
  const actionSpace = headSpace(description.head);
  return { ...networkPolicy<TradingAction>({ description, weights, actionSpace, scaling, needsMask, ...how }), name };
};
