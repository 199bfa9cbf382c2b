import { type BotOptions, defineStrategy, hold, targets } from '@sigmax/core';
import { guardsFrom, type LimitsInput } from '@sigmax/risk';
import { z } from 'zod';
import { instruments } from './market';
import type { Settings } from './settings';

/**
 * Holds both coins, and more of them the further they are below their highest close: what makes money in most falls, and
 * loses most in the one that goes on.
 */
export const dipBuyer = defineStrategy({
  name: 'dip-buyer',
  params: z.strictObject({
    memory: z.int().positive().default(72),
    calmWeight: z.number().min(0).max(0.5).default(0.3),
    dipWeight: z.number().min(0).max(0.5).default(0.49),
    dipRate: z.number().positive().lt(1).default(0.06),
  }),
  start: ({ memory, calmWeight, dipWeight, dipRate }) => {
    const closes = new Map<string, number[]>();
    return ({ bars }) => {
      const weights: Record<string, number> = {};
      for (const { instrumentId, close } of bars) {
        const known = [...(closes.get(instrumentId) ?? []), close].slice(-memory);
        closes.set(instrumentId, known);
        const fall = 1 - close / Math.max(...known);
        weights[instrumentId] = calmWeight + (dipWeight - calmWeight) * Math.min(1, fall / dipRate);
      }
      return Object.keys(weights).length === 0 ? hold : targets(weights);
    };
  },
});

/** The limits of a profile, with room for two coins instead of ten and without those that two coins make no use of. */
export const limitsOf = ({ profile, cash }: Settings): LimitsInput => ({
  name: 'crash',
  version: 1,
  reportingAsset: 'USDT',
  effectiveAtMs: 0,
  profile,
  ...(['conservative', 'balanced', 'aggressive'].includes(profile) ? { without: ['max-cluster-exposure'] } : undefined),
  limits: {
    'max-weight': { kind: 'max-weight', limitFraction: 0.4 },
    'max-order': { kind: 'max-order-notional', limitAmount: 0.35 * cash },
  },
});

/** The bot without its money: a backtest gives it some, and so does each stress scenario. */
export const botOf = (settings: Settings): Pick<BotOptions, 'strategy' | 'guards'> => ({
  strategy: dipBuyer(),
  guards: guardsFrom(limitsOf(settings)),
});

export const traded = Object.values(instruments);
