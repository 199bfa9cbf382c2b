import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { stopAction } from './latch';
import { type ObservedState, observedLimit } from './observed-limit';

const schema = z.strictObject({ action: stopAction, name: z.string().min(1).default('privacy-breach') });

export interface PrivacyBreachOptions {
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"privacy-breach"`. */
  readonly name?: string;
}

/**
 * Stops the bot when something that must stay secret was seen where it should not be.
 *
 * Listens to `{ type: 'observed', name: 'privacy-breach', value }`, where `value` is the number of breaches; 0 says that
 * somebody looked and found none. Anything else, a text among it, stops the bot.
 *
 * - State, cost: those of {@link observedLimit}.
 * - Source: the former Python SIGMAX paused on six phrases in messages.
 *
 * @throws {InvalidOptionsError} `action` is missing.
 * @example
 * ```ts
 * import { privacyBreach } from '@sigmax/risk';
 * privacyBreach({ action: 'halt' }).name; // => 'privacy-breach'
 * ```
 */
export const privacyBreach = (options: PrivacyBreachOptions): Guard<ObservedState> =>
  observedLimit({
    observe: 'privacy-breach',
    limit: 0,
    direction: 'above',
    ...parseOptions(schema, options, 'privacyBreach'),
  });
