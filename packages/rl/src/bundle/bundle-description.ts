import { type WeightBlock, weightLayout } from '../network/layer-graph';
import {
  logStandardDeviationName,
  type PolicyDescription,
  parsePolicyDescription,
  policyGraph,
} from '../network/policy-description';
import {
  parseRecurrentDescription,
  type RecurrentDescription,
  recurrentLayout,
} from '../recurrent/recurrent-description';

/** What the network of a bundle is: dense layers, or a cell that remembers below them. */
export type BundleDescription = PolicyDescription | RecurrentDescription;

export const isRecurrent = (description: BundleDescription): description is RecurrentDescription =>
  'cell' in description;

/** @throws {InvalidOptionsError} a field is wrong. */
export const parseBundleDescription = (value: unknown): BundleDescription =>
  typeof value === 'object' && value !== null && 'cell' in value
    ? parseRecurrentDescription(value)
    : parsePolicyDescription(value);

/** Where the weights of a bundle lie: those of layers first, then the free ones, which no layer holds. */
export interface BundleLayout {
  readonly size: number;
  readonly layers: readonly WeightBlock[];
  readonly freeSize: number;
}

export const bundleLayout = (description: BundleDescription): BundleLayout => {
  const { size, blocks } = isRecurrent(description)
    ? recurrentLayout(description)
    : weightLayout(policyGraph(description));
  const layers = blocks.filter(({ name }) => name !== logStandardDeviationName);
  const layerSize = layers.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  return { size, layers, freeSize: size - layerSize };
};
