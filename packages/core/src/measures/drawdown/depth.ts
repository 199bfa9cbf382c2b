import { mean } from '../statistics/moments';
import { type RiskSign, signed } from '../tail/value-at-risk';
import type { Drawdowns } from './drawdowns';
import { drawdownEpisodes } from './episodes';

/**
 * Returns the deepest drawdown; 0 when there was none, `undefined` without a period.
 *
 * Scaling the account by a constant does not change the compounded figure.
 *
 * @example
 * ```ts
 * import { drawdowns, maximumDrawdown } from '@sigmax/core';
 * const falls = drawdowns([0.5, -0.5, 0.25], { compounded: true });
 * maximumDrawdown(falls); // => 0.5
 * maximumDrawdown(falls, { sign: 'return' }); // => -0.5
 * ```
 */
export const maximumDrawdown = (
  { depths }: Drawdowns,
  { sign = 'loss' }: { readonly sign?: RiskSign } = {},
): number | undefined => {
  if (depths.length === 0) return undefined;
  let deepest = 0;
  for (let index = 0; index < depths.length; index++) deepest = Math.max(deepest, depths[index] as number);
  return sign === 'loss' ? deepest : 0 - deepest;
};

/**
 * Returns the mean depth, over all periods (skfolio, and the pain index) or over episodes, each with its deepest point.
 *
 * `undefined` without a period, and over episodes when there was none.
 *
 * @example
 * ```ts
 * import { averageDrawdown, drawdowns } from '@sigmax/core';
 * const falls = drawdowns([0.5, -0.5, 0, 3], { compounded: true });
 * averageDrawdown(falls, { over: 'periods' }); // => 0.25
 * averageDrawdown(falls, { over: 'episodes' }); // => 0.5
 * ```
 */
export const averageDrawdown = (
  falls: Drawdowns,
  { over }: { readonly over: 'periods' | 'episodes' },
): number | undefined =>
  over === 'periods' ? mean(falls.depths) : mean(drawdownEpisodes(falls).map(({ depth }) => depth));

/**
 * Returns the pain index: the mean depth over all periods, peaks counted as 0.
 *
 * Source: Becker 2006 (Zephyr).
 *
 * @example
 * ```ts
 * import { drawdowns, painIndex } from '@sigmax/core';
 * painIndex(drawdowns([0.5, -0.5, 0, 3], { compounded: true })); // => 0.25
 * ```
 */
export const painIndex = (falls: Drawdowns): number | undefined => averageDrawdown(falls, { over: 'periods' });

/**
 * Returns the Ulcer index: the root mean square depth, √(Σ dᵢ² / n); deep drawdowns weigh more than shallow ones.
 *
 * - Units: fraction. Martin writes it in percent.
 *
 * Source: Martin and McCann 1989.
 *
 * @example
 * ```ts
 * import { drawdowns, ulcerIndex } from '@sigmax/core';
 * ulcerIndex(drawdowns([0.1, -0.5, -0.3, 0.8], { compounded: false }))?.toFixed(6); // => '0.471699'
 * ```
 */
export const ulcerIndex = ({ depths }: Drawdowns): number | undefined => {
  if (depths.length === 0) return undefined;
  let total = 0;
  for (let index = 0; index < depths.length; index++) total += (depths[index] as number) ** 2;
  return Math.sqrt(total / depths.length);
};

/**
 * Returns how far below its peak the account is at the end; 0 at a high.
 *
 * @example
 * ```ts
 * import { currentDrawdown, drawdowns } from '@sigmax/core';
 * currentDrawdown(drawdowns([0.5, -0.5, 0.25], { compounded: true })); // => 0.375
 * currentDrawdown(drawdowns([0.5, -0.5, 0.25], { compounded: true }), { sign: 'return' }); // => -0.375
 * ```
 */
export const currentDrawdown = (
  { depths }: Drawdowns,
  { sign = 'loss' }: { readonly sign?: RiskSign } = {},
): number | undefined => (sign === 'loss' ? depths.at(-1) : signed(depths.at(-1), 'loss'));
