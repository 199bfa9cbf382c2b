import { type Clock, parseOptions, SigmaxError } from '@sigmax/core';
import { catchError, concat, defer, mergeMap, type OperatorFunction, throwError } from 'rxjs';
import { z } from 'zod';
import { messageOf } from '../kill-switch/attempt';
import { clockOption } from '../kill-switch/kill-switch-options';
import type { Alert, AlertSource, Severity } from './alert';
import { alertGate, severities } from './alert-gate';
import { alertOf, type PlainAlert } from './alert-of';

export interface AlertsOptions {
  /** The same alert is not told again for so long. Defaults to 60,000. */
  readonly repeatAfterMs?: number;
  /** At most so many in any `windowMs`, critical and worse not counted out. Defaults to 30 in 60,000. */
  readonly limit?: number;
  readonly windowMs?: number;
  /** What is milder is not told. Defaults to `warning`. */
  readonly minimumSeverity?: Severity;
  /** Stamps what has no time of its own: the end of a run by an error. Left out: the time of the latest event. */
  readonly clock?: Clock;
}

const schema = z.strictObject({
  repeatAfterMs: z.number().nonnegative().default(60_000),
  limit: z.int().positive().default(30),
  windowMs: z.number().positive().default(60_000),
  minimumSeverity: z.enum(severities as [Severity, ...Severity[]]).default('warning'),
  clock: clockOption.optional(),
});

/** An event that cannot be understood is told of, and does not end the stream. */
const readAlert = (event: AlertSource, timeMs: number): PlainAlert | undefined => {
  try {
    return alertOf(event);
  } catch (cause) {
    const message = `An event could not be understood: ${messageOf(cause)}`;
    return { severity: 'warning', code: 'EVENT_INVALID', message, timeMs };
  }
};

const failureOf = (cause: unknown, timeMs: number): PlainAlert => ({
  severity: 'emergency',
  code: SigmaxError.isInstance(cause) ? cause.code : 'RUN_FAILED',
  message: `The run has ended with an error: ${messageOf(cause)}`,
  timeMs,
});

const heldBack = (untold: number, timeMs: number): Alert => ({
  severity: 'warning',
  code: 'ALERTS_HELD_BACK',
  message: `${untold} alerts were held back and never told.`,
  timeMs,
  suppressed: untold,
  suppressedOthers: 0,
});

/**
 * Turns the events of a bot, a kill switch or a dead man's switch into alerts, in the call in which they happen.
 *
 * Denials, stops, rejections, failed cancels, kills, escalations and re-arms are told; fills and marks are not. An alert of the same
 * code, guard, instrument and venue is held back for `repeatAfterMs`, and whatever is more than `limit` in any `windowMs`; the next of
 * its kind says how many were. Emergencies are never held back. When the source fails its error is told as an emergency, and then
 * passed on; when it completes with something untold, one last alert says how much.
 *
 * - Units: ms. Time is the events' own.
 * - State: one count per kind of alert, one time per alert of the last window.
 * - Cost: O(1) for an event that is no alert, O(`limit`) for one that is.
 * - Source: RTS 6 (EU 2017/589) Art. 16(5): alerts within 5 seconds.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { alerts } from '@sigmax/risk';
 * import { of } from 'rxjs';
 * const halted = { type: 'bot-halted', action: 'halt', guard: 'max-loss', code: 'LOSS_ABOVE_LIMIT', limit: 50, observed: 71 } as const;
 * const severities: string[] = [];
 * of({ ...halted, timeMs: 0 }).pipe(alerts()).subscribe(({ severity }) => severities.push(severity));
 * severities; // => ['emergency']
 * ```
 */
export const alerts = (options: AlertsOptions = {}): OperatorFunction<AlertSource, Alert> => {
  const { clock, ...limits } = parseOptions(schema, options, 'alerts');
  return (events) =>
    defer(() => {
      const gate = alertGate(limits);
      let latestMs = 0;
      const nowMs = (): number => clock?.nowMs() ?? latestMs;
      const told = (alert: PlainAlert | undefined): readonly Alert[] => {
        const passed = alert === undefined ? undefined : gate.pass(alert);
        return passed === undefined ? [] : [passed];
      };
      const read = (event: AlertSource): readonly Alert[] => {
        if ('timeMs' in event && Number.isFinite(event.timeMs)) latestMs = event.timeMs;
        return told(readAlert(event, nowMs()));
      };
      const last = (): readonly Alert[] => (gate.untold === 0 ? [] : [heldBack(gate.untold, nowMs())]);
      return concat(
        events.pipe(
          mergeMap(read),
          catchError((cause) =>
            concat(
              told(failureOf(cause, nowMs())),
              throwError(() => cause),
            ),
          ),
        ),
        defer(last),
      );
    });
};
