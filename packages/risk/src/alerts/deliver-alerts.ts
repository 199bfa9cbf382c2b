import { parseOptions } from '@sigmax/core';
import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import { z } from 'zod';
import { guarded } from '../kill-switch/announcer';
import type { Alert } from './alert';

/** Takes an alert to a person: a log, a message, a telephone call. May throw, or reject. */
export type AlertSink = (alert: Alert) => unknown;

export interface DeliverAlertsOptions {
  readonly sinks: readonly AlertSink[];
  readonly onFailure?: (message: string, alert: Alert) => unknown;
}

const aFunction = <Signature>() => z.custom<Signature>((value) => typeof value === 'function', 'expected a function');

const schema = z.strictObject({
  sinks: z.array(aFunction<AlertSink>()).min(1),
  onFailure: aFunction<(message: string, alert: Alert) => unknown>().optional(),
});

/**
 * Hands each alert to every sink, in the call in which it comes, and passes it on. A sink that throws or rejects keeps nothing from
 * the others, from the stream or from the bot: `onFailure` hears of it, and what that throws is dropped.
 *
 * A sink that blocks holds the bot up; one that sends over a network returns a promise and is not waited for.
 *
 * - Cost: the sinks' own.
 *
 * @throws {InvalidOptionsError} there is no sink, or one that is no function.
 * @example
 * ```ts
 * import { type Alert, deliverAlerts } from '@sigmax/risk';
 * import { of } from 'rxjs';
 * const alert: Alert = { severity: 'warning', code: 'A_B', message: 'm', timeMs: 0, suppressed: 0, suppressedOthers: 0 };
 * const told: string[] = [];
 * const broken = () => { throw new Error('no network'); };
 * const sinks = [broken, ({ code }: Alert) => told.push(code)];
 * of(alert).pipe(deliverAlerts({ sinks, onFailure: (message) => told.push(message) })).subscribe();
 * told; // => ['no network', 'A_B']
 * ```
 */
export const deliverAlerts = (options: DeliverAlertsOptions): MonoTypeOperatorFunction<Alert> => {
  const { sinks, onFailure } = parseOptions(schema, options, 'deliverAlerts');
  const failed = (message: string, alert: Alert): void =>
    guarded(
      () => onFailure?.(message, alert),
      () => {},
    );
  return tap((alert) => {
    for (const sink of sinks) {
      guarded(
        () => sink(alert),
        (message) => failed(message, alert),
      );
    }
  });
};
