import type { LimitsProfile } from './profile';

interface Engine {
  readonly positionAmount: number;
  readonly orderAmount: number;
  readonly bandFraction: number;
  readonly perSecondCount: number;
  readonly spacingMs: number;
  readonly leverageMultiple: number;
}

/**
 * The Python system's pre-trade risk engine.
 *
 * Its cap on a position held for each instrument and its rate for each symbol; here both hold for the bot as a whole, which
 * is stricter. Its price band was measured from the last approved order, here from the market.
 *
 * Source: apps/risk and profiles/profile_a.yaml, profile_b.yaml of I-Onlabs/SIGMAX at d7d40d9.
 */
const engine = (figures: Engine): LimitsProfile =>
  Object.freeze({
    'max-position': { kind: 'max-gross-exposure', limitAmount: figures.positionAmount },
    'max-order': { kind: 'max-order-notional', limitAmount: figures.orderAmount },
    'rate-limit': { kind: 'message-rate', limitCount: figures.perSecondCount, windowMs: 1_000, verdict: 'deny' },
    cooldown: { kind: 'message-rate', limitCount: 1, windowMs: figures.spacingMs, verdict: 'deny' },
    'price-band': {
      kind: 'price-collar',
      limitFraction: figures.bandFraction,
      reference: 'last',
      maxAgeMs: 3_600_000,
      thinBook: 'last',
    },
    'max-leverage': { kind: 'max-leverage', limitMultiple: figures.leverageMultiple },
  });

/** Profile A, "simple". */
export const pythonProfileA = engine({
  positionAmount: 5_000,
  orderAmount: 500,
  bandFraction: 0.05,
  perSecondCount: 5,
  spacingMs: 200,
  leverageMultiple: 1,
});

/** Profile B, "performance". */
export const pythonProfileB = engine({
  positionAmount: 50_000,
  orderAmount: 5_000,
  bandFraction: 0.03,
  perSecondCount: 20,
  spacingMs: 50,
  leverageMultiple: 3,
});
