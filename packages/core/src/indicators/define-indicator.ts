import { defer, map, type Observable, type OperatorFunction } from 'rxjs';
import { DataError } from '../errors';
import type { Bar } from '../market/bar';
import type { BarSeries } from '../market/bar-series';
import { BitmapColumn, type Column, emptyBitmap } from './column';

/** The prices and the volume of a bar: all that an indicator may read of it. */
export type PriceBar = Pick<Bar, 'open' | 'high' | 'low' | 'close' | 'volume'>;

/** The columns of a bar series that an indicator may read. */
export type BarColumns = Pick<BarSeries, 'length' | 'open' | 'high' | 'low' | 'close' | 'volume'>;

/**
 * An indicator at work: it takes one input after the other and holds what it needs of the past.
 *
 * An implementer guarantees: an output is finite, or `undefined`; the first `warmUp - 1` outputs are `undefined`; the
 * same inputs give the same outputs, bit for bit; nothing of an input object is kept or changed; a number that cannot
 * be used throws `DataError` and leaves the state as it was.
 */
export interface RunningIndicator<Input, Output> {
  /** How many inputs it takes until the first output that can be defined. */
  readonly warmUp: number;
  next(input: Input): Output | undefined;
}

/** What `batch` reads: any array of numbers, or the columns of a bar series. */
export type IndicatorColumns<Input> = [Input] extends [number] ? ArrayLike<number> : BarColumns;

/** What `batch` returns: one column, or one per field of the output. */
export type IndicatorBatch<Output> = [Output] extends [number] ? Column : { readonly [Field in keyof Output]: Column };

/** One computation in three forms, made by {@link defineIndicator}. */
export interface Indicator<Parameters extends readonly unknown[], Input, Output> {
  /** Starts the streaming form. */
  (...parameters: Parameters): RunningIndicator<Input, Output>;
  /** Computes whole columns; every value equals that of the streaming form, bit for bit. */
  batch(columns: IndicatorColumns<Input>, ...parameters: Parameters): IndicatorBatch<Output>;
  /** Makes an RxJS operator that emits once per input; each subscription starts afresh. */
  operator(...parameters: Parameters): OperatorFunction<Input, Output | undefined>;
}

export type IndicatorDefinition<Parameters extends readonly unknown[], Input, Output> = {
  /** The exported name, used in errors. */
  readonly name: string;
  readonly input: [Input] extends [number] ? 'number' : 'bar';
  /** Checks the parameters and returns a fresh state. */
  readonly start: (...parameters: Parameters) => RunningIndicator<Input, Output>;
} & ([Output] extends [number]
  ? { readonly outputs?: undefined }
  : { readonly outputs: readonly (keyof Output & string)[] });

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

/** Calls `step` with each input in turn. */
const forEachInput = (
  input: 'number' | 'bar',
  columns: ArrayLike<number> | BarColumns,
  step: (input: never, index: number) => void,
): void => {
  const { length } = columns;
  let index = 0;
  try {
    if (input === 'number') {
      const numbers = columns as ArrayLike<number>;
      for (; index < length; index++) step(numbers[index] as never, index);
      return;
    }
    const { open, high, low, close, volume } = columns as BarColumns;
    // One object for the whole column: a running indicator keeps nothing of its input.
    const bar = { open: 0, high: 0, low: 0, close: 0, volume: 0 };
    for (; index < length; index++) {
      bar.open = open[index] as number;
      bar.high = high[index] as number;
      bar.low = low[index] as number;
      bar.close = close[index] as number;
      bar.volume = volume[index] as number;
      step(bar as never, index);
    }
  } catch (error) {
    throw withPlace(error, index);
  }
};

const scalarBatch = <Input>(
  state: RunningIndicator<Input, number>,
  input: 'number' | 'bar',
  columns: ArrayLike<number> | BarColumns,
): Column => {
  const column = new BitmapColumn(columns.length, emptyBitmap(columns.length));
  forEachInput(input, columns, (value: Input, index) => {
    const output = state.next(value);
    if (output !== undefined) column.set(index, output);
  });
  return column;
};

const fieldBatch = <Input>(
  state: RunningIndicator<Input, Record<string, number>>,
  input: 'number' | 'bar',
  columns: ArrayLike<number> | BarColumns,
  fields: readonly string[],
): Record<string, Column> => {
  // The fields of an output are known together, so their columns share one bitmap.
  const valid = emptyBitmap(columns.length);
  const filled = fields.map(() => new BitmapColumn(columns.length, valid));
  forEachInput(input, columns, (value: Input, index) => {
    const output = state.next(value);
    if (output === undefined) return;
    for (let place = 0; place < fields.length; place++) {
      (filled[place] as BitmapColumn).set(index, output[fields[place] as string] as number);
    }
  });
  return Object.fromEntries(fields.map((field, place) => [field, filled[place] as Column]));
};

/**
 * Makes the three forms of an indicator from one computation: streaming, batch and RxJS operator.
 *
 * `start` checks its parameters and returns an object with `warmUp` and `next`; keep its state in fields of a class,
 * which V8 updates in place, rather than in captured variables. An indicator with several outputs returns a fresh
 * object per input and lists the fields in `outputs`.
 *
 * - Errors: what `start` throws, when any of the three forms is made; a `DataError` of `next` goes down the error
 *   channel of the operator, and names the index in `batch`.
 *
 * @example
 * ```ts
 * import { defineIndicator, type RunningIndicator } from '@sigmax/core';
 *
 * class Change implements RunningIndicator<number, number> {
 *   readonly warmUp = 2;
 *   private count = 0;
 *   private previous = 0;
 *   next(price: number): number | undefined {
 *     const change = price - this.previous;
 *     this.previous = price;
 *     this.count += 1;
 *     return this.count < 2 ? undefined : change;
 *   }
 * }
 * const change = defineIndicator({ name: 'change', input: 'number', start: () => new Change() });
 *
 * change.batch([100, 103, 101]).at(0); // => undefined
 * change.batch([100, 103, 101]).at(1); // => 3
 * ```
 */
export const defineIndicator = <Parameters extends readonly unknown[], Input, Output>(
  definition: IndicatorDefinition<Parameters, Input, Output>,
): Indicator<Parameters, Input, Output> => {
  const { name, input, start } = definition;

  const batch = (columns: ArrayLike<number> | BarColumns, ...parameters: Parameters): unknown => {
    const state = start(...parameters) as RunningIndicator<Input, never>;
    const { outputs } = definition;
    return outputs === undefined
      ? scalarBatch(state, input, columns)
      : fieldBatch(state, input, columns, outputs as readonly string[]);
  };

  const operator = (...parameters: Parameters): OperatorFunction<Input, Output | undefined> => {
    start(...parameters); // A wrong parameter throws here, where it was written, and not at subscription.
    return (source: Observable<Input>) =>
      defer(() => {
        const state = start(...parameters);
        return source.pipe(map((value) => state.next(value)));
      });
  };

  const indicator = (...parameters: Parameters) => start(...parameters);
  Object.defineProperty(indicator, 'name', { value: name });
  return Object.assign(indicator, { batch, operator }) as Indicator<Parameters, Input, Output>;
};
