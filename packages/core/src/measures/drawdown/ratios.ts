import { type AnnualOptions, cagr, totalReturn } from '../returns/growth';
import { ratio } from '../statistics/require';
import { maximumDrawdown, painIndex, ulcerIndex } from './depth';
import { drawdowns } from './drawdowns';
import { type DrawdownEpisode, drawdownEpisodes } from './episodes';

const falls = (returns: ArrayLike<number>) => drawdowns(returns, { compounded: true });

export interface CalmarOptions extends AnnualOptions {
  /** Last periods to look at: 36 months in Young's paper. Defaults to all of them. */
  readonly window?: number;
}

/**
 * Returns yearly growth over the deepest drawdown: cagr / maximumDrawdown, both compounded.
 *
 * `undefined` without a drawdown. Source: Young 1991 (36 months; here the full run unless `window` is given).
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { calmarRatio } from '@sigmax/core';
 * calmarRatio([0.5, -0.25], { periodsPerYear: 2 })?.toFixed(6); // => '0.500000'
 * ```
 */
export const calmarRatio = (
  returns: ArrayLike<number>,
  { periodsPerYear, window = returns.length }: CalmarOptions,
): number | undefined => {
  const seen = Float64Array.from(returns).subarray(Math.max(returns.length - window, 0));
  return ratio(cagr(seen, { periodsPerYear }), maximumDrawdown(falls(seen)));
};

/**
 * Returns yearly growth over the Ulcer index, also called Ulcer performance index.
 *
 * `undefined` without a drawdown. Source: Martin and McCann 1989; growth in excess of 0.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { martinRatio } from '@sigmax/core';
 * martinRatio([0.5, -0.25], { periodsPerYear: 2 })?.toFixed(6); // => '0.707107'
 * ```
 */
export const martinRatio = (returns: ArrayLike<number>, options: AnnualOptions): number | undefined =>
  ratio(cagr(returns, options), ulcerIndex(falls(returns)));

/**
 * Returns yearly growth over the pain index. `undefined` without a drawdown.
 *
 * Source: Becker 2006 (Zephyr); growth in excess of 0.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { painRatio } from '@sigmax/core';
 * painRatio([0.5, -0.25], { periodsPerYear: 2 }); // => 1
 * ```
 */
export const painRatio = (returns: ArrayLike<number>, options: AnnualOptions): number | undefined =>
  ratio(cagr(returns, options), painIndex(falls(returns)));

/**
 * Returns yearly growth over the root of the summed squares of the drawdowns, each episode with its deepest point.
 *
 * `undefined` without a drawdown. Source: Burke 1994; growth in excess of 0.
 *
 * @throws {DataError} a return is not finite.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { burkeRatio } from '@sigmax/core';
 * burkeRatio([0.5, -0.25], { periodsPerYear: 2 })?.toFixed(6); // => '0.500000'
 * ```
 */
export const burkeRatio = (returns: ArrayLike<number>, options: AnnualOptions): number | undefined =>
  ratio(cagr(returns, options), rootOfSquares(drawdownEpisodes(falls(returns))));

export const rootOfSquares = (episodes: readonly DrawdownEpisode[]): number =>
  Math.sqrt(episodes.reduce((total, { depth }) => total + depth * depth, 0));

/**
 * Returns the total return over the deepest drawdown: how often the worst fall was earned back. `undefined` without one.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { recoveryFactor } from '@sigmax/core';
 * recoveryFactor([0.5, -0.25, 1])?.toFixed(6); // => '5.000000'
 * ```
 */
export const recoveryFactor = (returns: ArrayLike<number>): number | undefined =>
  ratio(totalReturn(returns), maximumDrawdown(falls(returns)));
