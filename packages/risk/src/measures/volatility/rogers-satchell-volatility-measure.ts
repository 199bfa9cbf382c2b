import type { BarMeasure } from '../definition/measured';
import { defineRangeVolatility, type RangeVolatilityOptions } from './range-volatility';

/** The variance that a bar shows, whatever its drift. */
export const rogersSatchellVariance = (open: number, high: number, low: number, close: number): number =>
  Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open);

/**
 * Rogers and Satchell's volatility: √(Σ (ln(H / C) ln(H / O) + ln(L / C) ln(L / O)) / n) · √periodsPerYear.
 *
 * A drift does not bias it; jumps between bars are overlooked. A bar that runs from its low to its high in one line has
 * none.
 *
 * - Units: fraction a year. `undefined` without a bar and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(1) amortised.
 *
 * Source: L. Rogers and S. Satchell 1991, "Estimating variance from high, low and closing prices".
 *
 * @throws {DataError} a bar has prices that no bar can have.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { rogersSatchellVolatilityMeasure } from '@sigmax/risk';
 * const running = rogersSatchellVolatilityMeasure({ window: 1, periodsPerYear: 365 });
 * running.next({ open: 100, high: 104, low: 98, close: 101 })?.toFixed(4); // => '0.8009'
 * running.next({ open: 100, high: 104, low: 100, close: 104 }); // => 0
 * ```
 */
export const rogersSatchellVolatilityMeasure: BarMeasure<RangeVolatilityOptions> = defineRangeVolatility(
  'rogersSatchellVolatilityMeasure',
  'rogers-satchell-volatility',
  rogersSatchellVariance,
);
