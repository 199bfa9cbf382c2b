import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type ReplayOptions, replayFields } from '../replay/replay-options';

export interface SacOptions extends ReplayOptions {
  /** What the target critics move by after each gradient step. Defaults to 0.005. */
  readonly targetRate?: number | undefined;
  /**
   * Weight of the entropy: a number, or learned from `initial` on so that the entropy is `targetEntropy` on average. Defaults to
   * learned from 1.
   */
  readonly temperature?: number | { readonly initial: number } | undefined;
  /** Entropy that a learned temperature aims at, of actions between −1 and 1. Defaults to minus the numbers of an action. */
  readonly targetEntropy?: number | undefined;
}

const schema = z.strictObject({
  ...replayFields({
    stepsPerUpdate: 1,
    gradientSteps: 1,
    learningStarts: 100,
    bufferSize: 1_000_000,
    batchSize: 256,
    learningRate: 3e-4,
  }),
  targetRate: z.number().positive().max(1).default(0.005),
  temperature: z
    .union([z.number().nonnegative(), z.strictObject({ initial: z.number().positive() })])
    .default({ initial: 1 }),
  targetEntropy: z.number().optional(),
});

/** Options with every default in its place. */
export type SacSettings = z.output<typeof schema>;

/** @throws {InvalidOptionsError} an option is wrong. */
export const parseSacOptions = (options: SacOptions): SacSettings => parseOptions(schema, options, 'sac');
