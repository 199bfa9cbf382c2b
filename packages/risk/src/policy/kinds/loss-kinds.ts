import { z } from 'zod';
import { cooldown } from '../../guards/cooldown';
import { instrumentIds } from '../../guards/instrument-option';
import { stopAction } from '../../guards/latch';
import { lossStreak } from '../../guards/loss-streak';
import { lowProfit } from '../../guards/low-profit';
import { maxDrawdown } from '../../guards/max-drawdown';
import { type MaxLossOptions, maxLoss } from '../../guards/max-loss';
import { maxSlippage } from '../../guards/max-slippage';
import { given } from '../given';
import { limitKind } from '../limit-kind';
import { positive } from './limit-fields';

const count = z.int().positive();

/** One of two ways to write a loss; both or none is the guard's to refuse. */
const lossOf = (fraction: number | undefined, amount: number | undefined): MaxLossOptions['limit'] =>
  given({ fraction, amount }) as MaxLossOptions['limit'];

/** Limits of what may be lost. */
export const lossKinds = {
  'max-drawdown': limitKind({
    schema: z.strictObject({ limitFraction: positive.lt(1), action: stopAction }),
    stricter: { limitFraction: 'lower', action: 'severer' },
    build: ({ limitFraction, action }, name) => maxDrawdown({ limit: limitFraction, action, name }),
  }),
  'max-loss': limitKind({
    schema: z.strictObject({
      limitFraction: positive.lt(1).optional(),
      limitAmount: positive.optional(),
      period: z.enum(['day', 'week']).optional(),
      periodHours: positive.optional(),
      boundaryMinutes: z.int().default(0),
      action: z.union([stopAction, z.literal('reduce-only')]),
      resets: z.literal('next-period').optional(),
    }),
    stricter: { limitFraction: 'lower', limitAmount: 'lower', action: 'severer' },
    build: ({ limitFraction, limitAmount, period, periodHours, ...fields }, name) =>
      maxLoss(
        given({
          limit: lossOf(limitFraction, limitAmount),
          period: period ?? { hours: periodHours ?? Number.NaN },
          ...fields,
          name,
        }),
      ),
  }),
  'loss-streak': limitKind({
    schema: z.strictObject({
      limitCount: count,
      cooldownMs: positive.optional(),
      action: stopAction.optional(),
      instruments: instrumentIds.optional(),
    }),
    stricter: { limitCount: 'lower', cooldownMs: 'higher', action: 'severer' },
    build: ({ limitCount, ...fields }, name) => lossStreak(given({ losses: limitCount, ...fields, name })),
  }),
  cooldown: limitKind({
    schema: z.strictObject({
      afterExitMs: positive.optional(),
      afterStopLossMs: positive.optional(),
      instruments: instrumentIds.optional(),
    }),
    stricter: { afterExitMs: 'higher', afterStopLossMs: 'higher', instruments: 'more' },
    build: (fields, name) => cooldown(given({ ...fields, name })),
  }),
  'low-profit': limitKind({
    schema: z.strictObject({
      minimumAmount: z.number(),
      lookbackMs: positive,
      tradesCount: count,
      lockMs: positive,
      instruments: instrumentIds.optional(),
    }),
    stricter: { minimumAmount: 'higher', tradesCount: 'lower', lockMs: 'higher', instruments: 'more' },
    build: ({ minimumAmount, tradesCount, ...fields }, name) =>
      lowProfit(given({ minimum: minimumAmount, trades: tradesCount, ...fields, name })),
  }),
  'max-slippage': limitKind({
    schema: z.strictObject({
      limitFraction: positive.lt(1),
      action: stopAction,
      instruments: instrumentIds.optional(),
    }),
    stricter: { limitFraction: 'lower', action: 'severer', instruments: 'more' },
    build: ({ limitFraction, ...fields }, name) => maxSlippage(given({ limit: limitFraction, ...fields, name })),
  }),
} as const;
