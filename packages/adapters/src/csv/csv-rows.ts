import type { BarRows, OnBar } from '../internal/bar-batches';
import { BarCheck } from '../internal/bar-check';
import type { BarSettings } from '../internal/bar-options';
import { isColumnName } from '../internal/column-names';
import { type ColumnPositions, positionalNames, resolveColumns } from '../internal/columns';
import { parseDecimal } from '../internal/decimal';
import { decimalFault } from '../internal/decimal-fault';
import { dataError, type Fault, line } from '../internal/fault';
import { LineFeed } from '../internal/line-feed';
import { TimeReader } from '../internal/time-reader';
import { CsvLine } from './csv-line';
import { detectDelimiter } from './detect-delimiter';

export interface CsvSettings extends BarSettings {
  readonly delimiter?: string | undefined;
  readonly hasHeader?: boolean | undefined;
}

/** Reads the rows of one CSV file, chunk by chunk. */
export class CsvRows implements BarRows {
  readonly check: BarCheck;
  readonly #settings: CsvSettings;
  readonly #source: string;
  readonly #onBar: OnBar;
  readonly #feed: LineFeed;
  readonly #time: TimeReader;
  readonly #closeTime: TimeReader;
  #cells = new CsvLine(0, 0);
  #count = 0;
  #columns: ColumnPositions | undefined;
  #firstRowNumber = 1;

  constructor(settings: CsvSettings, source: string, onBar: OnBar) {
    this.#settings = settings;
    this.#source = source;
    this.#onBar = onBar;
    this.#feed = new LineFeed(source, (bytes, start, end, number) => this.#line(bytes, start, end, number));
    this.#time = new TimeReader(settings.timeUnit, settings.timeRangeMs);
    this.#closeTime = new TimeReader(settings.timeUnit, settings.timeRangeMs);
    const { timeframeMs, stamp } = settings;
    this.check = new BarCheck({ source, timeframeMs, stamp, locate: (row) => line(this.#firstRowNumber + row) });
  }

  push(chunk: Buffer): void {
    this.#feed.push(chunk);
  }

  /** Ends the file and returns its timeframe. */
  finish(): number {
    this.#feed.finish();
    return this.check.finish();
  }

  #line(bytes: Buffer, start: number, end: number, number: number): void {
    const columns = this.#columns;
    if (columns === undefined) {
      const isHeader = this.#begin(bytes, start, end, number);
      if (!isHeader) this.#line(bytes, start, end, number);
      return;
    }
    const cells = this.#cells;
    const count = cells.cut(bytes, start, end);
    if (count !== this.#count) this.#failWidth(count, number);
    const timeMs = this.#readTime(this.#time, 'time', bytes, columns.time, number);
    const open = this.#readNumber('open', bytes, columns.open, number);
    const high = this.#readNumber('high', bytes, columns.high, number);
    const low = this.#readNumber('low', bytes, columns.low, number);
    const close = this.#readNumber('close', bytes, columns.close, number);
    const volume = this.#readNumber('volume', bytes, columns.volume, number);
    const closeTimeMs =
      columns.closeTime < 0
        ? Number.NaN
        : this.#readTime(this.#closeTime, 'closeTime', bytes, columns.closeTime, number);
    this.check.add(timeMs, open, high, low, close, volume, closeTimeMs);
    this.#onBar(timeMs, open, high, low, close, volume);
  }

  /** Settles delimiter and columns from the first line; returns whether that line is a header. */
  #begin(bytes: Buffer, start: number, end: number, number: number): boolean {
    const { columns: choice, stamp, hasHeader } = this.#settings;
    const text = bytes.toString('utf8', start, end);
    const delimiter = this.#settings.delimiter ?? detectDelimiter(text);
    if (delimiter === undefined) {
      const problem = 'the line has no comma, semicolon or tab';
      const remedy = 'Check that this is a CSV file; other delimiters are not read.';
      this.#fail(number, { code: 'UNKNOWN_DELIMITER', problem, remedy });
    }
    this.#cells = new CsvLine(delimiter.charCodeAt(0), text.length + 1);
    this.#count = this.#cells.cut(bytes, start, end);
    if (this.#count < 0) this.#failWidth(this.#count, number);
    const cells = Array.from({ length: this.#count }, (_, cell) => this.#cells.text(bytes, cell));
    const chosen = new Set<unknown>(Object.values(choice));
    const isHeader =
      hasHeader ??
      (cells.some((cell) => isColumnName(cell) || chosen.has(cell)) || !cells.some((cell) => /^[+-]?\.?\d/.test(cell)));
    const names = isHeader ? cells : positionalNames(this.#count);
    this.#columns = resolveColumns({ names, choice, stamp, source: this.#source, place: line(number) });
    this.#firstRowNumber = isHeader ? number + 1 : number;
    return isHeader;
  }

  #readNumber(field: string, bytes: Buffer, cell: number, number: number): number {
    const cells = this.#cells;
    const value = parseDecimal(bytes, cells.starts[cell] as number, cells.ends[cell] as number);
    if (!Number.isFinite(value)) this.#fail(number, decimalFault(field, cells.text(bytes, cell)));
    return value;
  }

  #readTime(reader: TimeReader, field: string, bytes: Buffer, cell: number, number: number): number {
    const timeMs = reader.read(bytes, this.#cells.starts[cell] as number, this.#cells.ends[cell] as number);
    if (Number.isNaN(timeMs)) this.#fail(number, { ...(reader.fault as Fault), field });
    return timeMs;
  }

  #failWidth(count: number, number: number): never {
    if (count < 0) this.#fail(number, this.#cells.fault as Fault);
    const isShort = count < this.#count;
    this.#fail(number, {
      code: isShort ? 'ROW_TOO_SHORT' : 'ROW_TOO_LONG',
      problem: `the row has ${count} cells, where the first line has ${this.#count}`,
      remedy: isShort
        ? 'Restore the missing cells; if this is the last line, the file was cut off: export it again.'
        : 'Remove the surplus cells; a decimal comma or a thousands separator also splits a number.',
      field: 'row',
      value: count,
    });
  }

  #fail(number: number, fault: Fault): never {
    throw dataError(this.#source, line(number), fault);
  }
}
