import { z } from 'zod';
import { scalingSchema } from '../trading/trading-scaling';

const numbers = z.array(z.number());
const variances = z.array(z.number().min(0));

/** Metadata as a file brings it. What it says of actions is checked by whoever acts. */
export const metadataSchema = z.strictObject({
  name: z.string().min(1),
  featureNames: z.array(z.string()),
  scaling: z
    .strictObject({ mean: numbers, variance: variances, count: z.number(), clip: z.number().positive() })
    .optional(),
  tradingScaling: scalingSchema.optional(),
  actions: z.looseObject({ type: z.string() }).optional(),
  needsMask: z.boolean().optional(),
  inputs: z.strictObject({ mean: numbers, variance: variances }).optional(),
  temperature: z.number().positive().optional(),
  seed: z.int(),
  steps: z.int().min(0),
  algorithm: z.strictObject({ name: z.string(), options: z.unknown().optional() }),
  dataDigest: z.string().optional(),
});
