import { atr, defineStrategy, defineStrategyPlugin, ema } from '@sigmax/core';
import { z } from 'zod';
import { about } from './about';
import { eachInstrument } from './each-instrument';

const params = z
  .object({
    fast: z.int().positive().default(24).describe('Bars of the quick average'),
    slow: z.int().positive().default(96).describe('Bars of the slow average; more than fast'),
    range: z.int().positive().default(24).describe('Bars of the average true range'),
    filter: z.number().min(0).max(20).default(0.5).describe('Ranges that the quick average must lead by to buy'),
    weight: z.number().positive().max(1).default(0.95).describe('Part of equity to invest, split over all instruments'),
  })
  .refine(({ fast, slow }) => fast < slow, { message: 'expected fast below slow', path: ['fast'] });

/**
 * Follows trends: holds an instrument while a quick average of its price is above a slow one.
 *
 * It buys once the quick average leads by `filter` average true ranges, so that an average that only touches the other
 * does not trade, and sells when the lead is gone. Long or out, never short.
 *
 * Loses when prices go sideways: each false start costs the fees, the slippage and the way back to the crossing. It always
 * enters late and leaves late, and gives back the last part of every rise. A crash from the top falls through it: nothing
 * is sold before the averages cross.
 */
export const trendStrategy = defineStrategy({
  name: 'trend',
  params,
  start: ({ fast, slow, range, filter, weight }, context) =>
    eachInstrument(context, weight, () => {
      const quick = ema(fast);
      const steady = ema(slow);
      const usual = atr(range);
      return (bar, isHeld) => {
        const above = quick.next(bar.close);
        const below = steady.next(bar.close);
        const size = usual.next(bar);
        if (above === undefined || below === undefined || size === undefined) return undefined;
        const lead = above - below;
        return lead > (isHeld ? 0 : filter * size) ? 1 : 0;
      };
    }),
});

export const trend = defineStrategyPlugin({
  ...about,
  name: 'trend',
  description: 'Holds what rises: long while a quick average of the price is above a slow one.',
  instruments: { minimum: 1 },
  strategy: trendStrategy,
  warmUp: ({ slow, range }) => Math.max(slow, range),
});
