import type { MeasureUnit } from '@sigmax/core';

/** What was chosen where definitions differ. */
export type DefinitionChoice = string | number | boolean;

/**
 * How a figure was defined: the measure, its unit, and every choice by the name of its option, defaults included. Plain data, so
 * that a report can print or store it.
 */
export type RiskDefinition = Readonly<Record<string, DefinitionChoice>> & {
  /** In kebab-case: `historical-value-at-risk`. */
  readonly measure: string;
  readonly unit: MeasureUnit;
};

/** A figure with what it means. */
export interface Measured {
  /** `undefined` where the definition gives no number. */
  readonly value: number | undefined;
  readonly definition: RiskDefinition;
}

/** What all running measures share. */
interface Running {
  readonly definition: RiskDefinition;
  /** How many inputs it takes until the first figure that can be defined. */
  readonly warmUp: number;
}

/**
 * A measure at work on returns or prices.
 *
 * After each input the figure is that of `of` over all inputs so far. A value that cannot be used throws `DataError` and
 * leaves the state as it was.
 */
export interface RunningSeriesMeasure extends Running {
  next(value: number): number | undefined;
}

/** A measure at work on bars. */
export interface RunningBarMeasure extends Running {
  next(bar: RangeBar): number | undefined;
}

/** A measure at work on the returns of an account and of a benchmark. */
export interface RunningPairMeasure extends Running {
  next(accountReturn: number, benchmarkReturn: number): number | undefined;
}

/** The prices of a bar. */
export interface RangeBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The price columns of bars; a `BarSeries` is one. */
export interface RangeColumns {
  readonly length: number;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

/** One measure in two forms: call it for a running one, or `of` for the figure of a whole series. */
export interface SeriesMeasure<Options> {
  (options: Options): RunningSeriesMeasure;
  of(values: ArrayLike<number>, options: Options): Measured;
}

/** One measure of bars in two forms. */
export interface BarMeasure<Options> {
  (options: Options): RunningBarMeasure;
  of(bars: RangeColumns, options: Options): Measured;
}

/** One measure of two series in two forms. */
export interface PairMeasure<Options> {
  (options: Options): RunningPairMeasure;
  of(returns: ArrayLike<number>, benchmark: ArrayLike<number>, options: Options): Measured;
}
