import { z } from 'zod';
import { duplicateOrders } from '../../guards/duplicate-orders';
import { instrumentIds } from '../../guards/instrument-option';
import { stopAction } from '../../guards/latch';
import { maxOpenOrders } from '../../guards/max-open-orders';
import { maxOrderNotional } from '../../guards/max-order-notional';
import { maxOrderQuantity } from '../../guards/max-order-quantity';
import { messageRate } from '../../guards/message-rate';
import { orderToTradeRatio } from '../../guards/order-to-trade-ratio';
import { repeatedExecution } from '../../guards/repeated-execution';
import { restrictedInstruments } from '../../guards/restricted-instruments';
import { selfTradePrevention } from '../../guards/self-trade-prevention';
import { tradingHours } from '../../guards/trading-hours';
import { isInWindows, type WeeklyWindow, weeklyWindows, windowBounds } from '../../guards/weekly-windows';
import { screenedInstruments } from '../../screening/screened-instruments';
import { given } from '../given';
import { limitKind } from '../limit-kind';
import { allowedByPolicyAgent } from '../opa/allowed-by-policy-agent';
import { isLowerEach, positive, unitsByName } from './limit-fields';

const count = z.int().positive();

const minutesOfWeek = 10_080;

/** Whether there is no minute of the week in the later hours that was not in the former. */
const areWithin = (before: unknown, after: unknown): boolean => {
  const [wide, narrow] = [windowBounds(before as WeeklyWindow[]), windowBounds(after as WeeklyWindow[])];
  for (let minute = 0; minute < minutesOfWeek; minute++) {
    if (isInWindows(narrow, minute * 60_000) && !isInWindows(wide, minute * 60_000)) return false;
  }
  return true;
};

/** Left out, a market order reaches any price. */
const reachesFurther = (before: unknown, after: unknown): boolean =>
  after === undefined || (before !== undefined && (after as number) >= (before as number));

/** Limits of a single order: its size, its like, its hour, and what it is about. */
export const orderKinds = {
  'max-order-notional': limitKind({
    schema: z.strictObject({ limitAmount: positive, slippageAllowanceFraction: z.number().min(0).default(0) }),
    stricter: { limitAmount: 'lower', slippageAllowanceFraction: 'higher' },
    build: ({ limitAmount, slippageAllowanceFraction }, name) =>
      maxOrderNotional({ limit: limitAmount, slippageAllowance: slippageAllowanceFraction, name }),
  }),
  'max-order-quantity': limitKind({
    schema: z.strictObject({ limitUnits: unitsByName, others: z.enum(['deny', 'pass']).default('deny') }),
    stricter: { limitUnits: isLowerEach, others: 'severer' },
    build: ({ limitUnits, others }, name) => maxOrderQuantity({ limits: limitUnits, others, name }),
  }),
  'message-rate': limitKind({
    schema: z.strictObject({ limitCount: count, windowMs: positive, verdict: z.enum(['delay', 'deny']) }),
    stricter: { limitCount: 'lower', windowMs: 'higher', verdict: 'severer' },
    build: ({ limitCount, windowMs, verdict }, name) => messageRate({ limit: limitCount, windowMs, verdict, name }),
  }),
  'max-open-orders': limitKind({
    schema: z.strictObject({
      limitCount: count.optional(),
      perInstrumentCount: count.optional(),
      perSideCount: count.optional(),
    }),
    stricter: { limitCount: 'lower', perInstrumentCount: 'lower', perSideCount: 'lower' },
    build: ({ limitCount, perInstrumentCount, perSideCount }, name) =>
      maxOpenOrders(given({ limit: limitCount, perInstrument: perInstrumentCount, perSide: perSideCount, name })),
  }),
  'order-to-trade-ratio': limitKind({
    schema: z.strictObject({ limitRatio: positive, graceCount: z.int().min(0), windowMs: positive }),
    stricter: { limitRatio: 'lower', graceCount: 'lower' },
    build: ({ limitRatio, graceCount, windowMs }, name) =>
      orderToTradeRatio({ limit: limitRatio, grace: graceCount, windowMs, name }),
  }),
  'duplicate-orders': limitKind({
    schema: z.strictObject({
      windowMs: positive,
      tags: z.enum(['ignored', 'distinguish', 'identify']).default('ignored'),
    }),
    stricter: { windowMs: 'higher' },
    build: (fields, name) => duplicateOrders({ ...fields, name }),
  }),
  'repeated-execution': limitKind({
    schema: z.strictObject({
      limitEntriesCount: count.optional(),
      limitCyclesCount: count.optional(),
      windowMs: positive,
      action: stopAction,
    }),
    stricter: { limitEntriesCount: 'lower', limitCyclesCount: 'lower', windowMs: 'higher', action: 'severer' },
    build: ({ limitEntriesCount, limitCyclesCount, windowMs, action }, name) =>
      repeatedExecution(given({ entries: limitEntriesCount, cycles: limitCyclesCount, windowMs, action, name })),
  }),
  'self-trade-prevention': limitKind({
    schema: z.strictObject({ marketReachFraction: z.number().min(0).lt(1).optional() }),
    stricter: { marketReachFraction: reachesFurther },
    build: ({ marketReachFraction }, name) => selfTradePrevention(given({ marketReach: marketReachFraction, name })),
  }),
  'restricted-instruments': limitKind({
    schema: z.strictObject({
      allow: instrumentIds.optional(),
      reduceOnly: instrumentIds.optional(),
      deny: instrumentIds.optional(),
    }),
    stricter: { allow: 'fewer', reduceOnly: 'longer', deny: 'longer' },
    build: (fields, name) => restrictedInstruments(given({ ...fields, name })),
  }),
  'screened-instruments': limitKind({
    schema: z.strictObject({ maxAgeMs: positive, instruments: instrumentIds.optional() }),
    stricter: { maxAgeMs: 'lower', instruments: 'more' },
    build: (fields, name) => screenedInstruments(given({ ...fields, name })),
  }),
  'trading-hours': limitKind({
    schema: z.strictObject({ windows: weeklyWindows, outside: z.enum(['reduce-only', 'deny']) }),
    stricter: { windows: areWithin, outside: 'severer' },
    build: ({ windows, outside }, name) => tradingHours({ windows: windows as WeeklyWindow[], outside, name }),
  }),
  'policy-agent': limitKind({
    schema: z.strictObject({ maxAgeMs: positive }),
    stricter: { maxAgeMs: 'lower' },
    build: ({ maxAgeMs }, name) => allowedByPolicyAgent({ maxAgeMs, name }),
  }),
} as const;
