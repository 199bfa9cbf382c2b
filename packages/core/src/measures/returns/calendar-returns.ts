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
  for (let index = 0; index < timeMs.length; ) {
    // A moment before the close lies in the bar, also when it closes at midnight.
    const date = new Date(Math.ceil(timeMs[index] as number) - 1);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    const endMs = unit === 'month' ? Date.UTC(year, month + 1, 1) : Date.UTC(year, month, day + 1);
    const from = index;
    while (index < timeMs.length && (timeMs[index] as number) <= endMs) index++;
    const level = wealth[index - 1] as number;
    found.push({
      year,
      month: month + 1,
      day: unit === 'month' ? 1 : day,
      return: before > 0 ? level / before - 1 : 0,
      periods: index - from,
    });
    before = level;
  }
  return found;
};
