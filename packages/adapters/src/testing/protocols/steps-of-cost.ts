import { amountFrom } from '../account/amount';
import { worthOf } from '../account/position';
import type { VenueMarket } from '../market/venue-market';

/** How many steps a cost in quote pays for at the price that a taker would get first; `undefined` when it is no cost. */
export const stepsOfCost = (
  cost: string | undefined,
  market: VenueMarket,
  side: 'buy' | 'sell',
): number | undefined => {
  if (cost === undefined || !/^\d{1,12}(\.\d{0,20})?$/.test(cost)) return undefined;
  const ticks = side === 'buy' ? market.touch.ask : market.touch.bid;
  return Number(amountFrom(cost) / worthOf(market, ticks, 1));
};
