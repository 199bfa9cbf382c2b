import { type Guard, parseOptions, type StopAction } from '@sigmax/core';
import { z } from 'zod';
import { demanded, isRearmed, latched, stopAction, type Trip, tripOf } from './latch';

const schema = z
  .strictObject({
    observe: z.string().trim().min(1),
    limit: z.number().optional(),
    direction: z.enum(['above', 'below']).optional(),
    windowMs: z.number().positive().optional(),
    count: z.int().positive().max(1_000_000).default(1),
    maxSilenceMs: z.number().positive().optional(),
    action: stopAction,
    name: z.string().min(1).optional(),
  })
  .superRefine(({ limit, direction, windowMs, count, maxSilenceMs }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((limit === undefined) !== (direction === undefined))
      fault('direction', 'expected limit and direction together');
    if (limit === undefined && maxSilenceMs === undefined) fault('limit', 'expected limit, maxSilenceMs or both');
    if (windowMs !== undefined && (limit === undefined || count !== 1)) {
      fault('windowMs', 'expected a limit with it, and no count');
    }
  });

export interface ObservedLimitOptions {
  /** Name of the `observed` control that it listens to. */
  readonly observe: string;
  /** What an observation may be at most (`above`) or at least (`below`); given together with `direction`. */
  readonly limit?: number;
  readonly direction?: 'above' | 'below';
  /** Adds up the observations within this time, each at least 0, and compares the sum. Left out: each for itself. */
  readonly windowMs?: number;
  /** How many observations in a row have to be beyond the limit. Defaults to 1. */
  readonly count?: number;
  /** How long there may be no observation, from the first snapshot on. Left out: as long as it likes. */
  readonly maxSilenceMs?: number;
  /** How the bot is stopped until an operator re-arms it. */
  readonly action: StopAction;
  /** Defaults to `"observed-"` and what it listens to. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface ObservedState {
  /** Observations within the window, oldest first. */
  window: { readonly timeMs: number; readonly value: number }[];
  /** Observations beyond the limit since the last one that was not. */
  inRow: number;
  /** Time of the last observation, or when the silence began to count. */
  lastMs: number | undefined;
  trip: Trip | undefined;
}

/**
 * Stops the bot when something outside the market goes beyond a limit, or is not heard of any more.
 *
 * A program tells it with controls `{ type: 'observed', name, value }`: errors of an API, sentiment, latency, memory, a
 * heartbeat. Each value is compared with `limit`, or with `windowMs` the sum of those in (now − windowMs, now]; equal to
 * the limit is within it. A value that is not a finite number, or one below 0 in a sum, trips it whatever the limit.
 * Silence is looked at once a snapshot.
 *
 * Once tripped it stays tripped, in saved state too, until an operator's `rearm` of its name; then sums, rows and silence
 * begin anew.
 *
 * - Units: those of the values; times in ms of event time. A clock that goes back lets the silence begin anew.
 * - State: {@link ObservedState}; with `windowMs` the observations of that time.
 * - Cost: O(1) per snapshot, O(observations in the window) per observation.
 * - Source: the safety enforcer of the former Python SIGMAX had such triggers, and nothing called it.
 *
 * @throws {InvalidOptionsError} neither `limit` nor `maxSilenceMs` is given, or options do not go together.
 * @example
 * ```ts
 * import { observedLimit } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = observedLimit({ observe: 'funding-rate', limit: 0.001, direction: 'above', action: 'pause' });
 * const told = { type: 'observed', name: 'funding-rate', value: 0.002 } as const;
 * const state = guard.update!(guard.initial, { type: 'control', timeMs: 0, control: told }, portfolioOf({}));
 * const demand = guard.intervene!(state, portfolioOf({}));
 * demand; // => { action: 'pause', code: 'OBSERVED_ABOVE_LIMIT', limit: 0.001, observed: 0.002 }
 * ```
 */
export const observedLimit = (options: ObservedLimitOptions): Guard<ObservedState> => {
  const { name: given, ...rest } = parseOptions(schema, options, 'observedLimit');
  const { observe, limit, direction, windowMs, count, maxSilenceMs, action } = rest;
  const name = given ?? `observed-${observe}`;
  /** What has to be compared with the limit; `undefined` when it cannot be. */
  const measured = (state: ObservedState, value: unknown, timeMs: number): number | undefined => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
    if (windowMs === undefined) return value;
    if (value < 0) return undefined;
    state.window = state.window.filter((one) => one.timeMs > timeMs - windowMs);
    state.window.push({ timeMs, value });
    return state.window.reduce((sum, one) => sum + one.value, 0);
  };
  const hear = (state: ObservedState, value: unknown, timeMs: number): void => {
    state.lastMs = timeMs;
    const observed = measured(state, value, timeMs);
    if (observed === undefined) {
      state.trip ??= tripOf('OBSERVED_INVALID', limit ?? 0, 0);
    } else if (limit !== undefined) {
      const isWithin = direction === 'above' ? observed <= limit : observed >= limit;
      state.inRow = isWithin ? 0 : state.inRow + 1;
      if (state.inRow < count) return;
      state.trip ??= tripOf(direction === 'above' ? 'OBSERVED_ABOVE_LIMIT' : 'OBSERVED_BELOW_LIMIT', limit, observed);
    }
  };
  const listen = (state: ObservedState, timeMs: number): void => {
    if (maxSilenceMs === undefined) return;
    state.lastMs = Math.min(state.lastMs ?? timeMs, timeMs);
    const silenceMs = timeMs - state.lastMs;
    if (!(silenceMs <= maxSilenceMs)) state.trip ??= tripOf('OBSERVED_STALE', maxSilenceMs, silenceMs);
  };
  return {
    name,
    options: rest,
    initial: { window: [], inRow: 0, lastMs: undefined, trip: undefined },
    update: (state, event) => {
      if (event.type === 'control') {
        const { control } = event;
        if (control.type === 'observed' && control.name === observe) hear(state, control.value, event.timeMs);
      } else if (event.type === 'snapshot') listen(state, event.timeMs);
      else if (isRearmed(event, name)) {
        state.window = [];
        state.inRow = 0;
        state.lastMs = event.timeMs;
        state.trip = undefined;
      }
      return state;
    },
    check: (intent, portfolio, { trip }) => latched(trip, intent, portfolio),
    intervene: ({ trip }) => demanded(trip, action),
  };
};
