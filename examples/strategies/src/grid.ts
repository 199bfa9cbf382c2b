import {
  defineStrategy,
  defineStrategyPlugin,
  ema,
  hold,
  type Instrument,
  type OpenOrder,
  type OrderIntent,
  orders,
} from '@sigmax/core';
import { z } from 'zod';
import { about } from './about';
import { lots } from './lots';

const params = z.object({
  levels: z.int().min(1).max(100).default(10).describe('Prices below the anchor at which to buy one lot each'),
  spacing: z.number().positive().max(0.5).default(0.01).describe('Distance of two levels as a fraction of the price'),
  period: z.int().positive().default(48).describe('Bars of the average that the grid is anchored to'),
  stop: z.number().positive().max(0.9).default(0.1).describe('Fall below the lowest level at which all is sold'),
  weight: z.number().positive().max(1).default(0.9).describe('Part of equity that all levels together may invest'),
});

interface Grid {
  /** Price of the level above the first one: where the first lot is sold. */
  readonly anchor: number;
  /** Base units bought at each level. */
  readonly lot: number;
}

/** Level 0 is the anchor, the levels to buy at are 1, 2, 3 … */
const priceOf = ({ anchor }: Grid, spacing: number, level: number): number => anchor * (1 - spacing) ** level;

/** What should rest at the venue while `held` lots are held: a sale one level above each lot, a purchase at each level below. */
const restingOrders = (grid: Grid, options: z.output<typeof params>, id: string, held: number, quantity: number) => {
  const { spacing, levels } = options;
  const wanted = new Map<string, OrderIntent>();
  for (let level = 1; level <= levels; level++) {
    const side = level <= held ? 'sell' : 'buy';
    const limitPrice = priceOf(grid, spacing, side === 'sell' ? level - 1 : level);
    // Fees taken in base leave a little less than whole lots; the last lot is what there is.
    const lot = level === held ? Math.min(grid.lot, quantity - (held - 1) * grid.lot) : grid.lot;
    const tag = `${side} ${level}`;
    wanted.set(tag, { type: 'limit', instrumentId: id, side, quantity: lot, limitPrice, tag });
  }
  return wanted;
};

/** Cancels what should not rest any more and sends what is missing. */
const reconcile = (wanted: ReadonlyMap<string, OrderIntent>, open: readonly OpenOrder[]) => {
  const resting = new Set(open.map(({ tag }) => tag));
  const missing = [...wanted].filter(([tag]) => !resting.has(tag)).map(([, intent]) => intent);
  const cancel = open.filter(({ tag }) => !wanted.has(tag ?? '')).map(({ clientOrderId }) => clientOrderId);
  return missing.length === 0 && cancel.length === 0 ? hold : orders(missing, { cancel });
};

/**
 * Buys at fixed steps down and sells each lot one step higher.
 *
 * While it holds nothing, the grid follows an average of the price. From the first purchase on it stays where it is: each
 * level below buys one lot, each lot has its sale one level above. What should rest at the venue follows from what is held
 * alone, so orders that were denied, rejected or cancelled are simply sent again at the next bar.
 *
 * Earns `spacing` less two fees each time the price crosses a level down and up again. Loses in a lasting fall: it buys all
 * the way down, holds the most at the bottom, and `stop` below the lowest level sells everything at a loss that many
 * crossings have to earn back. In a rise it holds nothing and earns nothing.
 */
export const gridStrategy = defineStrategy({
  name: 'grid',
  params,
  start: (options, { instruments }) => {
    const { levels, spacing, period, stop, weight } = options;
    const instrument = instruments[0] as Instrument;
    const { id } = instrument;
    const average = ema(period);
    let grid: Grid | undefined;
    return ({ barOf, portfolio }) => {
      const bar = barOf(id);
      const mean = bar === undefined ? undefined : average.next(bar.close);
      if (bar === undefined || mean === undefined) return hold;
      const quantity = portfolio.quantity(id);
      const isFlat = lots(instrument, quantity, bar.close) === 0;
      const anchor = Math.min(mean, bar.close);
      if (isFlat && (grid === undefined || Math.abs(anchor / grid.anchor - 1) > spacing)) {
        const money = (weight * portfolio.equity) / (portfolio.quoteValue(id) ?? Number.POSITIVE_INFINITY);
        grid = { anchor, lot: lots(instrument, money / levels / anchor, anchor * (1 - spacing) ** levels) };
        const wanted = grid.lot === 0 ? [] : [...restingOrders(grid, options, id, 0, 0).values()];
        return orders(wanted, { cancel: 'all' });
      }
      if (grid === undefined || grid.lot === 0) return hold;
      if (bar.close < priceOf(grid, spacing, levels) * (1 - stop) && !isFlat) {
        return orders([{ type: 'market', instrumentId: id, side: 'sell', quantity, tag: 'stop' }], { cancel: 'all' });
      }
      const held = Math.min(levels, Math.round(quantity / grid.lot));
      return reconcile(restingOrders(grid, options, id, held, quantity), portfolio.openOrders);
    };
  },
});

export const grid = defineStrategyPlugin({
  ...about,
  name: 'grid',
  description: 'Buys at fixed steps down and sells each lot one step higher, with limit orders.',
  instruments: { minimum: 1, maximum: 1 },
  strategy: gridStrategy,
  warmUp: ({ period }) => period,
});
