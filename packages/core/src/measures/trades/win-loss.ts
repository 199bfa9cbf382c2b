import { mean, standardDeviation } from '../statistics/moments';
import { ratio, requireFinite } from '../statistics/require';

/** Profits of closed trades, in money or as returns. A profit of exactly 0 is neither a win nor a loss. */
type Profits = ArrayLike<number>;

const wins = (profits: Profits): number[] => Array.from(profits).filter((profit) => profit > 0);
const losses = (profits: Profits): number[] => Array.from(profits).filter((profit) => profit < 0);
const total = (profits: Profits): number => (mean(profits) ?? 0) * profits.length;

/**
 * Returns the share of trades with a profit above 0; `undefined` without a trade.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { winRate } from '@sigmax/core';
 * winRate([10, -5, 0, 20]); // => 0.5
 * ```
 */
export const winRate = (profits: Profits): number | undefined => {
  requireFinite(profits, 'winRate');
  return ratio(wins(profits).length, profits.length);
};

/**
 * Returns the summed profit of the wins over the summed loss of the losses; `undefined` without a loss.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { profitFactor } from '@sigmax/core';
 * profitFactor([10, -5, 20]); // => 6
 * profitFactor([10, 20]); // => undefined
 * ```
 */
export const profitFactor = (profits: Profits): number | undefined => {
  requireFinite(profits, 'profitFactor');
  return ratio(total(wins(profits)), -total(losses(profits)));
};

/**
 * Returns the average win over the average loss; `undefined` without a win or without a loss.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { payoffRatio } from '@sigmax/core';
 * payoffRatio([10, -5, 20]); // => 3
 * ```
 */
export const payoffRatio = (profits: Profits): number | undefined => {
  const loss = averageLoss(profits);
  return ratio(averageWin(profits), loss === undefined ? undefined : -loss);
};

/**
 * Returns the mean profit of a trade, losses included; `undefined` without a trade.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { expectancy } from '@sigmax/core';
 * expectancy([10, -5, 1]); // => 2
 * ```
 */
export const expectancy = (profits: Profits): number | undefined => {
  requireFinite(profits, 'expectancy');
  return mean(profits);
};

/**
 * Returns the mean profit of the trades that won; `undefined` without one.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { averageWin } from '@sigmax/core';
 * averageWin([10, -5, 20]); // => 15
 * ```
 */
export const averageWin = (profits: Profits): number | undefined => {
  requireFinite(profits, 'averageWin');
  return mean(wins(profits));
};

/**
 * Returns the mean profit of the trades that lost, a negative number; `undefined` without one.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { averageLoss } from '@sigmax/core';
 * averageLoss([10, -5, -7]); // => -6
 * ```
 */
export const averageLoss = (profits: Profits): number | undefined => {
  requireFinite(profits, 'averageLoss');
  return mean(losses(profits));
};

/**
 * Returns the longest run of wins, or of losses, in the order given. A profit of exactly 0 ends both.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { longestStreak } from '@sigmax/core';
 * longestStreak([1, 2, -1, 3], 'wins'); // => 2
 * longestStreak([1, 2, -1, 3], 'losses'); // => 1
 * ```
 */
export const longestStreak = (profits: Profits, of: 'wins' | 'losses'): number => {
  requireFinite(profits, 'longestStreak');
  let longest = 0;
  let current = 0;
  for (let index = 0; index < profits.length; index++) {
    const profit = profits[index] as number;
    current = (of === 'wins' ? profit > 0 : profit < 0) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest;
};

/**
 * Returns the system quality number: mean profit over its standard deviation (ddof 1), times √n, n capped at 100.
 *
 * The cap keeps a system with many trades comparable. `undefined` for fewer than two trades and without variance.
 *
 * Source: Tharp 2008, on multiples of the initial risk; here on what is passed in.
 *
 * @throws {DataError} a profit is not finite.
 * @example
 * ```ts
 * import { systemQuality } from '@sigmax/core';
 * systemQuality([1, 2, 3, 2])?.toFixed(6); // => '4.898979'
 * ```
 */
export const systemQuality = (profits: Profits): number | undefined => {
  requireFinite(profits, 'systemQuality');
  const perTrade = ratio(mean(profits), standardDeviation(profits, 1));
  return perTrade === undefined ? undefined : perTrade * Math.sqrt(Math.min(profits.length, 100));
};
