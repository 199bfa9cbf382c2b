import type { OnBar } from '../internal/bar-batches';
import { BarCheck } from '../internal/bar-check';
import type { BarSettings } from '../internal/bar-options';
import type { Role } from '../internal/column-names';
import { positionalNames, resolveColumns } from '../internal/columns';
import { parseDecimal } from '../internal/decimal';
import { decimalFault } from '../internal/decimal-fault';
import { dataError, type Fault, type Place, shown } from '../internal/fault';
import { TimeReader } from '../internal/time-reader';

type Keys = Readonly<Record<Role, string | number | undefined>>;

/** Longer numbers and times are rare, and not worth a buffer that is reused. */
const longestText = 64;

const described = (value: unknown): string =>
  shown(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));

/** Reads bars that are already JSON values: arrays in a fixed order, or objects with names. */
export class JsonRows {
  readonly check: BarCheck;
  readonly #settings: BarSettings;
  readonly #source: string;
  readonly #locate: (row: number) => Place;
  readonly #onBar: OnBar;
  readonly #time: TimeReader;
  readonly #closeTime: TimeReader;
  readonly #scratch = Buffer.alloc(longestText * 3);
  #keys: Keys | undefined;
  /** How many values each array has; `undefined` when the bars are objects. */
  #width: number | undefined;
  #row = 0;

  constructor(settings: BarSettings, source: string, locate: (row: number) => Place, onBar: OnBar) {
    this.#settings = settings;
    this.#source = source;
    this.#locate = locate;
    this.#onBar = onBar;
    this.#time = new TimeReader(settings.timeUnit, settings.timeRangeMs);
    this.#closeTime = new TimeReader(settings.timeUnit, settings.timeRangeMs);
    const { timeframeMs, stamp } = settings;
    this.check = new BarCheck({ source, timeframeMs, stamp, locate });
  }

  /** Finds the columns of arrays with `width` values, or of objects with `names`. */
  begin(names: readonly string[], isArray: boolean): Keys {
    const { columns: choice, stamp } = this.#settings;
    this.#width = isArray ? names.length : undefined;
    const positions = resolveColumns({ names, choice, stamp, source: this.#source, place: this.#locate(this.#row) });
    const keys = Object.entries(positions).map(([role, at]) => [role, isArray ? (at < 0 ? undefined : at) : names[at]]);
    this.#keys = Object.fromEntries(keys) as Keys;
    return this.#keys;
  }

  /** Takes one element of a list of bars. */
  add(value: unknown): void {
    const isArray = Array.isArray(value);
    if (
      typeof value !== 'object' ||
      value === null ||
      (this.#keys !== undefined && isArray !== (this.#width !== undefined))
    ) {
      const problem = `${described(value)} is not a bar${this.#keys === undefined ? '' : ' like the first one'}`;
      const remedy = 'Give one array [time, open, high, low, close, volume] or one object with these names a bar.';
      this.#fail({ code: 'NOT_A_BAR', problem, remedy, field: 'bar', value });
    }
    const keys = this.#keys ?? this.begin(isArray ? positionalNames(value.length) : Object.keys(value), isArray);
    if (isArray && value.length !== this.#width) {
      const problem = `the bar has ${value.length} values, where the first has ${this.#width}`;
      const remedy = 'Give every bar the same values in the same order.';
      const code = value.length < (this.#width as number) ? 'ROW_TOO_SHORT' : 'ROW_TOO_LONG';
      this.#fail({ code, problem, remedy, field: 'row', value: value.length });
    }
    this.addValues((role) => (value as Record<string, unknown>)[keys[role] as string]);
  }

  /** Takes one bar by its parts. */
  addValues(part: (role: Role) => unknown): void {
    const timeMs = this.#readTime(this.#time, 'time', part('time'));
    const open = this.#readNumber('open', part('open'));
    const high = this.#readNumber('high', part('high'));
    const low = this.#readNumber('low', part('low'));
    const close = this.#readNumber('close', part('close'));
    const volume = this.#readNumber('volume', part('volume'));
    const hasCloseTime = this.#keys?.closeTime !== undefined;
    const closeTimeMs = hasCloseTime ? this.#readTime(this.#closeTime, 'closeTime', part('closeTime')) : Number.NaN;
    this.check.add(timeMs, open, high, low, close, volume, closeTimeMs);
    this.#onBar(timeMs, open, high, low, close, volume);
    this.#row++;
  }

  #readNumber(field: string, value: unknown): number {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value === 'string') {
      const isLong = value.length > longestText;
      const bytes = isLong ? Buffer.from(value) : this.#scratch;
      const number = parseDecimal(bytes, 0, isLong ? bytes.length : bytes.write(value));
      if (Number.isFinite(number)) return number;
      this.#fail(decimalFault(field, value));
    }
    this.#failMissing(field, value);
    this.#fail({ ...decimalFault(field, typeof value === 'number' ? String(value) : JSON.stringify(value)), value });
  }

  #readTime(reader: TimeReader, field: string, value: unknown): number {
    this.#failMissing(field, value);
    const written = typeof value === 'string' && value.length <= longestText ? this.#scratch.write(value) : 0;
    const timeMs = typeof value === 'number' ? reader.readNumber(value) : reader.read(this.#scratch, 0, written);
    if (!Number.isNaN(timeMs)) return timeMs;
    const isReadable = typeof value === 'number' || written > 0 || value === '';
    const remedy = 'Give a time as a number or as ISO 8601 text.';
    const other: Fault = { code: 'BAD_TIME', problem: `time was ${described(value)}, not a time`, remedy, value };
    this.#fail({ ...(isReadable ? (reader.fault as Fault) : other), field });
  }

  #failMissing(field: string, value: unknown): void {
    if (value !== undefined && value !== null) return;
    const code = value === null ? 'EMPTY_CELL' : 'MISSING_COLUMN';
    const problem = `${field} was ${value === null ? 'null' : 'missing'}`;
    this.#fail({ code, problem, remedy: 'Fill in the value or remove the bar.', field, value });
  }

  #fail(fault: Fault): never {
    throw dataError(this.#source, this.#locate(this.#row), fault);
  }
}
