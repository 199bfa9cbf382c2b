import { defineStrategy, defineStrategyPlugin, zScore } from '@sigmax/core';
import { z } from 'zod';
import { about } from './about';
import { eachInstrument } from './each-instrument';

const params = z
  .object({
    period: z.int().min(2).default(48).describe('Bars of the mean and the deviation'),
    entry: z.number().positive().max(10).default(2).describe('Deviations below the mean at which to buy'),
    exit: z.number().min(-10).max(10).default(0).describe('Deviations from the mean at which to sell; 0 is the mean'),
    patience: z.int().positive().default(96).describe('Bars after which to give up'),
    weight: z.number().positive().max(1).default(0.95).describe('Part of equity to invest, split over all instruments'),
  })
  .refine(({ entry, exit }) => -entry < exit, { message: 'expected exit above -entry', path: ['exit'] });

/**
 * Bets on a return to the mean: buys when the price is `entry` standard deviations below its mean, sells at the mean.
 *
 * After `patience` bars it gives up, and buys again only once the price has been back at the mean.
 *
 * Loses when a fall is the beginning of a trend: it buys early, the mean comes down to the price instead of the other way
 * round, and the loss is taken after `patience` bars. Many small gains, few large losses. In a market without pauses the
 * fees of its short trades add up.
 */
export const meanReversionStrategy = defineStrategy({
  name: 'mean-reversion',
  params,
  start: ({ period, entry, exit, patience, weight }, context) =>
    eachInstrument(context, weight, () => {
      const score = zScore(period);
      let age = 0;
      let isDone = false;
      return ({ close }, isHeld) => {
        // Prices that are all equal have no deviation, and are at their mean.
        const distance = score.next(close) ?? 0;
        if (distance >= exit) {
          age = 0;
          isDone = false;
          return isHeld ? 0 : undefined;
        }
        if (age === 0 && (isDone || distance > -entry)) return isHeld ? 0 : undefined;
        age += 1;
        if (age <= patience) return 1;
        age = 0;
        isDone = true;
        return 0;
      };
    }),
});

export const meanReversion = defineStrategyPlugin({
  ...about,
  name: 'mean-reversion',
  description: 'Buys far below the mean and sells at the mean.',
  instruments: { minimum: 1 },
  strategy: meanReversionStrategy,
  warmUp: ({ period }) => period,
});
