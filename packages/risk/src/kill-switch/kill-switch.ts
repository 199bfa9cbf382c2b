import { type Control, covers, describeScope, type Kill, type Rearm, type Scope } from '@sigmax/core';
import { Observable } from 'rxjs';
import { announcer, guarded } from './announcer';
import { messageOf } from './attempt';
import { controlLine } from './control-line';
import { type KillLatch, touches } from './kill-latch';
import { type KillRequest, mendRequest } from './kill-request';
import type { KillReport, KillState, KillSwitchEvent, RearmRefusal } from './kill-switch-event';
import { checkKillSwitchOptions, type KillSwitchOptions } from './kill-switch-options';
import { overallState, type VenueProgress } from './overall-state';
import { standingKills } from './standing-kills';
import { VenuePursuit } from './venue-pursuit';

/** What lifts a kill. */
export interface RearmRequest {
  /** As the kill shows it in `report().latches`. */
  readonly token: string;
  readonly reason: string;
  readonly by: string;
  /** The scope that is meant; when it is not that of the token, nothing is lifted. */
  readonly scope?: Scope;
}

export type RearmResult =
  | { readonly type: 'rearmed'; readonly latch: KillLatch }
  | { readonly type: 'refused'; readonly code: RearmRefusal; readonly message: string };

