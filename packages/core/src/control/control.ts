import { z } from 'zod';
import { parseOptions } from '../options';
import type { Scope } from './scope';

/** Who wants something and why; both are kept in the log. */
interface Signed {
  readonly reason: string;
  /** The person or program that asks. */
  readonly by: string;
}

/** Stops trading in a scope at once: cancels every open order there, and with `flatten` also closes what is held. Latched. */
export interface Kill extends Signed {
  readonly type: 'kill';
  readonly scope?: Scope;
  /** Defaults to `cancel`, which leaves what is held. */
  readonly action?: 'cancel' | 'flatten';
  /**
   * With `flatten`: the furthest below the last price that a sale may go, as a fraction. Left out: market orders, which take
   * any price.
   */
  readonly collarRate?: number;
}

/** Lets nothing out but what reduces a position; what is open stays. Latched. */
export interface Pause extends Signed {
  readonly type: 'pause';
  readonly scope?: Scope;
}

/** Lifts the stops of one origin: `"operator"` for kills and pauses, or the name of the guard that stopped the bot. */
export interface Rearm extends Signed {
  readonly type: 'rearm';
  readonly of: string;
  /** Only the stop of this scope; left out: every stop of that origin. */
  readonly scope?: Scope;
}

/** Leaves a soft guard unasked until a time. A hard one cannot be overridden. */
export interface Override extends Signed {
  readonly type: 'override';
  readonly guard: string;
  readonly untilMs: number;
}

/** Something that the market does not tell and guards may act on: an API error, a latency, a sentiment, new limits. Plain data. */
export interface Observed {
  readonly type: 'observed';
  readonly name: string;
  readonly value: unknown;
}

/** What an operator, or a program in their place, tells a running bot. Plain data. */
export type Control = Kill | Pause | Rearm | Override | Observed;

/** A control for a run over stored data. */
export interface TimedControl {
  /** It reaches the bot after the moments up to this time, and before the first later one. */
  readonly timeMs: number;
  readonly control: Control;
}

const text = z.string().trim().min(1).max(1_000);
const scope = z
  .strictObject({ instrumentId: text.optional(), venue: text.optional(), tag: text.optional() })
  .default({});
const signed = { reason: text, by: text };

const schema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('kill'),
    scope,
    action: z.enum(['cancel', 'flatten']).default('cancel'),
    collarRate: z.number().min(0).lt(1).optional(),
    ...signed,
  }),
  z.strictObject({ type: z.literal('pause'), scope, ...signed }),
  z.strictObject({ type: z.literal('rearm'), of: text, scope: scope.optional(), ...signed }),
  z.strictObject({ type: z.literal('override'), guard: text, untilMs: z.number(), ...signed }),
  z.strictObject({ type: z.literal('observed'), name: text, value: z.unknown() }),
]);

/** A control that was checked; defaults stand in it. */
export type CheckedControl = z.infer<typeof schema>;

/**
 * Checks a control.
 *
 * @throws {InvalidOptionsError} names the field, its value and what was expected.
 */
export const checkControl = (control: unknown): CheckedControl =>
  structuredClone(parseOptions(schema, control, 'control'));
