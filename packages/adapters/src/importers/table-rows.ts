import { plainName } from '../internal/column-names';
import { parseDecimal } from '../internal/decimal';
import { decimalFault } from '../internal/decimal-fault';
import { dataError, type Fault, line, type Place, shown } from '../internal/fault';
import { LineFeed } from '../internal/line-feed';
import { TimeReader } from '../internal/time-reader';
import type { EventRows } from './import-events';

/** How a publisher writes a table. */
export interface TableShape<Field extends string> {
  /** The names of each field in a header, without case and punctuation. */
  readonly names: Readonly<Record<Field, readonly string[]>>;
  /** Fields that a table may lack. */
  readonly optional?: readonly Field[];
  /** The published orders of columns of tables without a header; they differ in length. */
  readonly orders: readonly (readonly (Field | undefined)[])[];
}

export interface TableRowsOptions<Field extends string> {
  readonly shape: TableShape<Field>;
  readonly source: string;
  readonly timeRangeMs: readonly [number, number];
  readonly columns: Readonly<Record<string, string>>;
  readonly onRow: (row: TableRow<Field>) => void;
}

/** One row while it is read; every reader throws a `DataError` that names file, line and field. */
export interface TableRow<Field extends string> {
  /** 1-based, of the file. */
  readonly lineNumber: number;
  /** Whether the table has the field and the row fills it. */
  has(field: Field): boolean;
  text(field: Field): string;
  number(field: Field): number;
  /** A number above 0. */
  positive(field: Field): number;
  /** A number of at least 0. */
  amount(field: Field): number;
  time(field: Field): number;
  flag(field: Field): boolean;
  fail(fault: Fault): never;
}

const comma = 0x2c;

const flags: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

/**
 * Reads a table of comma-separated values as data archives have them: no quotes, one shape throughout.
 *
 * A first line whose first cell is no number is a header, and the names decide; without one the published order of that many
 * columns does.
 */
export class TableRows<Field extends string> implements EventRows, TableRow<Field> {
  lineNumber = 0;
  readonly #options: TableRowsOptions<Field>;
  readonly #feed: LineFeed;
  readonly #times = new Map<Field, TimeReader>();
  #positions: ReadonlyMap<Field, number> | undefined;
  #count = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #starts = new Int32Array(0);
  #rows = 0;

  constructor(options: TableRowsOptions<Field>) {
    this.#options = options;
    this.#feed = new LineFeed(options.source, (bytes, start, end, number) => this.#line(bytes, start, end, number));
  }

  push(chunk: Buffer): void {
    this.#feed.push(chunk);
  }

