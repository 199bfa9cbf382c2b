import { parseDecimal } from '../internal/decimal';
import { decimalFault } from '../internal/decimal-fault';
import { dataError, type Fault, line, shown } from '../internal/fault';
import { LineFeed } from '../internal/line-feed';
import type { EventRows } from './import-events';

export type JsonObject = Readonly<Record<string, unknown>>;

const space = 0x20;

/** Lines of JSON while they are read; every reader throws a `DataError` that names file, line and field. */
export class JsonRows implements EventRows {
  /** What stands before the JSON of the line, up to a space; empty when the line begins with it. */
  prefix = '';
  readonly #source: string;
  readonly #feed: LineFeed;
  readonly #timeRangeMs: readonly [number, number];
  #lineNumber = 0;

  constructor(
    source: string,
    timeRangeMs: readonly [number, number],
    onMessage: (message: JsonObject, rows: JsonRows) => void,
  ) {
    this.#source = source;
    this.#timeRangeMs = timeRangeMs;
    this.#feed = new LineFeed(source, (bytes, start, end, number) => {
      this.#lineNumber = number;
      onMessage(this.#parse(bytes, start, end), this);
    });
  }

  push(chunk: Buffer): void {
    this.#feed.push(chunk);
  }

  finish(): void {
    this.#feed.finish();
    if (this.#lineNumber > 0) return;
    const remedy = 'Check the export; a file needs at least one message.';
    throw dataError(this.#source, undefined, { code: 'EMPTY', problem: 'there were no messages', remedy });
  }

  fail(fault: Fault): never {
    throw dataError(this.#source, line(this.#lineNumber), fault);
  }

  object(message: JsonObject, field: string): JsonObject {
    const value = message[field];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    return this.#unexpected(field, value, 'an object');
  }

  text(message: JsonObject, field: string): string {
    const value = message[field];
    return typeof value === 'string' ? value : this.#unexpected(field, value, 'a text');
  }

  flag(message: JsonObject, field: string): boolean {
    const value = message[field];
    return typeof value === 'boolean' ? value : this.#unexpected(field, value, 'true or false');
  }

  /** A venue's number of something, as text. JSON numbers beyond 2^53 have lost digits when they get here. */
  id(message: JsonObject, field: string): string {
    const value = message[field];
    if (typeof value === 'string' && value !== '') return value;
    return Number.isSafeInteger(value) ? String(value) : this.#unexpected(field, value, 'a whole number below 2^53');
  }

  /** An id that is compared with others. */
  count(message: JsonObject, field: string): number {
    const value = message[field];
    return Number.isSafeInteger(value)
      ? (value as number)
      : this.#unexpected(field, value, 'a whole number below 2^53');
  }

  time(message: JsonObject, field: string): number {
    const value = message[field];
    const [first, limit] = this.#timeRangeMs;
    if (typeof value === 'number' && value >= first && value < limit) return value;
    return this.#unexpected(field, value, `milliseconds from ${first} up to ${limit}`);
  }

  /** A price: a number above 0, written as text or as a number. */
  price(value: unknown, field: string): number {
    const price = this.#decimal(value, field);
    if (price > 0) return price;
    const problem = `${field} was ${price}, not above 0`;
    return this.fail({ code: 'NOT_POSITIVE', problem, remedy: 'Remove or mend the message.', field, value });
  }

  /** A quantity: a number of at least 0. */
  quantity(value: unknown, field: string): number {
    const quantity = this.#decimal(value, field);
    if (quantity >= 0) return quantity;
    const problem = `${field} was ${quantity}, below 0`;
    return this.fail({ code: 'NEGATIVE_QUANTITY', problem, remedy: 'Remove or mend the message.', field, value });
  }

  /** Pairs of price and quantity as a flat list. */
  levels(message: JsonObject, field: string): number[] {
    const pairs = message[field];
    if (!Array.isArray(pairs)) return this.#unexpected(field, pairs, 'a list of levels');
    const levels: number[] = [];
    for (const pair of pairs as unknown[]) {
      if (!Array.isArray(pair) || pair.length < 2) this.#unexpected(field, pair, 'a price and a quantity');
      const [price, quantity] = pair as readonly unknown[];
      levels.push(this.price(price, field), this.quantity(quantity, field));
    }
    return levels;
  }

  #decimal(value: unknown, field: string): number {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return this.#unexpected(field, value, 'a number');
    const bytes = Buffer.from(value, 'latin1');
    const number = parseDecimal(bytes, 0, bytes.length);
    return Number.isFinite(number) ? number : this.fail(decimalFault(field, value));
  }

  #unexpected(field: string, value: unknown, expected: string): never {
    const text = value === undefined ? 'missing' : shown(JSON.stringify(value));
    return this.fail({
      code: value === undefined ? 'MISSING_FIELD' : 'INVALID_FIELD',
      problem: `${field} was ${text}, not ${expected}`,
      remedy: 'Check that this is a file of the kind that the importer reads, and that the line is whole.',
      field,
      value,
    });
  }

  #parse(bytes: Buffer, start: number, end: number): JsonObject {
    const brace = bytes[start] === 0x7b ? start : bytes.indexOf(space, start) + 1;
    this.prefix = bytes.toString('latin1', start, Math.max(start, brace - 1));
    const text = bytes.toString('utf8', brace, end);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = undefined;
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
    return this.fail({
      code: 'NOT_JSON_LINES',
      problem: `the line is no JSON object: ${shown(text)}`,
      remedy: 'Restore the line; it may have been cut.',
      field: 'message',
    });
  }
}
