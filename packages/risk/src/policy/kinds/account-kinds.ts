import { z } from 'zod';
import { instrumentIds } from '../../guards/instrument-option';
import { stopAction } from '../../guards/latch';
import { liquidationDistance } from '../../guards/liquidation-distance';
import { maxClusterExposure } from '../../guards/max-cluster-exposure';
import { maxGrossExposure } from '../../guards/max-gross-exposure';
import { maxLeverage } from '../../guards/max-leverage';
import { maxNetExposure } from '../../guards/max-net-exposure';
import { maxPosition } from '../../guards/max-position';
import { maxWeight } from '../../guards/max-weight';
import { minimumCash } from '../../guards/minimum-cash';
import { noShort } from '../../guards/no-short';
import { positionBreach } from '../../guards/position-breach';
import { given } from '../given';
import { limitKind } from '../limit-kind';
import { isHigherEach, isLowerEach, positive, unitsByName } from './limit-fields';

const clusters = z.record(z.string().min(1), instrumentIds);

/** Limits of what is held. */
export const accountKinds = {
  'max-weight': limitKind({
    schema: z.strictObject({ limitFraction: positive, instruments: instrumentIds.optional() }),
    stricter: { limitFraction: 'lower', instruments: 'more' },
    build: ({ limitFraction, instruments }, name) => maxWeight(given({ limit: limitFraction, instruments, name })),
  }),
  'max-position': limitKind({
    schema: z.strictObject({ limitUnits: unitsByName, others: z.enum(['deny', 'pass']).default('deny') }),
    stricter: { limitUnits: isLowerEach, others: 'severer' },
    build: ({ limitUnits, others }, name) => maxPosition({ limits: limitUnits, others, name }),
  }),
  'max-gross-exposure': limitKind({
    schema: z.strictObject({ limitAmount: positive }),
    stricter: { limitAmount: 'lower' },
    build: ({ limitAmount }, name) => maxGrossExposure({ limit: limitAmount, name }),
  }),
  'max-net-exposure': limitKind({
    schema: z.strictObject({ limitAmount: positive.optional(), limitFraction: positive.optional() }),
    stricter: { limitAmount: 'lower', limitFraction: 'lower' },
    build: ({ limitAmount, limitFraction }, name) =>
      maxNetExposure(given({ limit: limitAmount, equityFraction: limitFraction, name })),
  }),
  'max-leverage': limitKind({
    schema: z.strictObject({ limitMultiple: positive }),
    stricter: { limitMultiple: 'lower' },
    build: ({ limitMultiple }, name) => maxLeverage({ limit: limitMultiple, name }),
  }),
  'max-cluster-exposure': limitKind({
    schema: z.strictObject({
      limitFraction: positive,
      clusters: clusters.optional(),
      correlation: z
        .strictObject({ thresholdCorrelation: z.number(), decayFraction: z.number(), minimumBarsCount: z.int() })
        .optional(),
    }),
    stricter: { limitFraction: 'lower' },
    build: ({ limitFraction, clusters: named, correlation }, name) =>
      maxClusterExposure(
        given({
          limit: limitFraction,
          clusters: named,
          correlation: correlation && {
            threshold: correlation.thresholdCorrelation,
            decay: correlation.decayFraction,
            minimumBars: correlation.minimumBarsCount,
          },
          name,
        }),
      ),
  }),
  'liquidation-distance': limitKind({
    schema: z.strictObject({ limitFraction: positive, maintenanceMarginFraction: positive }),
    stricter: { limitFraction: 'higher', maintenanceMarginFraction: 'higher' },
    build: ({ limitFraction, maintenanceMarginFraction }, name) =>
      liquidationDistance({ limit: limitFraction, maintenanceMarginRate: maintenanceMarginFraction, name }),
  }),
  'minimum-cash': limitKind({
    schema: z.strictObject({ reserveUnits: unitsByName, costFraction: z.number().min(0) }),
    stricter: { reserveUnits: isHigherEach, costFraction: 'higher' },
    build: ({ reserveUnits, costFraction }, name) =>
      minimumCash({ reserves: reserveUnits, costRate: costFraction, name }),
  }),
  'no-short': limitKind({
    schema: z.strictObject({ instruments: instrumentIds.optional() }),
    stricter: { instruments: 'more' },
    build: (fields, name) => noShort(given({ ...fields, name })),
  }),
  'position-breach': limitKind({
    schema: z.strictObject({ limitFraction: positive, action: stopAction, instruments: instrumentIds.optional() }),
    stricter: { limitFraction: 'lower', action: 'severer', instruments: 'more' },
    build: ({ limitFraction, ...fields }, name) => positionBreach(given({ limit: limitFraction, ...fields, name })),
  }),
} as const;
