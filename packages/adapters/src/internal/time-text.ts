import { type Fault, shown } from './fault';

/** A moment read from text, and the offset in minutes that was written with it; `undefined` when none was. */
export interface TimeText {
  timeMs: number;
  zoneMinutes: number | undefined;
}

const dayMs = 86_400_000;
const [space, plus, comma, minus, point, zero, colon] = [0x20, 0x2b, 0x2c, 0x2d, 0x2e, 0x30, 0x3a];

/** `count` digits at `at` as a number, or −1 when one of them is not a digit. */
const digits = (bytes: Buffer, at: number, count: number): number => {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = (bytes[index] as number) - zero;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
};

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const daysInMonth = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (monthDays[month - 1] ?? 0);

/** Days since 1 January 1970 in the Gregorian calendar. Source: Hinnant 2013, "chrono-compatible date algorithms". */
const daysFromEpoch = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
};

const unreadable = (bytes: Buffer, start: number, end: number): Fault => {
  const text = bytes.toString('utf8', start, end);
  const about = { field: 'time', value: text };
  if (text.length < 80 && /^\d{4}-\d\d-\d\d.*\d\s*(?![AP]M$)[A-Za-z]+(?:\/\w+)*$/.test(text)) {
    return {
      ...about,
      code: 'ZONE_NAME',
      problem: `time was ${shown(text)}, with the name of a time zone`,
      remedy:
        'Write times in UTC with Z, or with an offset such as -05:00; names are ambiguous and change with summer time.',
    };
  }
  return {
    ...about,
    code: 'BAD_TIME',
    problem: `time was ${shown(text)}, not a time`,
    remedy: 'Write 2024-01-31T12:00:00Z, 2024-01-31 12:00:00, 2024-01-31, or a whole number of seconds, ms, us or ns.',
  };
};

const impossible = (bytes: Buffer, start: number, end: number, part: string): Fault => {
  const text = bytes.toString('utf8', start, end);
  const remedy = 'Correct the date; SIGMAX does not roll it over.';
  const problem = `time was ${shown(text)}, which has no such ${part}`;
  return { code: 'IMPOSSIBLE_DATE', problem, remedy, field: 'time', value: text };
};

/** The zone written in `bytes[at, end)` in minutes east; `undefined` for none, `NaN` for something else. */
const readZone = (bytes: Buffer, from: number, end: number): number | undefined => {
  let at = from;
  while (at < end && bytes[at] === space) at++;
  const length = end - at;
  if (length === 0) return undefined;
  const sign = bytes[at];
  if (sign === plus || sign === minus) {
    const hasColon = length === 6 && bytes[at + 3] === colon;
    const hours = digits(bytes, at + 1, 2);
    const minutes = hasColon
      ? digits(bytes, at + 4, 2)
      : length === 5
        ? digits(bytes, at + 3, 2)
        : length === 3
          ? 0
          : -1;
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return Number.NaN;
    return (sign === plus ? 1 : -1) * (hours * 60 + minutes);
  }
  const name = bytes.toString('latin1', at, end);
  return name === 'Z' || name === 'z' || name === 'UTC' ? 0 : Number.NaN;
};

/**
 * Reads an ISO 8601 time: `YYYY-MM-DD`, then optionally `T` or a space and `HH:MM[:SS[.fraction]]`, then optionally `Z`,
 * `UTC` or an offset. Without a zone the time is UTC.
 *
 * Writes into `result`, so that a million rows make no objects. Returns what was wrong, or `undefined`.
 */
export const readTimeText = (bytes: Buffer, start: number, end: number, result: TimeText): Fault | undefined => {
  const year = digits(bytes, start, 4);
  const month = digits(bytes, start + 5, 2);
  const day = digits(bytes, start + 8, 2);
  const isDate = end - start >= 10 && bytes[start + 4] === minus && bytes[start + 7] === minus;
  if (!isDate || year < 0 || month < 0 || day < 0) return unreadable(bytes, start, end);
  if (month < 1 || month > 12) return impossible(bytes, start, end, 'month');
  if (day < 1 || day > daysInMonth(year, month)) return impossible(bytes, start, end, 'day');
  result.timeMs = daysFromEpoch(year, month, day) * dayMs;
  result.zoneMinutes = undefined;
  let at = start + 10;
  if (at === end) return undefined;

  const separator = bytes[at];
  const hours = digits(bytes, at + 1, 2);
  const minutes = digits(bytes, at + 4, 2);
  const isTime =
    end - at >= 6 && (separator === 0x54 || separator === 0x74 || separator === space) && bytes[at + 3] === colon;
  if (!isTime || hours < 0 || minutes < 0) return unreadable(bytes, start, end);
  at += 6;
  let seconds = 0;
  let fractionMs = 0;
  if (at < end && bytes[at] === colon) {
    seconds = end - at >= 3 ? digits(bytes, at + 1, 2) : -1;
    if (seconds < 0) return unreadable(bytes, start, end);
    at += 3;
    if (at < end && (bytes[at] === point || bytes[at] === comma)) {
      const from = ++at;
      while (at < end && digits(bytes, at, 1) >= 0) at++;
      if (at === from || at - from > 9) return unreadable(bytes, start, end);
      fractionMs = (digits(bytes, from, at - from) * 1_000) / 10 ** (at - from);
    }
  }
  if (hours > 23) return impossible(bytes, start, end, 'hour');
  if (minutes > 59) return impossible(bytes, start, end, 'minute');
  if (seconds > 59) return impossible(bytes, start, end, 'second');
  const zone = readZone(bytes, at, end);
  if (zone !== undefined && Number.isNaN(zone)) return unreadable(bytes, start, end);
  result.timeMs += ((hours * 60 + minutes - (zone ?? 0)) * 60 + seconds) * 1_000 + fractionMs;
  result.zoneMinutes = zone;
  return undefined;
};
