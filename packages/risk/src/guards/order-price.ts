import type { OrderIntent, Portfolio } from '@sigmax/core';

/** The price that an order itself names, with `last` where it begins there, or `otherwise` for a plain market order. */
export const ownPrice = (intent: OrderIntent, last: number, otherwise: number): number => {
  switch (intent.type) {
    case 'market':
      return otherwise;
    case 'limit':
    case 'stop-limit':
      return intent.limitPrice;
    case 'stop':
      return intent.stopPrice;
    case 'trailing-stop': {
      // A purchase is triggered at most one distance above where it starts. In ticks that distance is not known here.
      const start = intent.activationPrice ?? last;
      if (intent.side === 'sell') return start;
      if ('price' in intent.trail) return start + intent.trail.price;
      return 'fraction' in intent.trail ? start * (1 + intent.trail.fraction) : start;
    }
  }
};

/**
 * The highest price at which an order is expected to count, in quote: the last price or its own, whichever is more.
 * 0 before the first price.
 */
const highestPrice = (intent: OrderIntent, portfolio: Portfolio): number => {
  const last = portfolio.price(intent.instrumentId, 0);
  if (last === 0 || intent.type === 'market') return last;
  return Math.max(last, 'limitPrice' in intent ? intent.limitPrice : ownPrice(intent, last, last));
};

/** What one unit of an order is expected to count at most, in the reporting asset; 0 when that is not known. */
export const highestValue = (intent: OrderIntent, portfolio: Portfolio): number =>
  highestPrice(intent, portfolio) * portfolio.quoteValue(intent.instrumentId, 0);

/**
 * The most that one unit of an order should cost or bring, in quote, by type and side:
 *
 * - limit and stop-limit purchase: its limit, which it never pays more than; it needs no other price;
 * - market, stop and trailing-stop purchase: the highest of (last price or trigger) · (1 + slippageAllowance), the ask, and
 *   what the whole order would reach in the book; a book that is thinner than the order or not known says nothing here;
 * - every sale: the highest of the last price, its own and the bid; what slips away makes a sale bring less.
 *
 * 0 before the first price.
 */
export const worstPrice = (intent: OrderIntent, portfolio: Portfolio, slippageAllowance: number): number => {
  const { instrumentId, side, quantity } = intent;
  if (side === 'buy' && 'limitPrice' in intent) return Math.max(0, intent.limitPrice);
  const highest = highestPrice(intent, portfolio);
  if (highest === 0) return 0;
  const quote = portfolio.quote(instrumentId);
  if (side === 'sell') return quote === undefined ? highest : Math.max(highest, quote.bid);
  const reached = highest * (1 + slippageAllowance);
  const asked = quote === undefined ? reached : Math.max(reached, quote.ask);
  const sweep = portfolio.sweepPrice(instrumentId, side, quantity);
  return sweep === undefined ? asked : Math.max(asked, sweep);
};
