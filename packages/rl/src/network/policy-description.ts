import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Activation, DenseLayer, LayerGraph } from './layer-graph';

/** What a policy decides among. */
export type ActionHead =
  /** One choice for each of `sizes`: `[3]` is Discrete(3), `[3, 2]` MultiDiscrete(3, 2). The network gives a logit for each. */
  | { readonly type: 'categorical'; readonly sizes: readonly number[] }
  /** Numbers, each normal around the mean that the network gives; the environment is told them clipped to `low` and `high`. */
  | { readonly type: 'gaussian'; readonly low: readonly number[]; readonly high: readonly number[] }
  /**
   * Numbers between finite bounds: the network gives a mean and ln σ for each, all means first, and tanh of the normal number is
   * stretched from (−1, 1) to (`low`, `high`).
   */
  | { readonly type: 'squashed-gaussian'; readonly low: readonly number[]; readonly high: readonly number[] };

/** A policy and its value function as plain data: with a weights vector it is all that is needed to act. */
export interface PolicyDescription {
  readonly observationSize: number;
  /** Sizes of the hidden layers of each trunk; none makes both linear. */
  readonly hiddenSizes: readonly number[];
  /** `separate`: policy and value have hidden layers of their own; `shared`: one trunk with two heads. */
  readonly trunks: 'separate' | 'shared';
  readonly activation: Exclude<Activation, 'linear'>;
  readonly head: ActionHead;
}

const size = z.int().min(1).max(65_536);
const schema = z.strictObject({
  observationSize: size,
  hiddenSizes: z.array(size).max(16),
  trunks: z.enum(['separate', 'shared']),
  activation: z.enum(['tanh', 'relu', 'elu']),
  head: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('categorical'), sizes: z.array(size).min(1) }),
    z.strictObject({
      type: z.literal('gaussian'),
      low: z.array(z.number().or(z.literal(-Infinity))).min(1),
      high: z.array(z.number().or(z.literal(Infinity))).min(1),
    }),
    z.strictObject({
      type: z.literal('squashed-gaussian'),
      low: z.array(z.number()).min(1),
      high: z.array(z.number()).min(1),
    }),
  ]),
});

/** The name of the free parameters of a Gaussian head: natural logarithms of standard deviations. */
export const logStandardDeviationName = 'policy.logStandardDeviation';

/**
 * Checks a description, read from a file for example.
 *
 * @throws {InvalidOptionsError} a field is wrong, or bounds differ in length.
 */
export const parsePolicyDescription = (value: unknown): PolicyDescription => {
  const bounded = schema.refine(({ head }) => head.type === 'categorical' || head.low.length === head.high.length, {
    path: ['head'],
    message: 'low and high must have one length',
  });
  return parseOptions(bounded, value, 'policy description');
};

/** How many numbers the policy gives for one observation: logits, or means, or means and logarithms of deviations. */
export const actionOutputSize = (head: ActionHead): number => {
  if (head.type === 'categorical') return head.sizes.reduce((sum, one) => sum + one, 0);
  return head.type === 'squashed-gaussian' ? 2 * head.low.length : head.low.length;
};

/** How many numbers one action is in a flat column. */
export const actionWidth = (head: ActionHead): number =>
  head.type === 'categorical' ? head.sizes.length : head.low.length;

/** The layers of a description; `policy.head` and `value.head` are the last two. */
export const policyGraph = (description: PolicyDescription): LayerGraph => {
  const { observationSize, hiddenSizes, trunks, activation, head } = description;
  const layers: DenseLayer[] = [];
  const trunk = (name: string): number => {
    hiddenSizes.forEach((one, index) => {
      layers.push({ name: `${name}.${index}`, from: index === 0 ? -1 : layers.length - 1, size: one, activation });
    });
    return hiddenSizes.length === 0 ? -1 : layers.length - 1;
  };
  const policyTop = trunk(trunks === 'shared' ? 'trunk' : 'policy');
  const valueTop = trunks === 'shared' ? policyTop : trunk('value');
  layers.push({ name: 'policy.head', from: policyTop, size: actionOutputSize(head), activation: 'linear' });
  layers.push({ name: 'value.head', from: valueTop, size: 1, activation: 'linear' });
  return {
    inputSize: observationSize,
    layers,
    free: head.type === 'gaussian' ? [{ name: logStandardDeviationName, size: head.low.length }] : [],
  };
};
