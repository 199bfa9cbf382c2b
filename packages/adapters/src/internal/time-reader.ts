import { parseDecimal } from './decimal';
import { type Fault, shown } from './fault';
import { readTimeText, type TimeText } from './time-text';

export const timeUnits = ['auto', 'iso', 's', 'ms', 'us', 'ns'] as const;

/** How times are written: ISO 8601 text, or a count of seconds, milli-, micro- or nanoseconds. */
export type TimeUnit = (typeof timeUnits)[number];

type CountUnit = Exclude<TimeUnit, 'auto' | 'iso'>;

const perMs: Readonly<Record<CountUnit, number>> = { s: 0.001, ms: 1, us: 1_000, ns: 1_000_000 };
const countUnits = ['s', 'ms', 'us', 'ns'] as const;
const unitNames = { iso: 'text', s: 'seconds', ms: 'milliseconds', us: 'microseconds', ns: 'nanoseconds' } as const;

/** From 1 January 2009, the year of the first bitcoin block, up to 1 January 2100. */
export const defaultTimeRangeMs: readonly [number, number] = [1_230_768_000_000, 4_102_444_800_000];

const zoneName = (minutes: number | undefined): string => {
  if (minutes === undefined) return 'no offset';
  const size = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `offset ${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

const toMs = (count: number, unit: CountUnit): number => (unit === 's' ? count * 1_000 : count / perMs[unit]);

const day = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : `${ms} ms`);

/**
 * Reads the time column of one file: the first row settles unit and offset, and every other row must agree.
 *
 * `read` and `readNumber` return milliseconds since the epoch, or `NaN` and leave the reason in `fault`.
 */
export class TimeReader {
  fault: Fault | undefined;
  readonly #range: readonly [number, number];
  readonly #isAutomatic: boolean;
  #unit: Exclude<TimeUnit, 'auto'> | undefined;
  #isFirstText = true;
  #zoneMinutes: number | undefined;
  readonly #text: TimeText = { timeMs: 0, zoneMinutes: undefined };

  constructor(unit: TimeUnit, rangeMs: readonly [number, number]) {
    this.#isAutomatic = unit === 'auto';
    this.#unit = unit === 'auto' ? undefined : unit;
    this.#range = rangeMs;
  }

  /** Reads the cell `bytes[start, end)`. */
  read(bytes: Buffer, start: number, end: number): number {
    if (end - start >= 8 && bytes[start + 4] === 0x2d) return this.#readText(bytes, start, end);
    let count = 0;
    for (let at = start; at < end; at++) {
      const digit = (bytes[at] as number) - 0x30;
      if (!(digit >= 0 && digit <= 9)) return this.#readOther(bytes, start, end);
      count = count * 10 + digit;
    }
    if (end === start) return this.#fail('EMPTY_CELL', 'time was empty', 'Fill in the time or remove the bar.', '');
    if (count <= Number.MAX_SAFE_INTEGER) {
      const ms = this.#quickly(count);
      return ms === undefined ? this.readNumber(count, bytes.toString('latin1', start, end)) : ms;
    }
    // A count above 2^53 is not exact as one double; its milliseconds and the rest of them are.
    const ms = parseDecimal(bytes, start, end - 6) + parseDecimal(bytes, end - 6, end) / 1_000_000;
    return this.#settle('ns', ms, count, bytes.toString('latin1', start, end));
  }

  /** Reads a time that came as a number. `text` is how it was written. */
  readNumber(count: number, text = String(count)): number {
    const unit = this.#unit === undefined || this.#isAutomatic ? this.#unitOf(count) : this.#unit;
    if (unit === 'iso') return this.#mixed('a number', text);
    if (unit === undefined) return this.#outOfRange(count, text);
    return this.#settle(unit, toMs(count, unit), count, text);
  }

  /** The common case, a count in the unit that is already known, without the cost of explaining a fault. */
  #quickly(count: number): number | undefined {
    const unit = this.#unit;
    if (unit === undefined || unit === 'iso') return undefined;
    const ms = toMs(count, unit);
    return this.#isInRange(ms) ? ms : undefined;
  }

  #unitOf(count: number): CountUnit | undefined {
    return countUnits.find((unit) => this.#isInRange(toMs(count, unit)));
  }

  #isInRange(ms: number): boolean {
    return ms >= this.#range[0] && ms < this.#range[1];
  }

  #settle(unit: CountUnit, ms: number, count: number, text: string): number {
    this.#unit ??= unit;
    if (this.#unit !== unit) return this.#mixed(`in ${unitNames[unit]}`, text);
    return this.#isInRange(ms) ? ms : this.#outOfRange(count, text);
  }

  #readText(bytes: Buffer, start: number, end: number): number {
    const text = this.#text;
    const fault = readTimeText(bytes, start, end, text);
    if (fault !== undefined) {
      this.fault = fault;
      return Number.NaN;
    }
    this.#unit ??= 'iso';
    if (this.#unit !== 'iso') return this.#mixed('text', bytes.toString('utf8', start, end));
    if (this.#isFirstText) {
      this.#isFirstText = false;
      this.#zoneMinutes = text.zoneMinutes;
    } else if (this.#zoneMinutes !== text.zoneMinutes) {
      const cell = bytes.toString('utf8', start, end);
      return this.#fail(
        'MIXED_OFFSETS',
        `time was ${shown(cell)}, with ${zoneName(text.zoneMinutes)}, where the first row has ${zoneName(this.#zoneMinutes)}`,
        'Write every time of the file in UTC.',
        cell,
      );
    }
    return this.#isInRange(text.timeMs) ? text.timeMs : this.#outOfRange(undefined, bytes.toString('utf8', start, end));
  }

  /** A cell that is neither whole digits nor a date: a decimal count, or a fault. */
  #readOther(bytes: Buffer, start: number, end: number): number {
    const text = bytes.toString('utf8', start, end);
    if (/^\d+\.\d*$/.test(text)) {
      const [whole, part] = text.split('.') as [string, string];
      const count = Number(whole);
      const ms = this.readNumber(count, text);
      // The part is far from 2^53, so that scaling it apart from the whole keeps every microsecond.
      const partMs = Number.isNaN(ms) ? 0 : toMs(Number(`0.${part}`), this.#unit as CountUnit);
      return ms + Math.round(partMs * 1_000) / 1_000;
    }
    if (/^\d+(?:\.\d*)?e[+-]?\d+$/i.test(text)) {
      return this.#fail(
        'TIME_LOST_DIGITS',
        `time was ${shown(text)}, in scientific notation, which may have lost digits`,
        'Export the time column as whole numbers or as text; spreadsheets shorten long numbers.',
        text,
      );
    }
    if (/^-\d+$/.test(text)) return this.#outOfRange(Number(text), text);
    return this.#readText(bytes, start, end);
  }

  #mixed(found: string, text: string): number {
    const expected = unitNames[this.#unit as keyof typeof unitNames];
    const isText = found === 'text' || expected === 'text';
    return this.#fail(
      isText ? 'MIXED_TIME_FORMATS' : 'MIXED_UNITS',
      `time was ${shown(text)}, which is ${found}, where ${this.#isAutomatic ? 'the first row has' : 'timeUnit asks for'} ${expected}`,
      isText
        ? 'Write every time of the file in one way.'
        : 'Write every time of the file in one unit; archives of Binance changed from ms to us on 2025-01-01: read them in two parts.',
      text,
    );
  }

  #outOfRange(count: number | undefined, text: string): number {
    const [first, limit] = this.#range.map(day);
    const unit = this.#unit;
    const asked = unit === undefined ? 'in any unit' : unit === 'iso' ? '' : `in ${unitNames[unit]}`;
    const fit = count === undefined ? undefined : this.#unitOf(count);
    const hint = fit === undefined ? '' : ` It would be ${day(toMs(count as number, fit))} in ${unitNames[fit]}.`;
    return this.#fail(
      'TIME_OUT_OF_RANGE',
      `time was ${shown(text)}, which is not between ${first} and ${limit} ${asked}`.trimEnd(),
      `Check the time column and timeUnit, or widen timeRangeMs.${hint}`,
      text,
    );
  }

  #fail(code: string, problem: string, remedy: string, value: string): number {
    this.fault = { code, problem, remedy, field: 'time', value };
    return Number.NaN;
  }
}
