import type { Instrument } from '../../market/instrument';
import type { OrderBook } from '../../order-book';
import type { Side } from '../../orders/order-intent';

/** A market that the scan may trade on. */
export interface ArbitrageMarket {
  readonly instrument: Instrument;
  readonly book: OrderBook;
  /** What the venue takes of the value, in the quote asset: on top of a purchase, off a sale. */
  readonly takerFeeRate: number;
}

/** A market and one side of it, with the levels that an order of that side would meet, best first. */
export interface ArbitrageLeg {
  readonly market: ArbitrageMarket;
  readonly side: Side;
  readonly prices: readonly number[];
  readonly quantities: readonly number[];
}

/** Reads the levels of one side, up to where the book is known and no more than `maximumLevels`. */
export const arbitrageLeg = (market: ArbitrageMarket, side: Side, maximumLevels: number): ArbitrageLeg => {
  const levels = side === 'buy' ? market.book.asks : market.book.bids;
  const { knownTo } = levels;
  const prices: number[] = [];
  const quantities: number[] = [];
  levels.walk((price, quantity) => {
    if (knownTo !== undefined && (side === 'buy' ? price > knownTo : price < knownTo)) return false;
    prices.push(price);
    quantities.push(quantity);
    return prices.length < maximumLevels;
  });
  return { market, side, prices, quantities };
};

/** The asset that a leg gives away. */
export const assetIn = ({ market, side }: Pick<ArbitrageLeg, 'market' | 'side'>): string =>
  side === 'buy' ? market.instrument.quote : market.instrument.base;

/** The asset that a leg gets. */
export const assetOut = ({ market, side }: Pick<ArbitrageLeg, 'market' | 'side'>): string =>
  side === 'buy' ? market.instrument.base : market.instrument.quote;
