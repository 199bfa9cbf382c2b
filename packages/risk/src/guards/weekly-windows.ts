import { z } from 'zod';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof days)[number];

/** A part of some days of the week, in UTC. `to` is left out of it; when it is not after `from` it is on the day after. */
export interface WeeklyWindow {
  /** Left out: every day. */
  readonly days?: readonly Weekday[];
  /** `"HH:MM"`, from 00:00 to 23:59. */
  readonly from: string;
  /** `"HH:MM"`, from 00:00 to 24:00. */
  readonly to: string;
}

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const weekMs = 7 * dayMs;

/** The epoch was a Thursday. */
const thursday = 3 * dayMs;

const clockTime = (pattern: RegExp, range: string) => z.string().regex(pattern, `expected HH:MM from ${range}, UTC`);

/** Windows as an option. */
export const weeklyWindows = z
  .array(
    z.strictObject({
      days: z.array(z.enum(days)).min(1).optional(),
      from: clockTime(/^([01]\d|2[0-3]):[0-5]\d$/, '00:00 to 23:59'),
      to: clockTime(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '00:00 to 24:00'),
    }),
  )
  .min(1);

const msOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return (hours * 60 + minutes) * minuteMs;
};

/** Beginnings and ends as milliseconds of the week from Monday on, one after the other; an end may lie in the week after. */
export const windowBounds = (windows: readonly WeeklyWindow[]): readonly number[] =>
  windows.flatMap(({ days: chosen = days, from, to }) =>
    chosen.flatMap((day) => {
      const begin = days.indexOf(day) * dayMs + msOf(from);
      const length = msOf(to) - msOf(from);
      return [begin, begin + (length > 0 ? length : length + dayMs)];
    }),
  );

/** Whether a time lies in one of the windows. False for what is no time. */
export const isInWindows = (bounds: readonly number[], timeMs: number): boolean => {
  const sinceMonday = (timeMs + thursday) % weekMs;
  const moment = sinceMonday < 0 ? sinceMonday + weekMs : sinceMonday;
  for (let place = 0; place < bounds.length; place += 2) {
    const begin = bounds[place] as number;
    const end = bounds[place + 1] as number;
    if ((moment >= begin && moment < end) || moment + weekMs < end) return true;
  }
  return false;
};
