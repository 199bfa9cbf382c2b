import {
  type Guard,
  type OrderIntent,
  type Portfolio,
  parseOptions,
  pass,
  type Side,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { instrumentIds } from './instrument-option';
import { isNear, priceDistance } from './price-distance';
import {
  followReference,
  type PriceReference,
  priceReference,
  type ReferenceState,
  referenceAgeMs,
  referencePrice,
} from './price-reference';
import { isTriggered } from './stop-trigger';

const schema = z.strictObject({
  limit: z.number().positive().lt(1, 'expected a fraction of the reference: 0.05 is 5 %'),
  reference: priceReference,
  maxAgeMs: z.number().nonnegative(),
  thinBook: z.enum(['deny', 'last']),
  restingLimit: z.number().positive().lt(1, 'expected a fraction of the reference: 0.2 is 20 %').optional(),
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('price-collar'),
});

export interface PriceCollarOptions {
  /** Furthest that an order may trade beyond the reference to its disadvantage, as a fraction: 0.05 is 5 %. */
  readonly limit: number;
  /** What prices are compared with. */
  readonly reference: PriceReference;
  /** Oldest that the reference may be. */
  readonly maxAgeMs: number;
  /** How a market order is priced that goes deeper than the known book, if any: not at all, or at the last price. */
  readonly thinBook: 'deny' | 'last';
  /**
   * Furthest that an order may wait from the reference: a limit on its good side, the trigger of a stop on either. Left out:
   * as far as it likes.
   */
  readonly restingLimit?: number;
  /** The instruments that are limited. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"price-collar"`. */
  readonly name?: string;
}

const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/**
 * Denies orders whose price is too far from a reference.
 *
 * A purchase may trade up to reference · (1 + limit), a sale down to reference · (1 − limit). What is compared, by type:
 *
 * | order | price |
 * | --- | --- |
 * | market, and a stop that is triggered at once | what it would reach in the book; else as `thinBook` says |
 * | limit | its limit |
 * | stop-limit | its limit against its own trigger, where the market will be; against the reference too when triggered at once |
 * | stop and trailing stop that wait | none: the market of that time is not known, and nobody is asked then |
 *
 * With `restingLimit` an order may not wait further away than that. Without a reference, or with one older than `maxAgeMs` or
 * from later than now, nothing passes but exits. An exit at market or by a stop always passes; one with a limit of its own
 * is held to the collar when there is a reference: its price can be as wrong as any. The exits of a bracket are not compared.
 *
 * - Units: fractions of the reference; milliseconds.
 * - State: {@link ReferenceState}.
 * - Cost: O(1) per order; a median of k closes O(k · log k) per bar.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(1)(a), price collars order by order; Binance's
 *   filter PERCENT_PRICE_BY_SIDE.
 *
 * @throws {InvalidOptionsError} `limit`, `reference`, `maxAgeMs` or `thinBook` is missing or out of range.
 * @see {@link priceDrift} for a collar over a period.
 * @example
 * ```ts
 * import { bar, portfolioOf } from '@sigmax/core/testing';
 * import { priceCollar } from '@sigmax/risk';
 * const id = 'demo:BTC/USDT';
 * const guard = priceCollar({ limit: 0.05, reference: { medianOf: 3 }, maxAgeMs: 60_000, thinBook: 'deny' });
 * let state = guard.initial;
 * for (const [index, close] of [100, 500, 102].entries()) {
 *   const timeMs = index * 60_000;
 *   const bars = [bar({ instrumentId: id, timeMs, close })];
 *   state = guard.update!(state, { type: 'snapshot', timeMs, bars }, portfolioOf({ timeMs }));
 * }
 * const order = { type: 'limit', instrumentId: id, side: 'buy', quantity: 1, limitPrice: 108 } as const;
 * const verdict = guard.check?.(order, portfolioOf({ timeMs: 120_000 }), state);
 * verdict?.type === 'deny' && verdict.code; // => 'PRICE_OUTSIDE_COLLAR'
 * ```
 */
export const priceCollar = (options: PriceCollarOptions): Guard<ReferenceState> => {
  const { name, ...rule } = parseOptions(schema, options, 'priceCollar');
  const { limit, reference, maxAgeMs, thinBook, restingLimit, instruments } = rule;
  const limited = instruments === undefined ? undefined : new Set(instruments);

  const trading = (side: Side, price: number, from: number): Verdict => {
    if (!isUsable(price)) return deny('PRICE_UNKNOWN', limit, price);
    return isNear(side, price, from, limit)
      ? pass
      : deny('PRICE_OUTSIDE_COLLAR', limit, priceDistance(side, price, from));
  };
  const resting = (side: Side, price: number, from: number): Verdict => {
    if (!isUsable(price)) return deny('PRICE_UNKNOWN', limit, price);
    if (restingLimit === undefined || isNear(opposite(side), price, from, restingLimit)) return pass;
    return deny('PRICE_TOO_FAR', restingLimit, priceDistance(opposite(side), price, from));
  };
  const market = (intent: OrderIntent, portfolio: Portfolio, from: number): Verdict => {
    const { instrumentId, side, quantity } = intent;
    const sweep = portfolio.sweepPrice(instrumentId, side, quantity);
    if (sweep !== undefined) return trading(side, sweep, from);
    if (thinBook === 'deny') return deny('BOOK_THIN', limit, quantity);
    return trading(side, portfolio.price(instrumentId, 0), from);
  };
  const check = (intent: OrderIntent, portfolio: Portfolio, from: number): Verdict => {
    const { instrumentId, side } = intent;
    switch (intent.type) {
      case 'market':
        return market(intent, portfolio, from);
      case 'limit': {
        const { limitPrice } = intent;
        const verdict = trading(side, limitPrice, from);
        return verdict === pass ? resting(side, limitPrice, from) : verdict;
      }
      case 'trailing-stop':
        return intent.activationPrice === undefined ? pass : waiting(intent.activationPrice, from);
      case 'stop':
      case 'stop-limit': {
        const { stopPrice } = intent;
        const last = portfolio.price(instrumentId, Number.NaN);
        if (!isUsable(last)) return deny('PRICE_UNKNOWN', limit, last);
        const isNow = isTriggered(side, stopPrice, last);
        if (intent.type === 'stop') return isNow ? market(intent, portfolio, from) : waiting(stopPrice, from);
        const verdict = trading(side, intent.limitPrice, isNow ? from : stopPrice);
        return verdict === pass && !isNow ? waiting(stopPrice, from) : verdict;
      }
    }
  };
  const waiting = (trigger: number, from: number): Verdict => {
    const above = resting('sell', trigger, from);
    return above === pass ? resting('buy', trigger, from) : above;
  };

  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: rule,
    initial: {},
    update: (state, event) => {
      followReference(state, reference, event);
      return state;
    },
    check: (intent, portfolio, state): Verdict => {
      const { instrumentId, quantity } = intent;
      if (limited !== undefined && !limited.has(instrumentId)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      const isExit = isReducing(intent, portfolio);
      if (isExit && intent.type !== 'limit' && intent.type !== 'stop-limit') return pass;
      const price = referencePrice(state, reference, instrumentId, portfolio);
      if (price === undefined) return isExit ? pass : deny('REFERENCE_UNKNOWN', maxAgeMs, 0);
      const ageMs = referenceAgeMs(state, reference, instrumentId, portfolio);
      if (!(ageMs <= maxAgeMs)) return isExit ? pass : deny('REFERENCE_STALE', maxAgeMs, ageMs);
      return check(intent, portfolio, price);
    },
  };
};
