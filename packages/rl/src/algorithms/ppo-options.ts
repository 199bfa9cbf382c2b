import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { InitialWeights } from '../network/initialise-weights';
import type { NetworkCore } from '../network/network-core';
import type { PolicyDescription } from '../network/policy-description';
import type { Schedule } from '../training/schedule';

export interface PpoOptions {
  /** Steps of each environment between two updates. Defaults to 2048. */
  readonly steps?: number | undefined;
  /** Rows of one gradient. The last of an epoch has fewer where it does not divide. Defaults to 64. */
  readonly minibatchSize?: number | undefined;
  /** How often each row is learned from. Defaults to 10. */
  readonly epochs?: number | undefined;
  /** Adam's rate. Defaults to 3e-4. */
  readonly learningRate?: Schedule | undefined;
  /** γ. Defaults to 0.99. */
  readonly discount?: number | undefined;
  /** λ of the advantages. Defaults to 0.95. */
  readonly lambda?: number | undefined;
  /** ε of the clipped ratio. Defaults to 0.2. */
  readonly clipRange?: Schedule | undefined;
  /** How far the value may move from what it was, in units of reward. No limit where left out. */
  readonly valueClipRange?: Schedule | undefined;
  /** `clipped` has the error of the clipped value (Stable-Baselines3), `larger` the larger of both errors (CleanRL). Defaults to `clipped`. */
  readonly valueClip?: 'clipped' | 'larger' | undefined;
  /** Weight of the entropy. Defaults to 0. */
  readonly entropyCoefficient?: number | undefined;
  /** Weight of the mean squared error of the value. Defaults to 0.5; what CleanRL calls 0.5 is 0.25 here. */
  readonly valueCoefficient?: number | undefined;
  /** Longest gradient. Defaults to 0.5. */
  readonly maximumGradientNorm?: number | undefined;
  /** Whether each minibatch's advantages get mean 0 and standard deviation 1. Defaults to true. */
  readonly isAdvantageNormalised?: boolean | undefined;
  /** Stops the epochs of an update when the policy moved further, by Schulman's estimate mean(r − 1 − ln r). */
  readonly targetKl?: number | undefined;
  /**
   * `minibatch`: before a step, above 1.5 times the target (Stable-Baselines3); `epoch`: after an epoch, above the target by its last
   * minibatch (CleanRL). Defaults to `minibatch`.
   */
  readonly targetKlRule?: 'minibatch' | 'epoch' | undefined;
  /** Sizes of hidden layers. Defaults to [64, 64]. */
  readonly hiddenSizes?: readonly number[] | undefined;
  /** Defaults to `tanh`. */
  readonly activation?: PolicyDescription['activation'] | undefined;
  /** Defaults to `separate`. */
  readonly trunks?: PolicyDescription['trunks'] | undefined;
  readonly initialWeights?: InitialWeights | undefined;
  /** Adam's ε. Defaults to 1e-5. */
  readonly adamEpsilon?: number | undefined;
  /** Which arithmetic; see `policyNetwork`. */
  readonly implementation?: NetworkCore['name'] | undefined;
}

const fraction = z.number().min(0).max(1);
const positive = z.number().positive();
const numbers = z.strictObject({
  type: z.enum(['linear', 'cosine']),
  from: z.number().nonnegative(),
  to: z.number().nonnegative(),
});
const schedule = z.union([
  z.number().nonnegative(),
  numbers,
  z.custom<(progress: number) => number>((value) => typeof value === 'function', 'Invalid schedule'),
]);

const schema = z.strictObject({
  steps: z.int().positive().default(2048),
  minibatchSize: z.int().positive().default(64),
  epochs: z.int().positive().default(10),
  learningRate: schedule.default(3e-4),
  discount: fraction.default(0.99),
  lambda: fraction.default(0.95),
  clipRange: schedule.default(0.2),
  valueClipRange: schedule.optional(),
  valueClip: z.enum(['clipped', 'larger']).default('clipped'),
  entropyCoefficient: z.number().nonnegative().default(0),
  valueCoefficient: z.number().nonnegative().default(0.5),
  maximumGradientNorm: positive.default(0.5),
  isAdvantageNormalised: z.boolean().default(true),
  targetKl: positive.optional(),
  targetKlRule: z.enum(['minibatch', 'epoch']).default('minibatch'),
  hiddenSizes: z.array(z.int().positive()).readonly().default([64, 64]),
  activation: z.enum(['tanh', 'relu', 'elu']).default('tanh'),
  trunks: z.enum(['separate', 'shared']).default('separate'),
  initialWeights: z
    .strictObject({
      hiddenGain: positive.optional(),
      policyGain: positive.optional(),
      valueGain: positive.optional(),
      logStandardDeviation: z.number().optional(),
    })
    .default({}),
  adamEpsilon: positive.default(1e-5),
  implementation: z.enum(['webassembly', 'typescript']).optional(),
});

/** Options with every default in its place. */
export type PpoSettings = z.output<typeof schema>;

/** @throws {InvalidOptionsError} an option is wrong. */
export const parsePpoOptions = (options: PpoOptions, what: string): PpoSettings => parseOptions(schema, options, what);
