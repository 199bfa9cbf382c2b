import { type Guard, type Portfolio, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isUsable } from '../numbers';
import { openSales } from './asset-units';
import { cutTo } from './cut-to';
import { baseAsset } from './instrument-assets';
import { instrumentIds } from './instrument-option';
import { isWithin } from './is-within';
import { type TradedAsset, tradedAssets } from './traded-assets';

const schema = z.strictObject({
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('no-short'),
});

export interface NoShortOptions {
  /** The instruments that must not be sold short. Left out: each one. */
  readonly instruments?: readonly string[];
  /** Defaults to `"no-short"`. */
  readonly name?: string;
}

/** Units of an asset that could be delivered: the balance, or what was traded where an account shows none. */
const deliverable = ({ asset, instrumentIds: ids }: TradedAsset, portfolio: Portfolio): number => {
  const balance = portfolio.cash(asset);
  if (!(balance <= 0)) return balance;
  let traded = 0;
  for (let place = 0; place < ids.length; place++) traded += portfolio.quantity(ids[place] as string);
  return traded;
};

/**
 * Lets nobody sell what is not there: no sale goes beyond the units that are held, less those that open sales have promised.
 *
 * Held are the units of the balance, bought or brought, whichever instrument they came through. A larger sale is shrunk to
 * what is left and denied when nothing is. Purchases and reduce-only orders pass: the venue cuts a reduce-only sale to what
 * is held when it fills.
 *
 * - Units: base asset.
 * - State: none.
 * - Cost: O(instruments of the asset · open orders) per sale.
 * - Source: Commission Delegated Regulation (EU) 2017/589 (RTS 6), Art. 15(5), orders without permission; Regulation (EU)
 *   236/2012, Art. 12, short sales without cover.
 *
 * @throws {InvalidOptionsError} `instruments` is empty or has what is no instrument.
 * @example
 * ```ts
 * import { noShort } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = noShort({});
 * const portfolio = portfolioOf({ cash: { BTC: 5 }, quantity: { [id]: 3 }, pending: { [id]: { sell: 1 } } });
 * const order = { type: 'market', instrumentId: id, side: 'sell', quantity: 6 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 4, code: 'SALE_ABOVE_HOLDINGS', limit: 4, observed: 6 }
 * ```
 */
export const noShort = (options: NoShortOptions): Guard => {
  const { instruments, name } = parseOptions(schema, options, 'noShort');
  const limited = instruments === undefined ? undefined : new Set(instruments);
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: instruments === undefined ? {} : { instruments },
    initial: undefined,
    check: (intent, portfolio): Verdict => {
      const { instrumentId, side, quantity } = intent;
      if (side === 'buy' || intent.reduceOnly === true) return pass;
      if (limited !== undefined && !limited.has(instrumentId)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', 0, quantity);
      const asset = baseAsset(instrumentId);
      const assets = tradedAssets(portfolio);
      let room = 0;
      for (let place = 0; place < assets.length; place++) {
        const traded = assets[place] as TradedAsset;
        if (traded.asset === asset) room = deliverable(traded, portfolio) - openSales(traded, portfolio);
      }
      if (isWithin(quantity, room)) return pass;
      return cutTo(room, quantity, 'SALE_ABOVE_HOLDINGS', Number.isFinite(room) ? Math.max(0, room) : 0, quantity);
    },
  };
};
