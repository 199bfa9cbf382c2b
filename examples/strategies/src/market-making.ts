import {
  atr,
  defineStrategy,
  defineStrategyPlugin,
  hold,
  type Instrument,
  type OrderIntent,
  orders,
} from '@sigmax/core';
import { z } from 'zod';
import { about } from './about';
import { lots } from './lots';

const params = z.object({
  halfSpread: z
    .number()
    .positive()
    .max(0.2)
    .default(0.002)
    .describe('Smallest distance of a quote from the fair price'),
  ranges: z.number().min(0).max(5).default(0.5).describe('Distance in average true ranges, where that is more'),
  period: z.int().positive().default(24).describe('Bars of the average true range'),
  skew: z
    .number()
    .min(0)
    .max(5)
    .default(1)
    .describe('Half spreads that a full or an empty inventory moves the quotes by'),
  size: z.number().positive().max(1).default(0.1).describe('Part of equity in one quote'),
  weight: z
    .number()
    .positive()
    .max(1)
    .default(0.8)
    .describe('Part of equity that the inventory may reach; half is aimed at'),
});

/**
 * Quotes a bid and an ask around the price, and leans against what it holds.
 *
 * At each bar the old quotes are cancelled. The fair price is the close, moved down when the inventory is above half of
 * `weight` and up when it is below, by up to `skew` half spreads; the quotes are one half spread away from it, wider when
 * the market moves more. They are post-only: they provide liquidity or are not there.
 *
 * Earns the spread when the price goes to and fro inside a few bars. Loses in every trend: the side that fills is the one
 * that the market runs over, and bars are a coarse place to do this: a venue's makers change their quotes in milliseconds.
 * Without a low or negative maker fee the spread has to be wide. M. Avellaneda and S. Stoikov 2008 is where the lean
 * comes from, not its size.
 */
export const marketMakingStrategy = defineStrategy({
  name: 'market-making',
  params,
  start: ({ halfSpread, ranges, period, skew, size, weight }, { instruments }) => {
    const instrument = instruments[0] as Instrument;
    const { id, priceStep } = instrument;
    const usual = atr(period);
    return ({ barOf, portfolio }) => {
      const bar = barOf(id);
      const range = bar === undefined ? undefined : usual.next(bar);
      const value = portfolio.quoteValue(id);
      if (bar === undefined || range === undefined || value === undefined) return hold;
      const { close } = bar;
      const half = Math.max(halfSpread * close, ranges * range);
      // −1 with an empty inventory, 1 with a full one.
      const lean = Math.max(-1, Math.min(1, (2 * portfolio.weight(id)) / weight - 1));
      const fair = close - lean * skew * half;
      const bid = Math.min(fair - half, close - priceStep);
      const ask = Math.max(fair + half, close + priceStep);
      const usualValue = size * portfolio.equity;
      const room = Math.max(0, weight - portfolio.weight(id)) * portfolio.equity;
      const quote = (side: 'buy' | 'sell', limitPrice: number, quantity: number): OrderIntent[] => {
        const rounded = limitPrice >= priceStep ? lots(instrument, quantity, limitPrice) : 0;
        if (rounded === 0) return [];
        return [{ type: 'limit', instrumentId: id, side, quantity: rounded, limitPrice, postOnly: true, tag: side }];
      };
      const quotes = [
        ...quote('buy', bid, Math.min(usualValue, room) / value / bid),
        ...quote('sell', ask, Math.min(portfolio.quantity(id), usualValue / value / ask)),
      ];
      return orders(quotes, { cancel: 'all' });
    };
  },
});

export const marketMaking = defineStrategyPlugin({
  ...about,
  name: 'market-making',
  description: 'Quotes a bid and an ask around the price and leans against its inventory.',
  instruments: { minimum: 1, maximum: 1 },
  strategy: marketMakingStrategy,
  warmUp: ({ period }) => period,
});
