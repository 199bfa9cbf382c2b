/** A value of JSON. */
type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

type Change = (value: Value, key: string, place: number) => Value | undefined;

/** Changes every leaf of a JSON text; a leaf that becomes `undefined` is left out. */
export const changeLeaves = (body: string, change: Change): string => {
  let place = 0;
  const walk = (value: Value, key: string): Value | undefined => {
    if (Array.isArray(value)) return value.map((part) => walk(part, key) ?? null);
    if (typeof value !== 'object' || value === null) return change(value, key, place++);
    const entries = Object.entries(value).map(([name, part]) => [name, walk(part, name)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== undefined));
  };
  return JSON.stringify(walk(JSON.parse(body) as Value, ''));
};

export const countLeaves = (body: string): number => {
  let count = 0;
  changeLeaves(body, (value) => {
    count += 1;
    return value;
  });
  return count;
};

/** Adds a field to every object. */
export const addFields = (body: string, name: string, field: Value): string => {
  const walk = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const entries: [string, Value][] = Object.entries(value).map(([key, part]) => [key, walk(part)]);
    return Object.fromEntries([...entries, [name, field]]);
  };
  return JSON.stringify(walk(JSON.parse(body) as Value));
};

/** How a source writes times. */
export type DateFormat = 'rfc822' | 'iso' | 'seconds' | 'seconds-as-text' | 'hex-seconds';

export type DateFault = 'future' | 'epoch' | 'missing' | 'zone' | 'unreadable';

const two = (value: number): string => String(value).padStart(2, '0');

/** A time as a source would write it; for `zone`, of another part of the world. */
const written = (format: DateFormat, timeMs: number, isElsewhere: boolean): Value => {
  const seconds = Math.floor(timeMs / 1_000);
  if (format === 'seconds') return seconds;
  if (format === 'seconds-as-text') return String(seconds);
  if (format === 'hex-seconds') return `0x${seconds.toString(16)}`;
  const date = new Date(timeMs + (isElsewhere ? 19_800_000 : 0));
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  if (format === 'iso') return `${date.toISOString().slice(0, 10)}T${clock}${isElsewhere ? '+05:30' : 'Z'}`;
  const month = date.toUTCString().split(' ')[2];
  return `${two(date.getUTCDate())} ${month} ${date.getUTCFullYear()} ${clock} ${isElsewhere ? '+0530' : 'GMT'}`;
};

/** The time of all items of the good answers, and what each fault makes of it. */
export const goodTimeMs = Date.UTC(2026, 10, 22, 11);
export const faultyTimesMs: Readonly<Record<DateFault, number | undefined>> = {
  future: goodTimeMs + 400 * 86_400_000,
  epoch: 0,
  missing: undefined,
  zone: goodTimeMs,
  unreadable: undefined,
};

/** The body with other times in the fields, or elements, that hold them. */
export const changeDates = (body: string, format: DateFormat, fields: readonly string[], fault: DateFault): string => {
  const timeMs = faultyTimesMs[fault];
  const value = timeMs === undefined ? 'yesterday' : written(format, timeMs, fault === 'zone');
  if (!body.trimStart().startsWith('<')) {
    return changeLeaves(body, (leaf, key) => {
      if (!fields.includes(key)) return leaf;
      return fault === 'missing' ? undefined : value;
    });
  }
  const pattern = new RegExp(`<(${fields.join('|')})>[^<]*</\\1>`, 'g');
  return body.replace(pattern, (_, name: string) => (fault === 'missing' ? '' : `<${name}>${value}</${name}>`));
};
