import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { announcer, guarded } from './announcer';
import type { CancelVenue } from './cancel-venue';
import { type CountdownVenue, countdownRefresher } from './countdown-refresher';
import type { DeadManEvent, DeadManExpired } from './dead-man-event';
import type { KillRequest } from './kill-request';
import type { KillSwitch } from './kill-switch';
import { clockOption, venuesOption } from './kill-switch-options';

export interface DeadManOptions {
  /** T: how long a bot may be silent. At least 1,000. */
  readonly timeoutMs: number;
  /** How often venues are told to wait again, at the earliest; at most half of `timeoutMs`, so that one may be lost. */
  readonly refreshMs: number;
  readonly clock: Clock;
  /** Those with `cancelAllAfter` are armed with `timeoutMs`; what the others have open is the kill switch's. */
  readonly venues: readonly CancelVenue[];
  /** Killed when no beat comes. */
  readonly killSwitch?: Pick<KillSwitch, 'kill'>;
  /** What the kill is about. Defaults to cancelling everything. */
  readonly kill?: Pick<KillRequest, 'scope' | 'action' | 'collarRate'>;
  /** Called when no beat comes, after the kill. Needed where there is no kill switch. */
  readonly onExpire?: (event: DeadManExpired) => unknown;
  readonly listeners?: readonly ((event: DeadManEvent) => void)[];
}

/** Watches for the sign of life of a bot. */
export interface DeadMan {
  readonly state: 'watching' | 'expired' | 'stopped';
  /** The bot lives: call it with every event of the bot, or every moment. */
  beat(): void;
  /** Ends the watch on purpose, and takes back what venues were told. */
  stop(): void;
  /** Returns what stops it. */
  listen(listener: (event: DeadManEvent) => void): () => void;
}

const has = (value: unknown, method: string): boolean => typeof Reflect.get(Object(value), method) === 'function';

const aFunction = <Signature>() => z.custom<Signature>((value) => typeof value === 'function', 'expected a function');

const schema = z
  .strictObject({
    timeoutMs: z
      .number()
      .min(1_000)
      .max(2 ** 31 - 1),
    refreshMs: z.number().positive(),
    clock: clockOption,
    venues: venuesOption,
    killSwitch: z
      .custom<Pick<KillSwitch, 'kill'>>((value) => has(value, 'kill'), 'expected a killSwitch(...)')
      .optional(),
    kill: z
      .custom<Pick<KillRequest, 'scope' | 'action' | 'collarRate'>>((value) => typeof value === 'object')
      .default({}),
    onExpire: aFunction<(event: DeadManExpired) => unknown>().optional(),
    listeners: z.array(aFunction<(event: DeadManEvent) => void>()).default([]),
  })
  .refine(({ timeoutMs, refreshMs }) => refreshMs <= timeoutMs / 2, {
    path: ['refreshMs'],
    message: 'expected at most half of timeoutMs',
  })
  .refine(({ killSwitch, onExpire }) => killSwitch !== undefined || onExpire !== undefined, {
    path: ['killSwitch'],
    message: 'expected a killSwitch, or onExpire',
  });

/** How far a wall clock may be set forward without being taken for silence: from 5 s behind to 5 s ahead. */
const skewMs = 10_000;

/**
 * Stops everything when a bot falls silent.
 *
 * The last beat was at t. Without another, the kill switch is killed within (t + T − 1 s, t + T], where T is `timeoutMs`: it
 * aims half a second before T, because timers ring late. Beats are timed by the timers of `clock` and not by what it says, so a clock
 * that is set by up to ±5 s changes nothing. A machine that slept longer is taken for silent when it wakes.
 *
 * Venues with `cancelAllAfter` are told at the first beat and then with the first beat after each `refreshMs`, so they cancel by themselves
 * at t + T or before, plus what a request takes to arrive, even if this process is gone. The others have only this process,
 * and so does everything that a venue does not cancel: positions.
 *
 * - Units: ms. Kraken advises 60 s, refreshed every 15 to 30 s (futures: 15 to 20 s); Binance futures (`countdownCancelAll`, for
 *   each symbol) shows 120 s, refreshed every 30 s; OKX has `cancel-all-after`; Binance spot has none.
 * - State: timers; expired or stopped for good.
 * - Cost: one timer a beat; one request per venue and `refreshMs`.
 * - Source: the venues' documents, as of 2026-11; FIA 2024, cancel on disconnect.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range, or nothing would happen on silence.
 * @example
 * ```ts
 * import { deadMan } from '@sigmax/risk';
 * let ring = () => {};
 * const clock = { nowMs: () => 0, after: (_delayMs: number, callback: () => void) => ((ring = callback), () => {}) };
 * const heart = deadMan({ timeoutMs: 60_000, refreshMs: 20_000, clock, venues: [], onExpire: () => {} });
 * heart.beat();
 * heart.state; // => 'watching'
 * ring();
 * heart.state; // => 'expired'
 * ```
 */
export const deadMan = (options: DeadManOptions): DeadMan => {
  const { timeoutMs, refreshMs, clock, venues, killSwitch, kill, onExpire, listeners } = parseOptions(
    schema,
    options,
    'deadMan',
  );
  const listenerFailed = (message: string): DeadManEvent => ({
    type: 'listener-failed',
    timeMs: clock.nowMs(),
    message,
  });
  const { announce, listen } = announcer<DeadManEvent>(listeners, listenerFailed);
  let state: DeadMan['state'] = 'watching';
  let latestMs = clock.nowMs();
  let stopTimer: () => void = () => {};

  const expire = (): void => {
    if (state !== 'watching') return;
    state = 'expired';
    stopTimer();
    stopRefreshing();
    const event: DeadManExpired = { type: 'dead-man-expired', timeMs: clock.nowMs(), timeoutMs };
    const failed = (message: string): void => announce(listenerFailed(message));
    guarded(
      () => killSwitch?.kill({ ...kill, reason: `No sign of life for ${timeoutMs} ms.`, by: 'dead-man' }),
      failed,
    );
    guarded(() => onExpire?.(event), failed);
    announce(event);
  };
  const watch = (): void => {
    stopTimer();
    stopTimer = clock.after(timeoutMs - Math.min(500, timeoutMs / 4), expire);
  };

  const refreshers = venues.flatMap((venue) =>
    venue.cancelAllAfter === undefined
      ? []
      : [
          countdownRefresher(venue as CountdownVenue, {
            timeoutMs,
            refreshMs,
            clock,
            failed: (event) => announce(event),
          }),
        ],
  );
  const stopRefreshing = (): void => {
    for (const { end } of refreshers) end();
  };

  watch();
  return {
    get state() {
      return state;
    },
    beat: () => {
      if (state !== 'watching') return;
      const nowMs = clock.nowMs();
      // A machine that slept: what was open had nobody watching over it.
      if (nowMs - latestMs > timeoutMs + skewMs) {
        expire();
        return;
      }
      latestMs = nowMs;
      watch();
      for (const { beat } of refreshers) beat();
    },
    stop: () => {
      if (state === 'stopped') return;
      const wasWatching = state === 'watching';
      state = 'stopped';
      stopTimer();
      stopRefreshing();
      if (wasWatching) for (const { disarm } of refreshers) disarm();
    },
    listen,
  };
};
