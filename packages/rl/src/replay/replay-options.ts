import { z } from 'zod';
import type { NetworkCore } from '../network/network-core';
import type { PolicyDescription } from '../network/policy-description';
import type { Schedule } from '../training/schedule';

/** What all algorithms that learn from a replay buffer are told. Steps are those of all environments together. */
export interface ReplayOptions {
  /** Steps of one iteration: callbacks are called after as many, rounded up to whole updates. Defaults to 256. */
  readonly stepsPerIteration?: number | undefined;
  /** Steps between two updates, rounded up to whole steps of all environments. */
  readonly stepsPerUpdate?: number | undefined;
  /** Gradient steps of one update. */
  readonly gradientSteps?: number | undefined;
  /** Steps of random actions before the first update. */
  readonly learningStarts?: number | undefined;
  /** Most transitions that are kept. */
  readonly bufferSize?: number | undefined;
  /** Transitions of one gradient. */
  readonly batchSize?: number | undefined;
  /** Steps whose rewards a target holds before it asks the network. Defaults to 1. */
  readonly returnSteps?: number | undefined;
  /** γ. Defaults to 0.99. */
  readonly discount?: number | undefined;
  /** Adam's rate. */
  readonly learningRate?: Schedule | undefined;
  /** Sizes of hidden layers. Defaults to [256, 256]. */
  readonly hiddenSizes?: readonly number[] | undefined;
  /** Defaults to `relu`. */
  readonly activation?: PolicyDescription['activation'] | undefined;
  /** Adam's ε. Defaults to 1e-8. */
  readonly adamEpsilon?: number | undefined;
  /** Which arithmetic; see `policyNetwork`. */
  readonly implementation?: NetworkCore['name'] | undefined;
}

const numbers = z.strictObject({
  type: z.enum(['linear', 'cosine']),
  from: z.number().nonnegative(),
  to: z.number().nonnegative(),
});

/** The fields of {@link ReplayOptions}, with the defaults that algorithms do not share. */
export const replayFields = (defaults: {
  readonly stepsPerUpdate: number;
  readonly gradientSteps: number;
  readonly learningStarts: number;
  readonly bufferSize: number;
  readonly batchSize: number;
  readonly learningRate: number;
}) => {
  const whole = z.int().positive();
  return {
    stepsPerIteration: whole.default(256),
    stepsPerUpdate: whole.default(defaults.stepsPerUpdate),
    gradientSteps: whole.default(defaults.gradientSteps),
    learningStarts: z.int().nonnegative().default(defaults.learningStarts),
    bufferSize: whole.max(2 ** 31 - 1).default(defaults.bufferSize),
    batchSize: whole.max(65_536).default(defaults.batchSize),
    returnSteps: whole.max(1_000).default(1),
    discount: z.number().min(0).max(1).default(0.99),
    learningRate: z
      .union([
        z.number().nonnegative(),
        numbers,
        z.custom<(progress: number) => number>((value) => typeof value === 'function', 'Invalid schedule'),
      ])
      .default(defaults.learningRate),
    hiddenSizes: z.array(whole).readonly().default([256, 256]),
    activation: z.enum(['tanh', 'relu', 'elu']).default('relu'),
    adamEpsilon: z.number().positive().default(1e-8),
    implementation: z.enum(['webassembly', 'typescript']).optional(),
  };
};

/** {@link ReplayOptions} with every default in its place, as the collecting part of an algorithm reads them. */
export interface ReplaySettings {
  readonly stepsPerIteration: number;
  readonly stepsPerUpdate: number;
  readonly gradientSteps: number;
  readonly learningStarts: number;
  readonly bufferSize: number;
  readonly batchSize: number;
  readonly returnSteps: number;
  readonly discount: number;
  readonly learningRate: Schedule;
}
