import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { stopAction } from './latch';
import { type ObservedState, observedLimit } from './observed-limit';

const schema = z.strictObject({
  limitBytes: z.number().positive(),
  count: z.int().positive().exactOptional(),
  maxSilenceMs: z.number().positive().exactOptional(),
  action: stopAction,
  name: z.string().min(1).default('memory-limit'),
});

export interface MemoryLimitOptions {
  /** Most memory that the process may use, in bytes. */
  readonly limitBytes: number;
  /** How many observations in a row have to be beyond it. Defaults to 1. */
  readonly count?: number;
  /** How long there may be no observation. Left out: as long as it likes. */
  readonly maxSilenceMs?: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"memory-limit"`. */
  readonly name?: string;
}

/**
 * Stops the bot when its process uses too much memory.
 *
 * Listens to `{ type: 'observed', name: 'memory', value }`, in bytes. The notes of the former Python SIGMAX name 8 GB.
 *
 * - State, cost: those of {@link observedLimit}.
 *
 * @throws {InvalidOptionsError} `limitBytes` or `action` is missing.
 * @example
 * ```ts
 * import { memoryLimit } from '@sigmax/risk';
 * memoryLimit({ limitBytes: 8 * 2 ** 30, action: 'pause' }).name; // => 'memory-limit'
 * ```
 */
export const memoryLimit = (options: MemoryLimitOptions): Guard<ObservedState> => {
  const { limitBytes: limit, ...rest } = parseOptions(schema, options, 'memoryLimit');
  return observedLimit({ observe: 'memory', limit, direction: 'above', ...rest });
};
