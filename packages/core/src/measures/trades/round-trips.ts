import type { Fill } from '../../orders/order-events';
import { OpenTrip, type RoundTrip } from './round-trip';

export interface RoundTripOptions {
  /**
   * Units below which a position counts as flat, for each instrument: dust that is too small to sell would otherwise
   * keep a trade open for ever. Defaults to 0.
   */
  readonly flatBelow?: (instrumentId: string) => number;
  /** Worth of one unit of the quote asset in the reporting asset when the fill happened. Defaults to 1. */
  readonly quoteRate?: (fill: Fill) => number;
}

/**
 * Returns the trades that fills make up, each from flat to flat with average cost, in order of their close; the last
 * ones may still be open.
 *
 * Partial closes belong to the trade that they close. A fill that turns a position around closes one trade and opens
 * the next; its fee and slippage are split by quantity. Units that were held before the first fill take their cost from
 * the fill's `realisedPnl`.
 *
 * - Units: money in the reporting asset, prices in quote.
 * - Cost: O(fills).
 *
 * @example
 * ```ts
 * import { roundTrips, type Fill } from '@sigmax/core';
 * const fill = (timeMs: number, side: 'buy' | 'sell', price: number, positionAfter: number): Fill => ({
 *   type: 'fill', timeMs, clientOrderId: '', instrumentId: 'demo:BTC/USDT', side, quantity: 1, price, notional: price,
 *   fee: 1, feeAsset: 'USDT', feeValue: 1, liquidity: 'taker', slippageCost: 0, realisedPnl: 0, positionAfter,
 * });
 * const [trade] = roundTrips([fill(0, 'buy', 100, 1), fill(60_000, 'sell', 110, 0)]);
 * trade?.netPnl; // => 8
 * trade?.return; // => 0.08
 * trade?.holdingMs; // => 60000
 * ```
 */
export const roundTrips = (fills: readonly Fill[], options: RoundTripOptions = {}): RoundTrip[] => {
  const { flatBelow = () => 0, quoteRate = () => 1 } = options;
  const closed: RoundTrip[] = [];
  const open = new Map<string, OpenTrip>();
  const positions = new Map<string, number>();
  for (const fill of fills) {
    const { instrumentId, quantity } = fill;
    if (!(quantity > 0)) continue;
    const rate = quoteRate(fill);
    const direction = fill.side === 'buy' ? 1 : -1;
    const dust = flatBelow(instrumentId);
    const flat = (position: number) => Math.abs(position) <= 1e-9 * quantity || Math.abs(position) < dust;
    let before = positions.get(instrumentId) ?? fill.positionAfter - direction * quantity;
    if (flat(before)) before = 0;
    const after = flat(fill.positionAfter) ? 0 : fill.positionAfter;
    if (before === 0 && after === 0) continue;
    let trip = open.get(instrumentId);
    if (trip === undefined && before !== 0) {
      trip = new OpenTrip(fill, before > 0 ? 'long' : 'short');
      trip.inherit(Math.abs(before), inheritedCost(fill, before, direction), rate);
      open.set(instrumentId, trip);
    }
    const isReducing = before * direction < 0;
    const reduced = isReducing ? Math.min(quantity, Math.abs(before)) : 0;
    const turns = isReducing && before * after < 0;
    if (trip !== undefined && isReducing) {
      const share = turns ? reduced / quantity : 1;
      trip.add(fill, false, reduced, share, rate);
      if (after === 0 || turns) {
        closed.push(trip.finish(false));
        open.delete(instrumentId);
        trip = undefined;
      }
    }
    if (!isReducing || turns) {
      const entered = turns ? quantity - reduced : quantity;
      const entry = trip ?? new OpenTrip(fill, direction > 0 ? 'long' : 'short');
      entry.add(fill, true, entered, turns ? entered / quantity : 1, rate);
      open.set(instrumentId, entry);
    }
    positions.set(instrumentId, after);
  }
  return [...closed, ...[...open.values()].map((trip) => trip.finish(true))];
};

/** What units held before the run cost: price ∓ realised profit of each; the price itself when the fill adds to them. */
const inheritedCost = (fill: Fill, before: number, direction: number): number => {
  if (before * direction > 0) return fill.price;
  const units = Math.min(fill.quantity, Math.abs(before));
  return fill.price + (direction * fill.realisedPnl) / units;
};
