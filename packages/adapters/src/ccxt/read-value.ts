import { type RefusedRow, refused } from './refused-row';

/** Sums and products of what stays below are finite. */
const largest = 1e100;

/** The last moment that a `Date` holds. */
const lastMs = 8.64e15;

/** Reads one field of something that came from a venue. Inherited fields are none: `__proto__` reads as nothing. */
export const fieldOf = (row: unknown, name: string | number): unknown =>
  typeof row === 'object' && row !== null && Object.hasOwn(row, name) ? Reflect.get(row, name) : undefined;

/** A value as a message shows it: at most 60 characters, whatever it is. */
export const shownValue = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.length > 50 ? `${value.slice(0, 47)}...` : value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value).slice(0, 60);
};

/** What keeps a value from being a price: a number above 0; `undefined` when nothing does. */
export const priceFault = (name: string, value: unknown): RefusedRow | undefined => {
  if (typeof value !== 'number') return refused('WRONG_TYPE', `${name} was ${shownValue(value)}`);
  if (!(Math.abs(value) <= largest)) return refused('NOT_FINITE', `${name} was ${value}`);
  return value > 0 ? undefined : refused('NOT_POSITIVE', `${name} was ${value}`);
};

/** What keeps a value from being a quantity: a number of at least 0. */
export const quantityFault = (name: string, value: unknown): RefusedRow | undefined => {
  if (value === 0) return undefined;
  const fault = priceFault(name, value);
  return fault?.code === 'NOT_POSITIVE' ? refused('NEGATIVE_QUANTITY', fault.problem) : fault;
};

/** What keeps a value from being a time: milliseconds since the epoch. */
export const timeFault = (name: string, value: unknown): RefusedRow | undefined =>
  typeof value === 'number' && value > 0 && value <= lastMs
    ? undefined
    : refused('INVALID_TIME', `${name} was ${shownValue(value)}`);

/** Nothing has happened later than so far ahead of the venue's measured time. */
const aheadMs = 5_000;

/** What keeps a time from being that of something that has happened. */
export const futureFault = (timeMs: number, nowMs: number): RefusedRow | undefined =>
  timeMs <= nowMs + aheadMs ? undefined : refused('INVALID_TIME', `time ${timeMs} lay after ${nowMs}`);
