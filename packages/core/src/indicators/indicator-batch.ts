import { DataError } from '../errors';
import { BitmapColumn, type Column, emptyBitmap } from './column';
import type { BarColumns, PairColumns, RunningIndicator, TimedBarColumns } from './define-indicator';
import { isUsable, largestInput } from './input-checks';

/** What an indicator reads: numbers, pairs of them, bars, or bars with the times of their closes. */
export type InputKind = 'number' | 'pair' | 'bar' | 'timed-bar';

export type AnyColumns = ArrayLike<number> | PairColumns | BarColumns | TimedBarColumns;

const lengthOf = (indicator: string, columns: AnyColumns): number => {
  if (!('x' in columns)) return columns.length;
  const { x, y } = columns;
  if (x.length === y.length) return x.length;
  throw new DataError({
    code: 'COLUMN_LENGTHS',
    message: `${indicator}: x has ${x.length} numbers and y has ${y.length}.`,
    remedy: 'Give two columns of one length.',
    context: { indicator, x: x.length, y: y.length },
  });
};

/** Adds the place in the column to an error, since a column is too long to search by hand. */
const withPlace = (error: unknown, index: number): unknown =>
  error instanceof DataError
    ? new DataError({
        code: error.code,
        message: `${error.message} Found at index ${index} of the column.`,
        context: { ...error.context, index },
        cause: error,
      })
    : error;

/** One object for a whole column, since a running indicator keeps nothing of its input, and what loads it. */
const reader = (kind: InputKind, columns: AnyColumns): ((index: number) => unknown) => {
  if (kind === 'number') {
    const numbers = columns as ArrayLike<number>;
    return (index) => numbers[index];
  }
  if (kind === 'pair') {
    const { x, y } = columns as PairColumns;
    const pair = { x: 0, y: 0 };
    return (index) => {
      pair.x = x[index] as number;
      pair.y = y[index] as number;
      return pair;
    };
  }
  const { open, high, low, close, volume } = columns as BarColumns;
  const bar = { timeMs: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  const times = kind === 'timed-bar' ? (columns as TimedBarColumns).timeMs : undefined;
  return (index) => {
    if (times !== undefined) bar.timeMs = times[index] as number;
    bar.open = open[index] as number;
    bar.high = high[index] as number;
    bar.low = low[index] as number;
    bar.close = close[index] as number;
    bar.volume = volume[index] as number;
    return bar;
  };
};

/** Calls `next` for each input in turn and `keep` with each output that is known. */
const forEachOutput = (
  state: RunningIndicator<never, unknown>,
  read: (index: number) => unknown,
  length: number,
  keep: (index: number, output: never) => void,
): void => {
  let index = 0;
  try {
    for (; index < length; index++) {
      const output = state.next(read(index) as never);
      if (output !== undefined) keep(index, output as never);
    }
  } catch (error) {
    throw withPlace(error, index);
  }
};

/** The columns as `fill` takes them, or `undefined` where `next` has to find the input that cannot be used. */
const usable = (kind: InputKind, columns: AnyColumns): unknown => {
  if (kind === 'number') {
    const numbers = columns instanceof Float64Array ? columns : new Float64Array(columns as ArrayLike<number>);
    return isUsable(numbers, largestInput) ? numbers : undefined;
  }
  if (kind !== 'bar') return undefined;
  const { open, high, low, close, volume } = columns as BarColumns;
  return [open, high, low, close, volume].every((column) => isUsable(column, largestInput)) ? columns : undefined;
};

export interface BatchRequest {
  /** Used in errors. */
  readonly name: string;
  readonly input: InputKind;
  readonly columns: AnyColumns;
  /** A fresh indicator. */
  readonly state: RunningIndicator<never, unknown>;
  /** The fields of an output, or `undefined` where it is a number. */
  readonly fields: readonly string[] | undefined;
  /** See `IndicatorDefinition`. */
  readonly fill: ((columns: never, outputs: readonly Float64Array[]) => void) | undefined;
}

/** Computes the columns of an indicator: at once where `fill` can, else input by input. */
export const batchColumns = (request: BatchRequest): Column | Record<string, Column> => {
  const { name, input, columns, state, fields, fill } = request;
  const length = lengthOf(name, columns);
  // The fields of an output are known together, so their columns share one bitmap.
  const valid = emptyBitmap(length);
  const filled = (fields ?? ['']).map(() => new BitmapColumn(length, valid));
  const [first] = filled as [BitmapColumn];
  const ready = fill === undefined || length < state.warmUp ? undefined : usable(input, columns);
  if (fill !== undefined && ready !== undefined) {
    const outputs = filled.map(({ values }) => values);
    fill(ready as never, outputs);
    first.knowFrom(state.warmUp - 1);
  } else if (fields === undefined) {
    forEachOutput(state, reader(input, columns), length, (index, output: number) => first.set(index, output));
  } else {
    forEachOutput(state, reader(input, columns), length, (index, output: Record<string, number>) => {
      for (let place = 0; place < fields.length; place++) {
        (filled[place] as BitmapColumn).set(index, output[fields[place] as string] as number);
      }
    });
  }
  if (fields === undefined) return first;
  return Object.fromEntries(fields.map((field, place) => [field, filled[place] as Column]));
};
