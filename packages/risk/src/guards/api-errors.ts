import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { stopAction } from './latch';
import { type ObservedState, observedLimit } from './observed-limit';

const schema = z.strictObject({
  perMinute: z.number().min(0),
  action: stopAction,
  name: z.string().min(1).default('api-errors'),
});

export interface ApiErrorsOptions {
  /** How many errors there may be within 60 s. */
  readonly perMinute: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"api-errors"`. */
  readonly name?: string;
}

/**
 * Stops the bot when there are too many errors of an API within a minute, of a venue or of anything else it needs.
 *
 * Listens to `{ type: 'observed', name: 'api-error', value }`, where `value` is the number of errors, usually 1. The former
 * Python SIGMAX paused on more than 5.
 *
 * - State, cost: those of {@link observedLimit}.
 *
 * @throws {InvalidOptionsError} `perMinute` or `action` is missing.
 * @example
 * ```ts
 * import { apiErrors } from '@sigmax/risk';
 * apiErrors({ perMinute: 5, action: 'pause' }).name; // => 'api-errors'
 * ```
 */
export const apiErrors = (options: ApiErrorsOptions): Guard<ObservedState> => {
  const { perMinute, action, name } = parseOptions(schema, options, 'apiErrors');
  return observedLimit({ observe: 'api-error', limit: perMinute, direction: 'above', windowMs: 60_000, action, name });
};
