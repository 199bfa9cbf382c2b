import type { Side } from '../orders/order-intent';
import type { OrderBook } from './order-book';
import { requireAmount } from './require-amount';

/** What is left of an order below this share of it is the rounding of decimals in binary. */
const dust = 1e-12;

/** What a market order would meet. */
export interface BookSweep {
  /** What it would get, in the base asset: less than asked for when the book holds less. */
  readonly quantity: number;
  /** What that costs or brings, in the quote asset, before fees. */
  readonly cost: number;
  /** `cost / quantity`; `undefined` when nothing is there. */
  readonly averagePrice: number | undefined;
  /** The price of the last level that it would reach. */
  readonly worstPrice: number | undefined;
  /** How many levels it would reach. */
  readonly levels: number;
  /** Whether the book holds the whole quantity. */
  readonly isFilled: boolean;
  /** Whether it would go beyond the price to which the book is known, so that levels it would meet may be missing. */
  readonly reachesUnknown: boolean;
}

/**
 * What a market order of a quantity would meet in the book as it stands: `Σ price · taken` from the best level outwards.
 *
 * A purchase takes asks, a sale takes bids. Nothing is taken out of the book. A rest below 1e-12 of the quantity counts as
 * nothing, since decimals are rounded in binary.
 *
 * - Units: quantities in the base asset, costs and prices in the quote asset.
 * - Cost: O(levels reached).
 *
 * @throws {InvalidOptionsError} `quantity` is not finite and above 0.
 * @example
 * ```ts
 * import { createOrderBook, sweepBook } from '@sigmax/core';
 * const instrumentId = 'demo:BTC/USDT';
 * const book = createOrderBook({ instrumentId });
 * book.load({ type: 'order-book-snapshot', instrumentId, timeMs: 0, bids: [99, 3], asks: [101, 1, 102, 4] });
 * const { cost, averagePrice, worstPrice } = sweepBook(book, 'buy', 2);
 * [cost, averagePrice, worstPrice]; // => [203, 101.5, 102]
 * sweepBook(book, 'sell', 5).isFilled; // => false
 * ```
 */
export const sweepBook = ({ bids, asks }: OrderBook, side: Side, quantity: number): BookSweep => {
  requireAmount(quantity, 'quantity', 'sweepBook');
  const book = side === 'buy' ? asks : bids;
  let left = quantity;
  let cost = 0;
  let levels = 0;
  let worstPrice: number | undefined;
  book.walk((price, held) => {
    const taken = held < left ? held : left;
    cost += price * taken;
    left = left - taken > quantity * dust ? left - taken : 0;
    levels += 1;
    worstPrice = price;
    return left > 0;
  });
  const filled = quantity - left;
  const { knownTo } = book;
  const isBeyond = (price: number): boolean =>
    knownTo !== undefined && (side === 'buy' ? price > knownTo : price < knownTo);
  return {
    quantity: filled,
    cost,
    averagePrice: filled > 0 ? cost / filled : undefined,
    worstPrice,
    levels,
    isFilled: left === 0,
    reachesUnknown: left > 0 ? knownTo !== undefined : worstPrice !== undefined && isBeyond(worstPrice),
  };
};
