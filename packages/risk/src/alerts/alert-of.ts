import { describeScope } from '@sigmax/core';
import type { KillSwitchEvent } from '../kill-switch/kill-switch-event';
import type { Alert, AlertSource, Severity } from './alert';
import { explainDenial } from './explain-denial';

/** An alert before it is known what was held back. */
export type PlainAlert = Omit<Alert, 'suppressed' | 'suppressedOthers'>;

const stateSeverity: Readonly<Record<string, Severity>> = {
  armed: 'warning',
  killing: 'warning',
  partial: 'critical',
  stuck: 'emergency',
  done: 'info',
};

const ofSwitch = (event: KillSwitchEvent): PlainAlert => {
  const { timeMs } = event;
  switch (event.type) {
    case 'killed': {
      const { scope, action, code, reason, by } = event.latch;
      const message = `Killed (${action}, ${describeScope(scope)}) by ${by}: ${JSON.stringify(reason)}.`;
      return { severity: 'emergency', code, message, timeMs, guard: by, scope };
    }
    case 'kill-state': {
      const severity = stateSeverity[event.to] as Severity;
      return { severity, code: 'KILL_STATE', message: `The kill is ${event.to}; it was ${event.from}.`, timeMs };
    }
    case 'venue-escalated': {
      const { venue, code, count, message } = event;
      const severity = code === 'VENUE_STUCK' || code === 'CLOSE_UNSUPPORTED' ? 'emergency' : 'critical';
      return {
        severity,
        code,
        message: `Venue ${venue}: ${code}. ${message}`,
        timeMs,
        venue,
        observed: count,
        limit: 0,
      };
    }
    case 'venue-cleared': {
      const { venue, tookMs } = event;
      const message = `Venue ${venue} has nothing open any more, ${tookMs} ms after the kill.`;
      return { severity: 'info', code: 'VENUE_CLEARED', message, timeMs, venue, observed: tookMs };
    }
    case 'rearmed': {
      const { by, reason, latch } = event;
      const message = `Re-armed (${describeScope(latch.scope)}) by ${by}: ${JSON.stringify(reason)}.`;
      return { severity: 'warning', code: 'KILL_REARMED', message, timeMs, guard: by, scope: latch.scope };
    }
    case 'rearm-refused':
      return {
        severity: 'warning',
        code: 'KILL_REARM_REFUSED',
        message: `A re-arm by ${event.by} was refused: ${event.code}. ${event.message}`,
        timeMs,
        guard: event.by,
      };
    case 'control-sent':
      return { severity: 'info', code: 'CONTROL_SENT', message: `Bots were told: ${event.control.type}.`, timeMs };
    case 'keeping-failed':
      return {
        severity: 'critical',
        code: event.what === 'store' ? 'STORE_FAILED' : 'JOURNAL_FAILED',
        message: `The ${event.what} of the kill switch failed: ${event.message}.`,
        timeMs,
      };
    case 'listener-failed':
      return { severity: 'warning', code: 'LISTENER_FAILED', message: `A listener threw: ${event.message}.`, timeMs };
  }
};

/** The alert that an event is worth; `undefined` for what is the daily business of a bot. */
export const alertOf = (event: AlertSource): PlainAlert | undefined => {
  switch (event.type) {
    case 'order-denied':
    case 'order-shrunk':
    case 'order-delayed': {
      const { guard, code, timeMs, instrumentId, limit, observed } = event;
      const severity = event.type === 'order-denied' ? 'warning' : 'info';
      const numbers = { ...(limit === undefined ? {} : { limit }), ...(observed === undefined ? {} : { observed }) };
      return { severity, code, message: explainDenial(event).why, timeMs, guard, instrumentId, ...numbers };
    }
    case 'bot-halted': {
      const { guard, code, timeMs, limit, observed, action, scope } = event;
      const severity = action === 'pause' ? 'critical' : 'emergency';
      const where = scope === undefined ? {} : { scope };
      return { severity, code, message: explainDenial(event).why, timeMs, guard, limit, observed, ...where };
    }
    case 'bot-rearmed': {
      const { of, by, reason, timeMs, scope } = event;
      const where = scope === undefined ? {} : { scope };
      const message = `${of} was re-armed by ${by}: ${JSON.stringify(reason)}.`;
      return { severity: 'warning', code: 'BOT_REARMED', message, timeMs, guard: of, ...where };
    }
    case 'order-rejected': {
      const { code, timeMs, instrumentId } = event;
      const message = `The venue rejected an order for ${instrumentId}: ${code}.`;
      return { severity: 'warning', code: 'ORDER_REJECTED', message, timeMs, instrumentId };
    }
    case 'cancel-failed': {
      const { timeMs, instrumentId, message } = event;
      const text = `An order for ${instrumentId} could not be cancelled: ${message}.`;
      return { severity: 'critical', code: 'CANCEL_FAILED', message: text, timeMs, instrumentId };
    }
    case 'control-refused': {
      const { code, message, timeMs } = event;
      return { severity: 'warning', code, message, timeMs };
    }
    case 'control':
      // Kills and pauses are told by the stop that follows.
      return event.control.type === 'override'
        ? {
            severity: 'warning',
            code: 'GUARD_OVERRIDDEN',
            message: `${event.control.guard} is overridden until ${event.control.untilMs} by ${event.control.by}: ${JSON.stringify(event.control.reason)}.`,
            timeMs: event.timeMs,
            guard: event.control.guard,
          }
        : undefined;
    case 'dead-man-expired': {
      const { timeMs, timeoutMs } = event;
      const message = `There was no sign of life for ${timeoutMs} ms.`;
      return { severity: 'emergency', code: 'DEAD_MAN_EXPIRED', message, timeMs, limit: timeoutMs };
    }
    case 'dead-man-refresh-failed': {
      const { timeMs, venue, message } = event;
      const text = `Venue ${venue} was not told to cancel by itself: ${message}`;
      return { severity: 'critical', code: 'DEAD_MAN_REFRESH_FAILED', message: text, timeMs, venue };
    }
    case 'killed':
    case 'kill-state':
    case 'venue-escalated':
    case 'venue-cleared':
    case 'rearmed':
    case 'rearm-refused':
    case 'control-sent':
    case 'keeping-failed':
    case 'listener-failed':
      return ofSwitch(event);
    default:
      return undefined;
  }
};
