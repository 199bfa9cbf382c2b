import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { cutTo } from './cut-to';
import { heldUnits, sellableUnits, sideUnits } from './held-units';
import { instrumentIds } from './instrument-option';
import { isWithin } from './is-within';
import { highestValue } from './order-price';

const schema = z.strictObject({
  limit: z.number().positive().max(10, 'expected a fraction of equity: 0.6 is 60 %'),
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('max-weight'),
});

export interface MaxWeightOptions {
  /** Largest position in one instrument, as a fraction of equity: 0.6 is 60 %. */
  readonly limit: number;
  /** The instruments that are limited. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"max-weight"`; a second limit for other instruments needs a name of its own. */
  readonly name?: string;
}

/**
 * Keeps the position in each instrument at or below a fraction of equity, open orders counted as filled.
 *
 * Weight = (held + open purchases + this one) · price · value of the quote asset / equity, and for a sale (short + open sales
 * + this one). The price is the last one or the order's own, whichever is higher. Held are the units that were traded and
 * those that were brought. A sale does not count on what is held, because an exit may close it first. An order is shrunk to
 * what is left below the limit and denied when nothing is; one that only reduces the position passes, whatever its weight.
 *
 * - Units: `limit` is a fraction of equity (1 = 100 %).
 * - State: none. It watches orders: a position that grows past the limit because its price rises is left alone.
 * - Cost: O(instruments + open orders) per order.
 * - Source: FIA, Best Practices for Automated Trading Risk Controls and System Safeguards (July 2024), position limits.
 *
 * @throws {InvalidOptionsError} `limit` is missing or not a finite number above 0, or `instruments` is empty.
 * @example
 * ```ts
 * import { maxWeight } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = maxWeight({ limit: 0.6 });
 * const portfolio = portfolioOf({ cash: { USDT: 600 }, price: { [id]: 100 }, quantity: { [id]: 4 } });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 3 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 2, code: 'WEIGHT_ABOVE_LIMIT', limit: 0.6, observed: 0.7 }
 * ```
 */
export const maxWeight = (options: MaxWeightOptions): Guard => {
  const { limit, instruments, name } = parseOptions(schema, options, 'maxWeight');
  const limited = instruments === undefined ? undefined : new Set(instruments);
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: instruments === undefined ? { limit } : { limit, instruments },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side, quantity } = intent;
      if (limited !== undefined && !limited.has(instrumentId)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      const { equity } = portfolio;
      if (!isUsable(equity)) return deny('EQUITY_UNKNOWN', limit, equity);
      const unit = highestValue(intent, portfolio);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      const held = heldUnits(instrumentId, portfolio);
      const closing = side === 'sell' ? sellableUnits(instrumentId, held, portfolio) : 0;
      const before = sideUnits(instrumentId, side, held, portfolio);
      const weight = ((before + quantity) * unit) / equity;
      if (quantity <= closing || isWithin(weight, limit)) return pass;
      const room = Math.max((limit * equity) / unit - before, closing);
      return cutTo(room, quantity, 'WEIGHT_ABOVE_LIMIT', limit, weight);
    },
  };
};
