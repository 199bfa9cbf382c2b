import type { Alert, Severity } from './alert';
import type { PlainAlert } from './alert-of';

export const severities: readonly Severity[] = ['info', 'warning', 'critical', 'emergency'];

const rank = (severity: Severity): number => severities.indexOf(severity);

export interface AlertGateOptions {
  readonly repeatAfterMs: number;
  readonly limit: number;
  readonly windowMs: number;
  readonly minimumSeverity: Severity;
}

/** Lets alerts through, or counts them. */
export interface AlertGate {
  pass(alert: PlainAlert): Alert | undefined;
  /** Alerts that were held back and that no later one has told of. */
  readonly untold: number;
}

/** Not the message: it holds numbers, and then nothing would ever repeat. */
const keyOf = ({ code, guard, instrumentId, venue }: PlainAlert): string =>
  JSON.stringify([code, guard, instrumentId, venue]);

/**
 * Holds back what repeats within `repeatAfterMs`, and what is more than `limit` in any window; each is counted, and
 * the next alert of its kind tells how many. Emergencies always pass, critical ones are held back only as repetitions.
 */
export const alertGate = ({ repeatAfterMs, limit, windowMs, minimumSeverity }: AlertGateOptions): AlertGate => {
  const kinds = new Map<string, { passedMs: number; held: number }>();
  let recent: number[] = [];
  let untold = 0;
  /** A clock that was set back must not silence anybody. */
  const isWithin = (thenMs: number, nowMs: number, spanMs: number): boolean =>
    nowMs >= thenMs && nowMs - thenMs < spanMs;
  return {
    get untold() {
      return untold;
    },
    pass: (alert) => {
      const { severity, timeMs } = alert;
      if (rank(severity) < rank(minimumSeverity)) return undefined;
      const key = keyOf(alert);
      const kind = kinds.get(key) ?? { passedMs: Number.NEGATIVE_INFINITY, held: 0 };
      kinds.set(key, kind);
      recent = recent.filter((thenMs) => isWithin(thenMs, timeMs, windowMs));
      const isRepeated = isWithin(kind.passedMs, timeMs, repeatAfterMs);
      const isTooMuch = rank(severity) < rank('critical') && recent.length >= limit;
      if (severity !== 'emergency' && (isRepeated || isTooMuch)) {
        kind.held += 1;
        untold += 1;
        return undefined;
      }
      const suppressed = kind.held;
      untold -= suppressed;
      kind.passedMs = timeMs;
      kind.held = 0;
      recent.push(timeMs);
      return { ...alert, suppressed, suppressedOthers: untold };
    },
  };
};
