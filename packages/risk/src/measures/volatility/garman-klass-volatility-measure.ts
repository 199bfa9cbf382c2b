import type { BarMeasure } from '../definition/measured';
import { defineRangeVolatility, type RangeVolatilityOptions } from './range-volatility';

/**
 * Garman and Klass' volatility: √(Σ (½ ln(H / L)² − (2 ln 2 − 1) ln(C / O)²) / n) · √periodsPerYear.
 *
 * It takes a price without drift and overlooks jumps between bars. Its variance is a seventh of that of the squared return
 * from close to close.
 *
 * - Units: fraction a year. `undefined` without a bar and before a window is full.
 * - State of the running form: `window` numbers. Cost: O(1) amortised.
 *
 * Source: M. Garman and M. Klass 1980, "On the estimation of security price volatilities from historical data", the
 * practical form of their best estimator.
 *
 * @throws {DataError} a bar has prices that no bar can have.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { garmanKlassVolatilityMeasure } from '@sigmax/risk';
 * const running = garmanKlassVolatilityMeasure({ window: 1, periodsPerYear: 365 });
 * running.next({ open: 100, high: 104, low: 98, close: 101 })?.toFixed(4); // => '0.7940'
 * ```
 */
export const garmanKlassVolatilityMeasure: BarMeasure<RangeVolatilityOptions> = defineRangeVolatility(
  'garmanKlassVolatilityMeasure',
  'garman-klass-volatility',
  (open, high, low, close) => 0.5 * Math.log(high / low) ** 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2,
);
