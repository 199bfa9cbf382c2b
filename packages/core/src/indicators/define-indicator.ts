import { defer, map, type Observable, type OperatorFunction } from 'rxjs';
import type { Bar } from '../market/bar';
import type { BarSeries } from '../market/bar-series';
import type { Column } from './column';
import { batchColumns } from './indicator-batch';

/** The prices and the volume of a bar. */
export type PriceBar = Pick<Bar, 'open' | 'high' | 'low' | 'close' | 'volume'>;

/** A bar with the time of its close, for an indicator that knows sessions. */
export type TimedBar = PriceBar & Pick<Bar, 'timeMs'>;

/** Two numbers of one moment, such as the returns of two instruments. */
export interface NumberPair {
  readonly x: number;
  readonly y: number;
}

/** The columns of a bar series that an indicator may read. */
export type BarColumns = Pick<BarSeries, 'length' | 'open' | 'high' | 'low' | 'close' | 'volume'>;

/** The columns of a bar series with the times of the closes. */
export type TimedBarColumns = BarColumns & Pick<BarSeries, 'timeMs'>;

/** Two columns of one length. */
export interface PairColumns {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

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

/** An indicator of one number at work. */
export interface RunningNumber<Input> extends RunningIndicator<Input, number> {
  next(input: Input): number | undefined;
  /**
   * The same, with `otherwise` where there is no output yet; `NaN` is neither above nor below anything. V8 keeps a number
   * that may be `undefined` as an object on the heap, and a plain one in a register.
   */
  next(input: Input, otherwise: number): number;
}

/** What `batch` reads: any array of numbers, two of them, or the columns of a bar series. */
export type IndicatorColumns<Input> = [Input] extends [number]
  ? ArrayLike<number>
  : [Input] extends [NumberPair]
    ? PairColumns
    : [Input] extends [Pick<Bar, 'timeMs'>]
      ? TimedBarColumns
      : BarColumns;

/** What `batch` returns: one column, or one per field of the output. */
export type IndicatorBatch<Output> = [Output] extends [number] ? Column : { readonly [Field in keyof Output]: Column };

/** One computation in three forms, made by {@link defineIndicator}. */
export interface Indicator<Parameters extends readonly unknown[], Input, Output> {
  /** Starts the streaming form. */
  (...parameters: Parameters): [Output] extends [number] ? RunningNumber<Input> : RunningIndicator<Input, Output>;
  /** Computes whole columns; every value equals that of the streaming form, bit for bit. */
  batch(columns: IndicatorColumns<Input>, ...parameters: Parameters): IndicatorBatch<Output>;
  /** Makes an RxJS operator that emits once per input; each subscription starts afresh. */
  operator(...parameters: Parameters): OperatorFunction<Input, Output | undefined>;
}

export type IndicatorDefinition<Parameters extends readonly unknown[], Input, Output> = {
  /** The exported name, used in errors. */
  readonly name: string;
  readonly input: [Input] extends [number]
    ? 'number'
    : [Input] extends [NumberPair]
      ? 'pair'
      : [Input] extends [Pick<Bar, 'timeMs'>]
        ? 'timed-bar'
        : 'bar';
  /** Checks the parameters and returns a fresh state. `next` of one number may take `otherwise` itself, which costs least. */
  readonly start: (...parameters: Parameters) => RunningIndicator<Input, Output>;
  /**
   * Optional, where `batch` should cost less than a call of `next` for each input. Puts every output from the warm-up on
   * into one array a field, each equal to that of `next`, bit for bit. It is called with inputs that `next` takes, at
   * least `warmUp` of them; only an indicator that knows every output after its warm-up can have it.
   */
  readonly fill?: (
    columns: [Input] extends [number] ? Float64Array : BarColumns,
    outputs: readonly Float64Array[],
    ...parameters: Parameters
  ) => void;
} & ([Output] extends [number]
  ? { readonly outputs?: undefined }
  : { readonly outputs: readonly (keyof Output & string)[] });

/** Gives `otherwise` to an indicator whose `next` does not know it. */
class WithOtherwise<Input, Output> {
  readonly warmUp: number;
  readonly #state: RunningIndicator<Input, Output>;

  constructor(state: RunningIndicator<Input, Output>) {
    this.warmUp = state.warmUp;
    this.#state = state;
  }

  next(input: Input, otherwise?: Output): Output | undefined {
    return this.#state.next(input) ?? otherwise;
  }
}

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
  const { name, input, start, fill, outputs } = definition;

  const batch = (columns: IndicatorColumns<Input>, ...parameters: Parameters): unknown =>
    batchColumns({
      name,
      input,
      columns,
      state: start(...parameters),
      fields: outputs as readonly string[] | undefined,
      fill: fill && ((usable, filled) => fill(usable, filled, ...parameters)),
    });

  const operator = (...parameters: Parameters): OperatorFunction<Input, Output | undefined> => {
    start(...parameters); // A wrong parameter throws here, where it was written, and not at subscription.
    return (source: Observable<Input>) =>
      defer(() => {
        const state = start(...parameters);
        return source.pipe(map((value) => state.next(value)));
      });
  };

  const indicator = (...parameters: Parameters) => {
    const state = start(...parameters);
    return outputs === undefined && state.next.length < 2 ? new WithOtherwise(state) : state;
  };
  Object.defineProperty(indicator, 'name', { value: name });
  return Object.assign(indicator, { batch, operator }) as Indicator<Parameters, Input, Output>;
};