  finish(): void {
    this.#feed.finish();
    if (this.#rows > 0) return;
    const remedy = 'Check the export; a file needs at least one row.';
    throw dataError(this.#options.source, undefined, { code: 'EMPTY', problem: 'there were no rows', remedy });
  }

  has(field: Field): boolean {
    const cell = this.#positions?.get(field);
    return cell !== undefined && this.#end(cell) > (this.#starts[cell] as number);
  }

  text(field: Field): string {
    const cell = this.#positions?.get(field) as number;
    return this.#bytes.toString('utf8', this.#starts[cell], this.#end(cell));
  }

  number(field: Field): number {
    const cell = this.#positions?.get(field) as number;
    const value = parseDecimal(this.#bytes, this.#starts[cell] as number, this.#end(cell));
    return Number.isFinite(value) ? value : this.fail(decimalFault(field, this.text(field)));
  }

  positive(field: Field): number {
    const value = this.number(field);
    if (value > 0) return value;
    const problem = `${field} was ${value}, not above 0`;
    return this.fail({ code: 'NOT_POSITIVE', problem, remedy: 'Remove or mend the row.', field, value });
  }

  amount(field: Field): number {
    const value = this.number(field);
    if (value >= 0) return value;
    const problem = `${field} was ${value}, below 0`;
    return this.fail({ code: 'NEGATIVE_QUANTITY', problem, remedy: 'Remove or mend the row.', field, value });
  }

  time(field: Field): number {
    const cell = this.#positions?.get(field) as number;
    let reader = this.#times.get(field);
    if (reader === undefined) {
      reader = new TimeReader('auto', this.#options.timeRangeMs);
      this.#times.set(field, reader);
    }
    const timeMs = reader.read(this.#bytes, this.#starts[cell] as number, this.#end(cell));
    return Number.isNaN(timeMs) ? this.fail({ ...(reader.fault as Fault), field }) : timeMs;
  }

  flag(field: Field): boolean {
    const text = this.text(field);
    const value = flags[text.toLowerCase()];
    if (value !== undefined) return value;
    const problem = `${field} was ${shown(text)}, neither true nor false`;
    return this.fail({ code: 'NOT_A_FLAG', problem, remedy: 'Write true or false.', field, value: text });
  }

  fail(fault: Fault): never {
    throw dataError(this.#options.source, this.#place(), fault);
  }

  #place(): Place {
    return line(this.lineNumber);
  }

  #line(bytes: Buffer, start: number, end: number, number: number): void {
    this.lineNumber = number;
    this.#bytes = bytes;
    if (this.#positions === undefined && this.#begin(bytes, start, end)) return;
    const count = this.#cut(bytes, start, end);
    if (count !== this.#count) {
      const code = count < this.#count ? 'ROW_TOO_SHORT' : 'ROW_TOO_LONG';
      const problem = `the row has ${count} cells, where the first one has ${this.#count}`;
      this.fail({ code, problem, remedy: 'Restore the row; it may have been cut.', field: 'row', value: count });
    }
    this.#rows++;
    this.#options.onRow(this);
  }

  /** Settles the columns from the first line; returns whether that line is a header. */
  #begin(bytes: Buffer, start: number, end: number): boolean {
    const cells = bytes.toString('utf8', start, end).split(',');
    this.#count = cells.length;
    this.#starts = new Int32Array(cells.length + 1);
    const isHeader = !/^\s*[+-]?\.?\d/.test(cells[0] ?? '');
    this.#positions = isHeader ? this.#byName(cells) : this.#byOrder(cells.length);
    return isHeader;
  }

  /** Cuts a line; `starts[i]` to `starts[i + 1] − 1` is cell i. Cells beyond those of the first line are only counted. */
  #cut(bytes: Buffer, start: number, end: number): number {
    const starts = this.#starts;
    let count = 1;
    starts[0] = start;
    for (let at = bytes.indexOf(comma, start); at >= 0 && at < end; at = bytes.indexOf(comma, at + 1)) {
      if (count < starts.length) starts[count] = at + 1;
      count++;
    }
    if (count < starts.length) starts[count] = end + 1;
    return count;
  }

  #end(cell: number): number {
    return (this.#starts[cell + 1] as number) - 1;
  }

  #byName(cells: readonly string[]): ReadonlyMap<Field, number> {
    const { shape, columns } = this.#options;
    const found = new Map<Field, number>();
    for (const [field, names] of Object.entries(shape.names) as [Field, readonly string[]][]) {
      const chosen = columns[field];
      const isIt = (cell: string) => (chosen === undefined ? names.includes(plainName(cell)) : cell.trim() === chosen);
      const [at, second] = [...cells.keys()].filter((index) => isIt(cells[index] as string));
      if (second !== undefined) {
        const problem = `column ${field} was there twice: at positions ${at} and ${second}`;
        const remedy = `Say which one is meant, for example columns: { ${field}: 'name' }.`;
        this.fail({ code: 'DUPLICATE_COLUMN', problem, remedy, field, value: cells[second] });
      }
      if (at !== undefined) found.set(field, at);
      else if (shape.optional?.includes(field) !== true || chosen !== undefined)
        this.#failMissing(field, chosen, cells);
    }
    return found;
  }

  #failMissing(field: Field, chosen: string | undefined, cells: readonly string[]): never {
    const listed = cells.slice(0, 12).map(shown).join(', ');
    const problem = `column ${field}${chosen === undefined ? '' : ` ${shown(chosen)}`} was missing among ${listed}`;
    const remedy = `Check that this is the kind of file that the importer reads, or pass columns: { ${field}: 'name' }.`;
    return this.fail({ code: 'MISSING_COLUMN', problem, remedy, field, value: cells });
  }

  #byOrder(count: number): ReadonlyMap<Field, number> {
    const { orders } = this.#options.shape;
    const order = orders.find(({ length }) => length === count);
    if (order === undefined) {
      const known = orders.map(({ length }) => length).join(' or ');
      const problem = `the first row has ${count} cells and no names${known === '' ? '' : `, where the publisher writes ${known}`}`;
      const remedy = 'Check that this is the kind of file that the importer reads, or add a header.';
      return this.fail({ code: 'UNKNOWN_COLUMNS', problem, remedy, field: 'row', value: count });
    }
    return new Map(order.flatMap((field, at) => (field === undefined ? [] : [[field, at] as const])));
  }
}
