import { createSha256 } from '@sigmax/core';
import type { TradingActions } from '../trading/trading-actions';
import type { TradingScaling } from '../trading/trading-scaling';
import type { ObservationScaling } from '../training/normaliser';
import type { BundleDescription } from './bundle-description';

/** Mean and variance of each number of the observations that a policy was trained on, before any scaling. */
export interface InputStatistics {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/** What a network has to be told about itself before anybody may act on it. */
export interface BundleMetadata {
  readonly name: string;
  /** What each number of an observation is, in order, as `environment.featureNames` says. */
  readonly featureNames: readonly string[];
  /** How observations are scaled before the network sees them; left out where they are not. */
  readonly scaling?: ObservationScaling | undefined;
  /** What the market features are divided by, for a policy that trades. */
  readonly tradingScaling?: TradingScaling | undefined;
  /** What its actions mean, for a policy that trades. */
  readonly actions?: TradingActions | undefined;
  /** Whether it was trained with action masks, and must not act without one. */
  readonly needsMask?: boolean | undefined;
  /** For the test of what is out of distribution. */
  readonly inputs?: InputStatistics | undefined;
  /** What logits are divided by, so that probabilities are frequencies; see `fitTemperature`. Left out: 1. */
  readonly temperature?: number | undefined;
  readonly seed: number;
  /** Steps of training. */
  readonly steps: number;
  readonly algorithm: { readonly name: string; readonly options: unknown };
  /** SHA-256 of the training data, as `marketDigest` of core computes it; left out where there are none. */
  readonly dataDigest?: string | undefined;
}

/** A policy with all that it takes to act: its description, its weights in single precision, and where it comes from. */
export interface ModelBundle {
  readonly description: BundleDescription;
  /** In the order of `policyNetwork(description).layout`, or of the blocks of a recurrent network. */
  readonly weights: Float32Array;
  readonly metadata: BundleMetadata;
  /** Version of `@sigmax/core` that wrote it. */
  readonly sdkVersion: string;
}

/** SHA-256 of text or bytes, 64 hexadecimal digits. */
export const digestOf = (data: string | Uint8Array): string => {
  const hash = createSha256();
  hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  return hash.hex();
};
