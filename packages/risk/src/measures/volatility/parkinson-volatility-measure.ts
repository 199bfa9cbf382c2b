import type { BarMeasure } from '../definition/measured';
import { defineRangeVolatility, type RangeVolatilityOptions } from './range-volatility';

/**
 * Parkinson's volatility from highs and lows: √(Σ ln(H / L)² / (4 n ln 2)) · √periodsPerYear.
 *
 * It takes a price without drift that trades all the time and overlooks jumps between bars. Its variance is a fifth of that
 * of the squared return from close to close.
 *
 * - Units: fraction a year. `undefined` without a bar and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(1) amortised.
 *
 * Source: M. Parkinson 1980, "The extreme value method for estimating the variance of the rate of return".
 *
 * @throws {DataError} a bar has prices that no bar can have.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { parkinsonVolatilityMeasure } from '@sigmax/risk';
 * const running = parkinsonVolatilityMeasure({ window: 1, periodsPerYear: 365 });
 * running.next({ open: 100, high: 104, low: 98, close: 101 })?.toFixed(4); // => '0.6818'
 * ```
 */
export const parkinsonVolatilityMeasure: BarMeasure<RangeVolatilityOptions> = defineRangeVolatility(
  'parkinsonVolatilityMeasure',
  'parkinson-volatility',
  (_open, high, low) => Math.log(high / low) ** 2 / (4 * Math.LN2),
);
