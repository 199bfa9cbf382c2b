import type { BarSeries } from '../market/bar-series';
import { barsFromCloses, type MadeBarsOptions } from './bars-from-closes';

/**
 * Makes bars of a market that does not move.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @throws {DataError} `price` is not a finite number above 0.
 * @example
 * ```ts
 * import { flatBars } from '@sigmax/core/testing';
 * [...flatBars({ bars: 3, price: 50 }).close]; // => [50, 50, 50]
 * ```
 */
export const flatBars = (options: MadeBarsOptions & { readonly bars: number; readonly price?: number }): BarSeries => {
  const { bars, price = 100, ...rest } = options;
  return barsFromCloses(
    Array.from({ length: bars }, () => price),
    rest,
  );
};
