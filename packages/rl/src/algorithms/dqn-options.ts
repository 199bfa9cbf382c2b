import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type ReplayOptions, replayFields } from '../replay/replay-options';

export interface DqnOptions extends ReplayOptions {
  /** Share of random actions: goes in a line from `from` to `to` during the first `share` of all steps. Defaults to 1, 0.04 and 0.16. */
  readonly exploration?: { readonly from: number; readonly to: number; readonly share: number } | undefined;
  /** Whether the learning network chooses the action whose value the target network gives. Defaults to true. */
  readonly isDouble?: boolean | undefined;
  /** Whether the value of an action is that of the state plus its advantage over the mean action. Defaults to false. */
  readonly isDueling?: boolean | undefined;
  /**
   * How the target network follows: a copy after every so many gradient steps, or a move by `rate` after each. Defaults to a copy
   * after 128.
   */
  readonly target?:
    | { readonly type: 'copy'; readonly every: number }
    | { readonly type: 'move'; readonly rate: number };
  /** Longest gradient. Defaults to 10. */
  readonly maximumGradientNorm?: number | undefined;
}

const fraction = z.number().min(0).max(1);

const schema = z.strictObject({
  ...replayFields({
    stepsPerUpdate: 256,
    gradientSteps: 128,
    learningStarts: 1_000,
    bufferSize: 100_000,
    batchSize: 64,
    learningRate: 2.3e-3,
  }),
  exploration: z
    .strictObject({ from: fraction, to: fraction, share: fraction })
    .default({ from: 1, to: 0.04, share: 0.16 }),
  isDouble: z.boolean().default(true),
  isDueling: z.boolean().default(false),
  target: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('copy'), every: z.int().positive() }),
      z.strictObject({ type: z.literal('move'), rate: z.number().positive().max(1) }),
    ])
    .default({ type: 'copy', every: 128 }),
  maximumGradientNorm: z.number().positive().default(10),
});

/** Options with every default in its place. */
export type DqnSettings = z.output<typeof schema>;

/** @throws {InvalidOptionsError} an option is wrong. */
export const parseDqnOptions = (options: DqnOptions): DqnSettings => parseOptions(schema, options, 'dqn');
