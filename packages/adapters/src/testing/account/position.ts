import type { VenueMarket } from '../market/venue-market';
import { type Amount, amountOf } from './amount';

/** What an account holds of a perpetual. */
export interface Position {
  readonly market: VenueMarket;
  /** Below 0 when short. */
  steps: number;
  /** What was paid for it, or got when short; never below 0. */
  cost: Amount;
}

/** Value of a count of steps at a price. */
export const worthOf = ({ instrument }: VenueMarket, ticks: number, steps: number): Amount =>
  amountOf(BigInt(ticks) * BigInt(steps), instrument.priceDecimals + instrument.quantityDecimals);

/** Changes a position by a fill and returns the profit that it made real. */
export const fillPosition = (position: Position, side: 'buy' | 'sell', ticks: number, steps: number): Amount => {
  const direction = side === 'buy' ? 1 : -1;
  const held = Math.abs(position.steps);
  const closing = position.steps * direction < 0 ? Math.min(held, steps) : 0;
  let profit = 0n;
  if (closing > 0) {
    const costOfClosed = (position.cost * BigInt(closing)) / BigInt(held);
    const got = worthOf(position.market, ticks, closing);
    profit = position.steps > 0 ? got - costOfClosed : costOfClosed - got;
    position.cost -= costOfClosed;
  }
  position.cost += worthOf(position.market, ticks, steps - closing);
  position.steps += direction * steps;
  return profit;
};

/** What closing it at a price would bring. */
export const openProfit = ({ market, steps, cost }: Position, ticks: number): Amount => {
  const value = worthOf(market, ticks, Math.abs(steps));
  return steps >= 0 ? value - cost : cost - value;
};

/** Average price in ticks times 10^8, cut; 0 when there is none. */
export const entryAmount = ({ market, steps, cost }: Position): Amount =>
  steps === 0 ? 0n : (cost * 10n ** BigInt(market.instrument.quantityDecimals)) / BigInt(Math.abs(steps));
