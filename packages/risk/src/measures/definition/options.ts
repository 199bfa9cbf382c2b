import type { DegreesOfFreedom, QuantileMethod, RiskSign } from '@sigmax/core';
import { z } from 'zod';

export const windowOption = z.union([z.literal('all'), z.int().min(1).max(1_000_000)]).default('all');
export const levelOption = z
  .number()
  .gt(0, 'expected a confidence such as 0.95')
  .lt(1, 'expected a confidence such as 0.95');
export const periodsPerYearOption = z.number().positive();
export const ddofOption = z.union([z.literal(0), z.literal(1)]).default(1);
export const signOption = z.enum(['loss', 'return']).default('loss');
export const quantileOption = z.enum(['linear', 'lower', 'higher', 'order-statistic']).default('linear');
export const missingOption = z.enum(['refuse', 'drop', 'zero']).default('refuse');

export const inputShape = {
  returns: z.enum(['given', 'simple', 'log']).default('given'),
  missing: missingOption,
};

/** The options that every measure of a series has. */
export const seriesShape = { ...inputShape, window: windowOption };

/** How values become returns. */
export interface InputOptions {
  /**
   * `given`: the values are returns. `simple`, `log`: they are prices, and simple or logarithmic returns are taken of them.
   * Defaults to `given`.
   */
  readonly returns?: 'given' | 'simple' | 'log';
  /**
   * What a missing value, NaN, is. `refuse`: an error. `drop`: no period, as if it had not come. `zero`: a period without
   * change, which counts. Defaults to `refuse`.
   */
  readonly missing?: 'refuse' | 'drop' | 'zero';
}

export interface WindowOption {
  /** How many of the latest periods count: a number of them, or `all`. Defaults to `all`. */
  readonly window?: number | 'all';
}

export interface SeriesOptions extends InputOptions, WindowOption {}

export interface LevelOption {
  /** Confidence, 0.95 for the worst 5 % of periods. */
  readonly level: number;
}

export interface AnnualOption {
  /** Periods in a year: 365 for daily bars of a market that never closes. 1 leaves the figure per period. */
  readonly periodsPerYear: number;
}

export interface DeviationOption {
  /** Divisor n − ddof of the variance. Defaults to 1. */
  readonly ddof?: DegreesOfFreedom;
}

export interface SignOption {
  /** `loss`: losses are positive. `return`: the figure is a return, negative for a loss. Defaults to `loss`. */
  readonly sign?: RiskSign;
}

export interface QuantileOption {
  /** How a quantile is read: see `QuantileMethod` of core. Defaults to `linear`. */
  readonly quantile?: QuantileMethod;
}
