import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { cutTo } from './cut-to';
import { heldUnits, sellableUnits, sideUnits } from './held-units';
import { instrumentLimits, limitsOf } from './instrument-limits';
import { isWithin } from './is-within';

const schema = z.strictObject({
  ...instrumentLimits,
  name: z.string().min(1).default('max-position'),
});

export interface MaxPositionOptions {
  /** Largest position by instrument, long and short alike, in its base asset. */
  readonly limits: Readonly<Record<string, number>>;
  /** What becomes of an order in another instrument. Defaults to `deny`: a limit that was forgotten is not one of infinity. */
  readonly others?: 'deny' | 'pass';
  /** Defaults to `"max-position"`. */
  readonly name?: string;
}

/**
 * Keeps the position in each instrument at or below a quantity, whatever of the open orders fills.
 *
 * A purchase passes when held + open purchases + its quantity ≤ limit, a sale when short + open sales + its quantity ≤ limit:
 * the orders of the other side count as not filled. Held are the units that were traded and those that were brought. A
 * sale does not count on what is held, because an exit may close it first; so a position turns in two steps where the limit
 * is near. An order is shrunk to what is left and denied when nothing is; one that only reduces the position passes.
 *
 * - Units: `limits` in the base asset of each instrument.
 * - State: none.
 * - Cost: O(instruments + open orders) per order.
 * - Source: SEC Rule 15c3-5(c)(1)(i), pre-set thresholds; FIA (July 2024), maximum intraday position.
 *
 * @throws {InvalidOptionsError} `limits` is missing or empty, or one of them is not a finite number above 0.
 * @see {@link maxWeight} for a limit as a fraction of equity.
 * @example
 * ```ts
 * import { maxPosition } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = maxPosition({ limits: { [id]: 6 } });
 * const portfolio = portfolioOf({ quantity: { [id]: 3 }, pending: { [id]: { buy: 1 } } });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 5 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 2, code: 'POSITION_ABOVE_LIMIT', limit: 6, observed: 9 }
 * ```
 */
export const maxPosition = (options: MaxPositionOptions): Guard => {
  const { name, ...rule } = parseOptions(schema, options, 'maxPosition');
  const limits = limitsOf(rule.limits);
  return {
    name,
    instruments: Object.keys(rule.limits),
    options: rule,
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side, quantity } = intent;
      const limit = limits.get(instrumentId);
      if (limit === undefined && rule.others === 'pass') return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit ?? 0, quantity);
      if (isReducing(intent, portfolio)) return pass;
      if (limit === undefined) return deny('LIMIT_UNKNOWN', 0, quantity);
      const held = heldUnits(instrumentId, portfolio);
      const closing = side === 'sell' ? sellableUnits(instrumentId, held, portfolio) : 0;
      const before = sideUnits(instrumentId, side, held, portfolio);
      const after = before + quantity;
      if (quantity <= closing || isWithin(after, limit)) return pass;
      return cutTo(Math.max(limit - before, closing), quantity, 'POSITION_ABOVE_LIMIT', limit, after);
    },
  };
};
