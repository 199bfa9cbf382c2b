import { defineStrategy, defineStrategyPlugin, hold, roc, targets } from '@sigmax/core';
import { z } from 'zod';
import { about } from './about';

const params = z.object({
  lookback: z.int().positive().default(168).describe('Bars over which gains are compared'),
  every: z.int().positive().default(168).describe('Bars between two rebalancings; 168 hours are a week'),
  top: z.int().positive().default(2).describe('How many instruments to hold'),
  weight: z.number().positive().max(1).default(0.95).describe('Part of equity to invest, split over what is held'),
});

/**
 * Holds the instruments that have gained most, and changes them from time to time.
 *
 * Every `every` bars it ranks all instruments by their gain over `lookback` bars and holds the best `top` in equal parts;
 * those that have lost are left out, so in a fall it is in cash. In between it does nothing.
 *
 * Loses when leaders change places faster than it looks, and in a sudden fall: everything correlates then, and it holds
 * what had risen most until the next date. Turnover is up to 200 % of its weight a rebalancing, so costs matter.
 * N. Jegadeesh and S. Titman 1993, "Returns to Buying Winners and Selling Losers", here without the losers' side.
 */
export const momentumRotationStrategy = defineStrategy({
  name: 'momentum-rotation',
  params,
  start: ({ lookback, every, top, weight }, { instruments }) => {
    const gains = new Map(instruments.map(({ id }) => [id, roc(lookback)]));
    const latest = new Map<string, number>();
    let wait = 0;
    return ({ bars }) => {
      for (const { instrumentId, close } of bars) {
        const gain = gains.get(instrumentId)?.next(close);
        if (gain !== undefined) latest.set(instrumentId, gain);
      }
      if (latest.size === 0 || wait-- > 0) return hold;
      wait = every - 1;
      const best = [...latest]
        .filter(([, gain]) => gain > 0)
        .sort(([, a], [, b]) => b - a)
        .slice(0, top)
        .map(([id]) => id);
      const share = weight / Math.min(top, instruments.length);
      return targets(Object.fromEntries(instruments.map(({ id }) => [id, best.includes(id) ? share : 0])));
    };
  },
});

export const momentumRotation = defineStrategyPlugin({
  ...about,
  name: 'momentum-rotation',
  description: 'Holds the few instruments that gained most, and chooses anew at fixed intervals.',
  instruments: { minimum: 2 },
  strategy: momentumRotationStrategy,
  warmUp: ({ lookback }) => lookback + 1,
});
