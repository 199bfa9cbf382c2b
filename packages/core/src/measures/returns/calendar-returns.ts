import type { RunPerformance } from './time-weighted';

/** The return of one calendar month or day, UTC. */
export interface CalendarReturn {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31; 1 for a month. */
  readonly day: number;
  readonly return: number;
  /** Periods in it. */
  readonly periods: number;
}

/**
 * Returns the return of each calendar month or day in UTC, compounded over its periods; the first and the last may be cut
 * short by the run.
 *
 * A bar belongs to the day in which it began to be traded: one that closes at midnight ends the day before.
 *
 * @example
 * ```ts
 * import { calendarReturns } from '@sigmax/core';
 * const timeMs = Float64Array.of(Date.UTC(2025, 0, 31), Date.UTC(2025, 1, 1), Date.UTC(2025, 1, 2));
 * const [january, february] = calendarReturns({ timeMs, wealth: Float64Array.of(1, 1.5, 3) }, 'month');
 * january; // => { year: 2025, month: 1, day: 1, return: 0.5, periods: 2 }
 * february?.return; // => 1
 * ```
 */
export const calendarReturns = (
  { timeMs, wealth }: Pick<RunPerformance, 'timeMs' | 'wealth'>,
  unit: 'month' | 'day',
): CalendarReturn[] => {
  const found: CalendarReturn[] = [];
  let before = 1;
  let periods = 0;
  for (let index = 0; index < timeMs.length; index++) {
    periods++;
    const now = calendarDay(timeMs[index] as number);
    const next = index + 1 < timeMs.length ? calendarDay(timeMs[index + 1] as number) : undefined;
    const isSame =
      next !== undefined &&
      next.year === now.year &&
      next.month === now.month &&
      (unit === 'month' || next.day === now.day);
    if (isSame) continue;
    const level = wealth[index] as number;
    found.push({
      year: now.year,
      month: now.month,
      day: unit === 'month' ? 1 : now.day,
      return: before > 0 ? level / before - 1 : 0,
      periods,
    });
    before = level;
    periods = 0;
  }
  return found;
};

const dayMs = 86_400_000;

/** The UTC day to which a bar that closes at `timeMs` belongs. By Hinnant's civil_from_days, without a Date a bar. */
const calendarDay = (timeMs: number): { readonly year: number; readonly month: number; readonly day: number } => {
  const shifted = Math.ceil(timeMs / dayMs) - 1 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
};
