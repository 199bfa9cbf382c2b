import { type BundleDescription, isRecurrent } from '../bundle/bundle-description';
import type { ActionLaw } from '../network/heads/action-law';
import { categoricalDistribution } from '../network/heads/categorical-distribution';
import { gaussianDistribution } from '../network/heads/gaussian-distribution';
import { lawOf } from '../network/heads/law-of';
import type { NetworkCore } from '../network/network-core';
import { policyNetwork } from '../network/policy-network';
import { recurrentNetwork } from '../recurrent/recurrent-network';

/** A network of either kind at work on one observation at a time. */
export interface ActingNetwork {
  readonly law: ActionLaw;
  /** What is remembered of the episode, all 0 where one begins; empty where nothing is. */
  readonly states: Float64Array;
  forward(observation: Float64Array, out: { readonly actions: Float64Array; readonly values: Float64Array }): void;
}

/** @throws {InvalidOptionsError} the description or the weights are wrong. */
export const actingNetwork = (
  description: BundleDescription,
  weights: ArrayLike<number>,
  implementation?: NetworkCore['name'] | undefined,
): ActingNetwork => {
  if (!isRecurrent(description)) {
    const network = policyNetwork(description, { weights, capacity: 1, implementation });
    return {
      law: lawOf(network),
      states: new Float64Array(0),
      forward: (observation, out) => network.forward(observation, 1, out),
    };
  }
  const { states, forward, logStandardDeviations } = recurrentNetwork(description, weights);
  const { head } = description;
  return {
    law:
      head.type === 'categorical' ? categoricalDistribution(head.sizes) : gaussianDistribution(logStandardDeviations),
    states,
    forward,
  };
};