/** Stops live bots, and cancels what they have open, from outside of them. */
export interface KillSwitch {
  readonly state: KillState;
  report(): KillReport;
  /**
   * Kills now. Before it returns the kill is latched, kept, told to every bot, and its cancels are handed to every venue.
   * Never throws and is never refused; called again for the same it does nothing.
   */
  kill(request: KillRequest): KillReport;
  /** Lifts one kill, when that could be written down. */
  rearm(request: RearmRequest): RearmResult;
  /**
   * Tells every bot something else, and writes it down when it frees something (overrides, re-arms of guards). False when that
   * could not be written, and then nobody was told. A kill is made as by `kill`; the re-arm of a kill needs `rearm`.
   */
  send(control: Control): boolean;
  /** For `bot.run({ controls })`: the kills that stand, at once, and then whatever is said. Never completes. */
  readonly controls: Observable<Control>;
  /** The same for a bot among others that trades these instruments only, and is not to hear of other kills. */
  controlsFor(instrumentIds: readonly string[]): Observable<Control>;
  /** What happens from now on. As everywhere in RxJS an exception of a subscriber ends the process, unless it is caught. */
  readonly events: Observable<KillSwitchEvent>;
  /** The same for a function that may throw. Returns what stops it. */
  listen(listener: (event: KillSwitchEvent) => void): () => void;
  /** Ends the timers. Kills stay as they are, and venues are no longer asked. */
  close(): void;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A scope that can hold nothing was meant to hold something: it is everything. */
const widened = (
  scope: Scope,
  venues: readonly { readonly name: string }[],
  instruments: readonly string[] | undefined,
): Scope => {
  const { instrumentId } = scope;
  if (venues.length > 0 && !venues.some(({ name }) => touches(scope, name))) return {};
  return instrumentId !== undefined && instruments !== undefined && !instruments.includes(instrumentId) ? {} : scope;
};

/** Whether a kill can be about a bot. Tags are the bot's own affair. */
const concerns = ({ instrumentId, venue }: Scope, ids: readonly string[] | undefined): boolean => {
  const place = { ...(instrumentId === undefined ? {} : { instrumentId }), ...(venue === undefined ? {} : { venue }) };
  return ids === undefined || ids.some((id) => covers(place, { instrumentId: id }));
};

/**
 * Makes the switch that stops everything, whatever state the bots are in.
 *
 * A kill is latched, written to the store, told to every bot that runs with `controls`, and handed to every venue as cancel
 * requests, in this order and in the same tick. Then each venue is followed until it has listed no open order twice: lost,
 * refused and late answers are tried again with full-jitter back-off, and escalated as events. Fills on the way are facts.
 *
 * Latched: a kill stands until `rearm` shows its token with a reason and a name, over restarts too. What cannot be read back,
 * was changed, or is of a later version is a kill of everything.
 *
 * With venues, a flatten is carried out by the venues' `closePositions` once their orders are gone, and bots are told to cancel
 * only, so that nothing is sold twice. Without venues the bots close their own positions.
 *
 * - Units: times in ms; `collarRate` is a fraction of the last price.
 * - State: the store and the journal; requests and timers.
 * - Cost: `kill` one write of the store and one of the journal, and one request per venue or known order.
 * - Source: RTS 6 (EU 2017/589) Art. 12, cancel any or all orders at any or all venues; Knight Capital, 1 August 2012.
 *
 * @throws {InvalidOptionsError} an option is wrong. What was kept is never a reason to throw.
 * @example
 * ```ts
 * import { killSwitch, memoryStore } from '@sigmax/risk';
 * import { seededRandom, systemClock } from '@sigmax/core';
 * const store = memoryStore();
 * const options = { venues: [], store, clock: systemClock, random: seededRandom(7) };
 * killSwitch(options).kill({ reason: 'prices look wrong', by: 'ada' });
 * const restarted = killSwitch(options);
 * const [latch] = restarted.report().latches;
 * restarted.state; // => 'done'
 * const wrong = restarted.rearm({ token: 'guessed', reason: 'it is Monday', by: 'ada' });
 * wrong.type; // => 'refused'
 * restarted.rearm({ token: latch?.token ?? '', reason: 'the feed was mended', by: 'ada' });
 * restarted.state; // => 'armed'
 * ```
 */
export const killSwitch = (options: KillSwitchOptions): KillSwitch => {
  const { venues, store, clock, random, journal, instruments, listeners, ...timing } = checkKillSwitchOptions(options);
  let latestMs = 0;
  const nowMs = (): number => {
    // A kill is worth more than its time.
    guarded(
      () => {
        const now = clock.nowMs();
        if (Number.isFinite(now)) latestMs = now;
      },
      () => {},
    );
    return latestMs;
  };
  const listenerFailed = (message: string): KillSwitchEvent => ({ type: 'listener-failed', timeMs: nowMs(), message });
  const { announce, hold, listen } = announcer<KillSwitchEvent>(listeners, listenerFailed);
  const failed = (what: 'store' | 'journal', cause: unknown): void =>
    announce({ type: 'keeping-failed', timeMs: nowMs(), what, message: messageOf(cause) });
  const kills = standingKills(store, journal, nowMs(), failed);

  const controlOf = ({ scope, action, collarRate, reason, by }: KillLatch): Kill => ({
    type: 'kill',
    scope,
    reason,
    by,
    action: venues.length > 0 ? 'cancel' : action,
    ...(venues.length > 0 || collarRate === undefined ? {} : { collarRate }),
  });
  const line = controlLine(
    (ids) => kills.latches.filter(({ scope }) => concerns(scope, ids)).map(controlOf),
    (message) => announce(listenerFailed(message)),
  );
  const tellKill = (latch: KillLatch): void => {
    const isFor = (ids: readonly string[] | undefined): boolean => concerns(latch.scope, ids);
    line.send(controlOf(latch), isFor, () => !kills.latches.includes(latch));
  };

  let state: KillState = 'armed';
  const currentState = (): KillState => {
    const progress = pursuits.flatMap(({ status, hasFailed }): VenueProgress[] =>
      status === 'idle' ? [] : [{ status, hasFailed }],
    );
    return overallState(kills.latches.length > 0, progress);
  };
  const changed = (): void => {
    const to = currentState();
    const from = state;
    if (from === to) return;
    state = to;
    announce({ type: 'kill-state', timeMs: nowMs(), from, to });
  };
  const pursuits = venues.map((venue): VenuePursuit => {
    const { name } = venue;
    const pursuit: VenuePursuit = new VenuePursuit(venue, {
      clock,
      random: random.split(`kill-switch ${name}`),
      timing,
      nowMs,
      latches: () => kills.latches.filter(({ scope }) => touches(scope, name)),
      escalated: (code, count, message) =>
        announce({ type: 'venue-escalated', timeMs: nowMs(), venue: name, code, count, message }),
      cleared: (tookMs) => {
        const { handed, gone } = pursuit.report();
        announce({ type: 'venue-cleared', timeMs: nowMs(), venue: name, handed, gone, tookMs });
      },
      changed,
    });
    return pursuit;
  });
  const pursue = (latch: KillLatch): void => {
    for (const pursuit of pursuits) {
      // Somebody who heard of it may have lifted it, or gone further, and that was handed over then.
      if (!kills.latches.includes(latch) || !touches(latch.scope, pursuit.venue.name)) continue;
      guarded(
        () => pursuit.urge(latch),
        (message) => announce(listenerFailed(message)),
      );
    }
  };

  let stopSaving: () => void = () => {};
  /** A kill that the store did not take would be forgotten by a restart. */
  const saveLater = (): void => {
    stopSaving();
    stopSaving = clock.after(timing.retryCapMs, () => {
      if (!kills.saveAgain()) saveLater();
    });
  };

  const report = (): KillReport => ({
    state: currentState(),
    latches: kills.latches,
    venues: pursuits.map((pursuit) => pursuit.report()),
  });

  const kill = (raw: KillRequest): KillReport => {
    const request = mendRequest(raw);
    const latch = kills.add(request, widened(request.scope, venues, instruments), nowMs());
    if (latch === undefined) return report();
    // Whoever listens is told when everything has been handed over: nobody can hold that up.
    hold(() => {
      const { scope: requested, mended } = request;
      announce({ type: 'killed', timeMs: latch.timeMs, latch, requested, mended });
      const isKept = kills.save(latch);
      tellKill(latch);
      pursue(latch);
      changed();
      if (isKept) stopSaving();
      else saveLater();
    });
    return report();
  };

  const refuse = (code: RearmRefusal, message: string, by: unknown): RearmResult => {
    const timeMs = nowMs();
    const who = isText(by) ? by : 'unknown';
    try {
      kills.record({ type: 'rearm-refused', timeMs, code, by: who });
    } catch (cause) {
      failed('journal', cause);
    }
    announce({ type: 'rearm-refused', timeMs, code, message, by: who });
    return { type: 'refused', code, message };
  };

  const rearm = (request: RearmRequest): RearmResult => {
    const { token, reason, by, scope } = Object(request) as Partial<RearmRequest>;
    if (!isText(reason)) return refuse('REASON_MISSING', 'A re-arm needs a reason.', by);
    if (!isText(by)) return refuse('BY_MISSING', 'A re-arm needs the name of who asks.', by);
    if (kills.latches.length === 0) return refuse('NOTHING_KILLED', 'Nothing is killed.', by);
    const latch = kills.latches.find((one) => one.token === token);
    if (latch === undefined) return refuse('TOKEN_WRONG', 'No kill that stands has this token; see the report.', by);
    if (scope !== undefined && describeScope(Object(scope)) !== describeScope(latch.scope))
      return refuse('SCOPE_OTHER', `The token is of the kill of ${describeScope(latch.scope)}.`, by);
    const timeMs = nowMs();
    try {
      kills.remove(latch, { type: 'rearm', timeMs, token: latch.token, scope: latch.scope, state, reason, by });
    } catch (cause) {
      return refuse('NOT_SAVED', `It could not be written down: ${messageOf(cause)}`, by);
    }
    stopSaving();
    for (const pursuit of pursuits) if (touches(latch.scope, pursuit.venue.name)) pursuit.relax();
    const control: Rearm = {
      type: 'rearm',
      of: 'operator',
      scope: latch.scope,
      reason: reason.trim().slice(0, 1_000),
      by: by.trim().slice(0, 1_000),
    };
    line.send(control, (ids) => concerns(latch.scope, ids));
    // A bot knows one stop for what are two kills here when it trades nothing of theirs; what stands is told again.
    for (const left of kills.latches) tellKill(left);
    announce({ type: 'rearmed', timeMs, latch, reason, by });
    changed();
    return { type: 'rearmed', latch };
  };

  const send = (control: Control): boolean => {
    if (control.type === 'kill') {
      kill(control);
      return true;
    }
    const timeMs = nowMs();
    if (control.type === 'rearm' && control.of === 'operator' && kills.latches.length > 0) {
      refuse('TOKEN_WRONG', 'A kill stands: use rearm with its token.', control.by);
      return false;
    }
    if (control.type !== 'observed') {
      try {
        const { type, ...said } = control;
        kills.record({ ...said, type: type === 'rearm' ? 'guard-rearm' : type, timeMs });
      } catch (cause) {
        failed('journal', cause);
        // What frees is not done without a trace; what stops is.
        if (control.type !== 'pause') return false;
      }
    }
    line.send(control, (ids) => !('scope' in control) || concerns(control.scope ?? {}, ids));
    if (control.type !== 'observed') announce({ type: 'control-sent', timeMs, control });
    return true;
  };

  // A switch that was killed is killed again before anybody can ask anything of it.
  for (const latch of kills.latches) pursue(latch);
  for (const latch of kills.latches)
    if (latch.code !== 'KILL_SWITCH')
      announce({ type: 'killed', timeMs: latch.timeMs, latch, requested: {}, mended: [] });
  changed();

  return {
    get state() {
      return currentState();
    },
    report,
    kill,
    rearm,
    send,
    controls: line.controls(undefined),
    controlsFor: (instrumentIds) => line.controls([...instrumentIds]),
    events: new Observable<KillSwitchEvent>((subscriber) => listen((event) => subscriber.next(event))),
    listen,
    close: () => {
      stopSaving();
      for (const pursuit of pursuits) pursuit.stop();
    },
  };
};
