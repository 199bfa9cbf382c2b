import type { Finding } from '@sigmax/core';

/** Times of the week in UTC at which orders may leave. */
export interface TradingWindow {
  /** 0 is Sunday. */
  readonly days: readonly number[];
  readonly fromMinute: number;
  /** Not included; at most 1,440. */
  readonly toMinute: number;
}

export interface ComplianceRules {
  /** The instruments that may be traded. No other one is. */
  readonly allow: readonly string[];
  /** Instruments whose positions may be closed and not opened, whatever `allow` says. */
  readonly restricted: readonly string[];
  /** Where the account is held, for example `"DE"`. */
  readonly jurisdiction: string;
  /** Instruments that may not be bought, by jurisdiction. */
  readonly barred: Readonly<Record<string, readonly string[]>>;
  /** When orders may leave. `undefined`: always. */
  readonly hours: readonly TradingWindow[] | undefined;
}

const dayMs = 86_400_000;

/** Whether a moment is within one of the windows. The first day of the epoch was a Thursday. */
export const isOpen = (windows: readonly TradingWindow[], timeMs: number): boolean => {
  const day = (Math.floor(timeMs / dayMs) + 4) % 7;
  const minute = Math.floor((timeMs % dayMs) / 60_000);
  return windows.some(
    ({ days, fromMinute, toMinute }) => days.includes(day) && minute >= fromMinute && minute < toMinute,
  );
};

/** The first rule that an order in an instrument would break at a moment, or `undefined`. */
export const complianceFinding = (
  rules: ComplianceRules,
  instrumentId: string,
  timeMs: number,
): Finding | undefined => {
  const { allow, restricted, jurisdiction, barred, hours } = rules;
  const broken = (code: string): Finding => ({ code, limit: 0, observed: timeMs });
  if (!allow.includes(instrumentId)) return broken('INSTRUMENT_NOT_ALLOWED');
  if (restricted.includes(instrumentId)) return broken('INSTRUMENT_RESTRICTED');
  if (barred[jurisdiction]?.includes(instrumentId)) return broken('JURISDICTION_BARRED');
  if (hours !== undefined && !isOpen(hours, timeMs)) return broken('HOURS_CLOSED');
  return undefined;
};
