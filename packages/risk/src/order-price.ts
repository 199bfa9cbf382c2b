import type { OrderIntent, Portfolio } from '@sigmax/core';

/** The price that the order itself names, or `undefined` for a plain market order. */
const ownPrice = (intent: OrderIntent, last: number): number | undefined => {
  switch (intent.type) {
    case 'market':
      return undefined;
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
 * `undefined` before the first price.
 */
export const highestPrice = (intent: OrderIntent, portfolio: Portfolio): number | undefined => {
  const last = portfolio.price(intent.instrumentId);
  return last === undefined ? undefined : Math.max(last, ownPrice(intent, last) ?? last);
};

/**
 * The most that one unit of an order should cost or bring, in quote. A limit purchase never pays more than its limit, so
 * it needs no other price.
 */
export const worstPrice = (intent: OrderIntent, portfolio: Portfolio): number | undefined =>
  intent.side === 'buy' && 'limitPrice' in intent ? intent.limitPrice : highestPrice(intent, portfolio);
