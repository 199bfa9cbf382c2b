import { type AnnualOptions, cagr } from '../returns/growth';
import { ratio, requireFinite, requireSameLength } from '../statistics/require';

export interface CaptureOptions extends AnnualOptions {
  /** `up`: periods in which the benchmark rose. `down`: those in which it fell. */
  readonly side: 'up' | 'down';
}

/**
 * Returns how much of the benchmark's moves the strategy took: its yearly growth over that of the benchmark, both over
 * the periods in which the benchmark rose, or fell.
 *
 * 0.5 going down is good, 0.5 going up is not. `undefined` without such a period. Growth of hours explodes when it is
 * annualised; with `periodsPerYear: 1` the geometric means of one period are compared instead.
 *
 * Source: empyrical's `up_capture` and `down_capture`.
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { captureRatio } from '@sigmax/core';
 * captureRatio([0.05, -0.01], [0.1, -0.1], { side: 'up', periodsPerYear: 1 })?.toFixed(6); // => '0.500000'
 * captureRatio([0.05, -0.01], [0.1, -0.1], { side: 'down', periodsPerYear: 1 })?.toFixed(6); // => '0.100000'
 * ```
 */
export const captureRatio = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { side, periodsPerYear }: CaptureOptions,
): number | undefined => {
  requireSameLength(returns, benchmark, 'captureRatio');
  requireFinite(benchmark, 'captureRatio');
  const own: number[] = [];
  const other: number[] = [];
  for (let index = 0; index < benchmark.length; index++) {
    const move = benchmark[index] as number;
    if (side === 'up' ? !(move > 0) : !(move < 0)) continue;
    own.push(returns[index] as number);
    other.push(move);
  }
  return ratio(cagr(own, { periodsPerYear }), cagr(other, { periodsPerYear }));
};
