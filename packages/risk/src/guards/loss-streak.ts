import { type Guard, type GuardEvent, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { bookTrade, type OpenTrades } from './closed-trades';
import { instrumentIds } from './instrument-option';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z
  .strictObject({
    losses: z.int().positive(),
    cooldownMs: z.number().positive().optional(),
    action: stopAction.optional(),
    instruments: instrumentIds.optional(),
    name: z.string().min(1).default('loss-streak'),
  })
  .refine(({ cooldownMs, action }) => (cooldownMs === undefined) !== (action === undefined), {
    path: ['action'],
    message: 'expected cooldownMs, after which entries go on, or an action, which lasts until it is re-armed',
  });

export interface LossStreakOptions {
  /** How many trades in a row may lose before entries stop: the last of them stops them. */
  readonly losses: number;
  /** How long entries stay stopped. Either this or `action`. */
  readonly cooldownMs?: number;
  /** How the bot is stopped until an operator re-arms it. Either this or `cooldownMs`. */
  readonly action?: StopAction;
  /** Whose trades count, and whose entries a cooldown stops. Left out: all. */
  readonly instruments?: readonly string[];
  /** Defaults to `"loss-streak"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface StreakState {
  trades: OpenTrades;
  /** Losing trades since the last one that did not lose. */
  streak: number;
  /** When a cooldown ends. */
  untilMs: number;
  trip: Trip | undefined;
}

/**
 * Stops entries after a number of losing trades in a row.
 *
 * A trade lasts from flat to flat in one instrument and loses when realised profit less all its fees is below 0; one that
 * breaks even ends the streak. Trades count in the order of their close, over all instruments; `per('instrument', …)` counts
 * each for itself. Exits always leave, and a winner stops nothing.
 *
 * - Units: `cooldownMs` in ms of event time; a clock that goes back makes it longer.
 * - State: {@link StreakState}.
 * - Cost: O(1) per fill.
 * - Source: the safety enforcer of the former Python SIGMAX paused after 3 losses. freqtrade #7170 and #9545: a guard that
 *   fires on winning trades.
 *
 * @throws {InvalidOptionsError} `losses` is missing, or not exactly one of `cooldownMs` and `action` is given.
 * @example
 * ```ts
 * import { lossStreak } from '@sigmax/risk';
 * const guard = lossStreak({ losses: 3, action: 'pause' });
 * guard.options; // => { losses: 3, action: 'pause' }
 * guard.initial.streak; // => 0
 * ```
 */
export const lossStreak = (options: LossStreakOptions): Guard<StreakState> => {
  const { name, ...rest } = parseOptions(schema, options, 'lossStreak');
  const { losses, cooldownMs, action, instruments } = rest;
  const counted = instruments === undefined ? undefined : new Set(instruments);
  const hear = (state: StreakState, event: GuardEvent, isLoss: boolean): void => {
    state.streak = isLoss ? state.streak + 1 : 0;
    if (state.streak < losses) return;
    state.trip = tripOf('LOSSES_IN_A_ROW', losses, state.streak);
    if (cooldownMs === undefined) return;
    state.streak = 0;
    state.untilMs = event.timeMs + cooldownMs;
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rest,
    initial: { trades: {}, streak: 0, untilMs: 0, trip: undefined },
    update: (state, event, portfolio) => {
      if (event.type === 'fill') {
        if (counted !== undefined && !counted.has(event.instrumentId)) return state;
        const trade = bookTrade(state.trades, event, portfolio);
        if (trade !== undefined) hear(state, event, trade.isLoss);
      } else if (event.type === 'snapshot') {
        if (cooldownMs !== undefined && state.trip !== undefined && event.timeMs >= state.untilMs)
          state.trip = undefined;
      } else if (isRearmed(event, name)) {
        state.streak = 0;
        state.trip = undefined;
      }
      return state;
    },
    check: (intent, portfolio, { trip }) =>
      latched(counted === undefined || counted.has(intent.instrumentId) ? trip : undefined, intent, portfolio),
    ...(action === undefined ? undefined : { intervene: ({ trip }: StreakState) => demanded(trip, action) }),
  };
};
