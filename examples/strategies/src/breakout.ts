import { atr, defineStrategy, defineStrategyPlugin, donchian } from '@sigmax/core';
import { z } from 'zod';
import { about } from './about';
import { eachInstrument } from './each-instrument';

const params = z.object({
  entry: z.int().positive().default(96).describe('Bars whose highest price must be broken to buy'),
  exit: z.int().positive().default(48).describe('Bars whose lowest price must be broken to sell'),
  range: z.int().positive().default(24).describe('Bars of the average true range'),
  risk: z.number().positive().max(1).default(0.02).describe('Part of its share that a fall of two ranges may cost'),
  weight: z
    .number()
    .positive()
    .max(1)
    .default(0.95)
    .describe('Part of equity to invest at most, split over all instruments'),
});

/**
 * Buys a new high and sells a new low: the channel of the Turtles, long only.
 *
 * It buys when a bar closes above the highest price of the `entry` bars before it and sells below the lowest of `exit` bars.
 * The size is chosen at the entry so that a fall of two average true ranges costs `risk`: calm markets get more, wild ones
 * less.
 *
 * Loses on false breaks, which are most of them: it buys the top of a range and sells its bottom. It lives off a few long
 * moves, and a year without one is a year of losses. R. Donchian 1960; the sizing is that of C. Faith 2003.
 */
export const breakoutStrategy = defineStrategy({
  name: 'breakout',
  params,
  start: ({ entry, exit, range, risk, weight }, context) =>
    eachInstrument(context, weight, () => {
      const above = donchian(entry);
      const below = donchian(exit);
      const usual = atr(range);
      // A channel contains its newest bar, so a break is measured against the channel of the bar before.
      let ceiling: number | undefined;
      let floor: number | undefined;
      let part = 0;
      return (bar, isHeld) => {
        const size = usual.next(bar);
        const isHigh = ceiling !== undefined && bar.close > ceiling;
        const isLow = floor !== undefined && bar.close < floor;
        ceiling = above.next(bar)?.upper;
        floor = below.next(bar)?.lower;
        if (isLow) part = 0;
        else if (isHigh && part === 0 && size !== undefined) part = Math.min(1, (risk * bar.close) / (2 * size));
        return isHeld || part > 0 ? part : undefined;
      };
    }),
});

export const breakout = defineStrategyPlugin({
  ...about,
  name: 'breakout',
  description: 'Buys a new high of many bars and sells a new low, sized by how much the price moves.',
  instruments: { minimum: 1 },
  strategy: breakoutStrategy,
  warmUp: ({ entry, range }) => Math.max(entry + 1, range),
});
