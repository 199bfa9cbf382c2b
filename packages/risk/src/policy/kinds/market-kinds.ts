import { z } from 'zod';
import { dataQuality } from '../../guards/data-quality';
import { instrumentIds } from '../../guards/instrument-option';
import { stopAction } from '../../guards/latch';
import { minLiquidity } from '../../guards/min-liquidity';
import { priceCollar } from '../../guards/price-collar';
import { priceDrift } from '../../guards/price-drift';
import type { PriceReference } from '../../guards/price-reference';
import { volatilityBreaker } from '../../guards/volatility-breaker';
import { given } from '../given';
import { limitKind } from '../limit-kind';
import { positive } from './limit-fields';

const count = z.int().positive();

const reference = z.union(
  [
    z.enum(['last', 'mid']),
    z.strictObject({ medianOfCount: count }),
    z.strictObject({ observed: z.string().min(1), venuesCount: count }),
  ],
  'expected "last", "mid", { medianOfCount } or { observed, venuesCount }',
);

const referenceOf = (written: z.output<typeof reference>): PriceReference => {
  if (typeof written === 'string') return written;
  return 'medianOfCount' in written
    ? { medianOf: written.medianOfCount }
    : { observed: written.observed, venues: written.venuesCount };
};

/** Figures of a breaker under the names that it gives them. */
const boundsOf = (trip: number | undefined, reset: number | undefined) =>
  trip === undefined ? undefined : given({ trip, reset });

/** Limits of the market in which a bot may trade, and of prices in it. */
export const marketKinds = {
  'price-collar': limitKind({
    schema: z.strictObject({
      limitFraction: positive.lt(1),
      reference,
      maxAgeMs: z.number().min(0),
      thinBook: z.enum(['deny', 'last']),
      restingLimitFraction: positive.lt(1).optional(),
      instruments: instrumentIds.optional(),
    }),
    stricter: { limitFraction: 'lower', maxAgeMs: 'lower', restingLimitFraction: 'lower', instruments: 'more' },
    build: ({ limitFraction, restingLimitFraction, reference: written, ...fields }, name) =>
      priceCollar(
        given({
          limit: limitFraction,
          restingLimit: restingLimitFraction,
          reference: referenceOf(written),
          ...fields,
          name,
        }),
      ),
  }),
  'price-drift': limitKind({
    schema: z.strictObject({
      limitFraction: positive.lt(1),
      windowMs: positive,
      instruments: instrumentIds.optional(),
    }),
    stricter: { limitFraction: 'lower', windowMs: 'higher', instruments: 'more' },
    build: ({ limitFraction, ...fields }, name) => priceDrift(given({ limit: limitFraction, ...fields, name })),
  }),
  'data-quality': limitKind({
    schema: z.strictObject({
      maxAgeMs: positive,
      maxJumpFraction: positive.optional(),
      medianOfCount: count.optional(),
      instruments: instrumentIds.optional(),
    }),
    stricter: { maxAgeMs: 'lower', maxJumpFraction: 'lower', instruments: 'more' },
    build: ({ maxAgeMs, maxJumpFraction, medianOfCount, instruments }, name) =>
      dataQuality(
        given({
          maxAgeMs,
          maxJump:
            maxJumpFraction === undefined && medianOfCount === undefined
              ? undefined
              : { rate: maxJumpFraction ?? Number.NaN, medianOf: medianOfCount ?? Number.NaN },
          instruments,
          name,
        }),
      ),
  }),
  'volatility-breaker': limitKind({
    schema: z.strictObject({
      fastBarsCount: count.optional(),
      slowBarsCount: count.optional(),
      volatilityTripMultiple: positive.optional(),
      volatilityResetMultiple: positive.optional(),
      gapTripFraction: positive.optional(),
      gapResetFraction: positive.optional(),
      spreadTripFraction: positive.optional(),
      spreadResetFraction: positive.optional(),
      depthTripAmount: positive.optional(),
      depthResetAmount: positive.optional(),
      calmMs: positive.optional(),
      action: z.union([stopAction, z.literal('reduce-only')]),
      instruments: instrumentIds.optional(),
    }),
    stricter: {
      volatilityTripMultiple: 'lower',
      volatilityResetMultiple: 'lower',
      gapTripFraction: 'lower',
      gapResetFraction: 'lower',
      spreadTripFraction: 'lower',
      spreadResetFraction: 'lower',
      depthTripAmount: 'higher',
      depthResetAmount: 'higher',
      calmMs: 'higher',
      action: 'severer',
      instruments: 'more',
    },
    build: (fields, name) => {
      const volatility = boundsOf(fields.volatilityTripMultiple, fields.volatilityResetMultiple);
      const { fastBarsCount = Number.NaN, slowBarsCount = Number.NaN, calmMs, action, instruments } = fields;
      return volatilityBreaker(
        given({
          volatility: volatility && { ...volatility, fastBars: fastBarsCount, slowBars: slowBarsCount },
          gap: boundsOf(fields.gapTripFraction, fields.gapResetFraction),
          spread: boundsOf(fields.spreadTripFraction, fields.spreadResetFraction),
          depth: boundsOf(fields.depthTripAmount, fields.depthResetAmount),
          calmMs,
          action,
          instruments,
          name,
        }),
      );
    },
  }),
  'min-liquidity': limitKind({
    schema: z.strictObject({
      volumeAmount: positive.optional(),
      volumeBarsCount: count.optional(),
      depthAmount: positive.optional(),
      action: stopAction,
      instruments: instrumentIds.optional(),
    }),
    stricter: { volumeAmount: 'higher', depthAmount: 'higher', action: 'severer', instruments: 'more' },
    build: ({ volumeAmount, volumeBarsCount, depthAmount, action, instruments }, name) =>
      minLiquidity(
        given({
          volume: volumeAmount === undefined ? undefined : { limit: volumeAmount, bars: volumeBarsCount ?? Number.NaN },
          depth: depthAmount === undefined ? undefined : { limit: depthAmount },
          action,
          instruments,
          name,
        }),
      ),
  }),
} as const;
