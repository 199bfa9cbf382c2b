import { type Orders, orders, type Snapshot } from '@sigmax/core';
import type { Mistake } from './scenario';

/** The dearest and the cheapest of what is traded, by the price of a unit. */
const extremes = ({ portfolio }: Snapshot): readonly [cheapest: string, dearest: string] => {
  const byPrice = [...portfolio.instrumentIds].sort(
    (one, other) => (portfolio.price(one) ?? 0) - (portfolio.price(other) ?? 0),
  );
  return [byPrice[0] as string, byPrice.at(-1) as string];
};

/** The order that a mistake makes of a purchase of a part of equity, in the first instrument where it is about one. */
export const mistakenOrder = (mistake: Mistake, snapshot: Snapshot): Orders => {
  const { portfolio } = snapshot;
  const meant = (instrumentId: string): number =>
    (portfolio.equity * mistake.intendedFraction) /
    ((portfolio.price(instrumentId) ?? Number.NaN) * (portfolio.quoteValue(instrumentId) ?? 1));
  const [first] = portfolio.instrumentIds as readonly [string];
  switch (mistake.type) {
    case 'size':
      return orders([{ type: 'market', instrumentId: first, side: 'buy', quantity: mistake.factor * meant(first) }]);
    case 'price': {
      const limitPrice = (portfolio.price(first) ?? Number.NaN) * mistake.factor;
      return orders([{ type: 'limit', instrumentId: first, side: 'buy', quantity: meant(first), limitPrice }]);
    }
    case 'symbol': {
      const [cheapest, dearest] = extremes(snapshot);
      return orders([{ type: 'market', instrumentId: dearest, side: 'buy', quantity: meant(cheapest) }]);
    }
  }
};
