import type { ArbitrageLeg } from './arbitrage-leg';

/** What one unit put into a leg brings at one of its levels. */
const rateAt = ({ market, side, prices }: ArbitrageLeg, level: number): number => {
  const price = prices[level] as number;
  return side === 'buy' ? 1 / (price * (1 + market.takerFeeRate)) : price * (1 - market.takerFeeRate);
};

/** What a level takes of the asset that goes in. */
const roomAt = (leg: ArbitrageLeg, level: number): number => {
  const quantity = leg.quantities[level] as number;
  return leg.side === 'buy' ? quantity / rateAt(leg, level) : quantity;
};

/**
 * The quantity of the first leg, in its base asset, at which a cycle of legs earns most when nothing is rounded; 0 for none.
 *
 * What goes round the cycle takes the best level of each leg until the product of their rates is no longer above 1. Rates only
 * get worse, so that is the maximum.
 *
 * - Cost: O(levels of all legs).
 */
export const profitableQuantity = (legs: readonly ArbitrageLeg[]): number => {
  const levels = legs.map(() => 0);
  const room = legs.map((leg) => (leg.prices.length > 0 ? roomAt(leg, 0) : 0));
  let quantity = 0;
  while (legs.every((leg, place) => (levels[place] as number) < leg.prices.length)) {
    let product = 1;
    let input = Number.POSITIVE_INFINITY;
    let thinnest = 0;
    const reach = legs.map((leg, place) => {
      const before = product;
      const most = (room[place] as number) / before;
      if (most < input) {
        input = most;
        thinnest = place;
      }
      product *= rateAt(leg, levels[place] as number);
      return before;
    });
    if (!(product > 1)) break;
    const [first] = legs as [ArbitrageLeg];
    quantity += first.side === 'buy' ? input * rateAt(first, levels[0] as number) : input;
    for (const [place, leg] of legs.entries()) {
      const left = place === thinnest ? 0 : (room[place] as number) - input * (reach[place] as number);
      if (left > 0) {
        room[place] = left;
        continue;
      }
      const next = (levels[place] as number) + 1;
      levels[place] = next;
      room[place] = next < leg.prices.length ? roomAt(leg, next) : 0;
    }
  }
  return quantity;
};
