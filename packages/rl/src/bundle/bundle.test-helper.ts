import { seededRandom } from '@sigmax/core';
import { weightLayout } from '../network/layer-graph';
import { type PolicyDescription, policyGraph } from '../network/policy-description';
import { createBundle } from './create-bundle';
import type { BundleMetadata, ModelBundle } from './model-bundle';

export const descriptions = {
  separate: {
    observationSize: 7,
    hiddenSizes: [16, 8],
    trunks: 'separate',
    activation: 'tanh',
    head: { type: 'categorical', sizes: [3] },
  },
  shared: {
    observationSize: 4,
    hiddenSizes: [12],
    trunks: 'shared',
    activation: 'relu',
    head: { type: 'categorical', sizes: [2, 3] },
  },
  gaussian: {
    observationSize: 3,
    hiddenSizes: [8, 8],
    trunks: 'separate',
    activation: 'elu',
    head: { type: 'gaussian', low: [-1, -Infinity], high: [1, Infinity] },
  },
  linear: {
    observationSize: 2,
    hiddenSizes: [],
    trunks: 'shared',
    activation: 'tanh',
    head: { type: 'categorical', sizes: [2] },
  },
} as const satisfies Record<string, PolicyDescription>;

export const metadataOf = (description: PolicyDescription, more: Partial<BundleMetadata> = {}): BundleMetadata => ({
  name: 'test',
  featureNames: Array.from({ length: description.observationSize }, (_, index) => `feature ${index}`),
  seed: 0,
  steps: 1_000,
  algorithm: { name: 'ppo', options: { learningRate: 3e-4, targetKl: Infinity } },
  ...more,
});

/** A bundle with drawn weights. */
export const bundleOf = (description: PolicyDescription, more: Partial<BundleMetadata> = {}, seed = 1): ModelBundle => {
  const random = seededRandom(seed);
  const { size } = weightLayout(policyGraph(description));
  const weights = Float64Array.from({ length: size }, () => 0.7 * random.normal());
  return createBundle({ description, weights, metadata: metadataOf(description, more) });
};
