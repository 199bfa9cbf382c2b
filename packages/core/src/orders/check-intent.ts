import { z } from 'zod';
import { parseOptions } from '../options';
import type { OrderIntent } from './order-intent';

const price = z.number().positive();
const base = {
  instrumentId: z.string().min(1),
  side: z.enum(['buy', 'sell']),
  quantity: z.number().positive(),
  reduceOnly: z.boolean().optional(),
  bracket: z
    .strictObject({ takeProfitPrice: price.optional(), stopLossPrice: price.optional() })
    // A side that was left undefined is a side that is not there.
    .transform((bracket) => Object.fromEntries(Object.entries(bracket).filter(([, price]) => price !== undefined)))
    .refine((bracket) => Object.keys(bracket).length > 0, 'expected takeProfitPrice, stopLossPrice or both')
    .optional(),
  tag: z.string().max(200).optional(),
};
const timeInForce = z.enum(['gtc', 'ioc', 'fok']).optional();

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('market'), ...base, timeInForce }),
  z
    .strictObject({
      type: z.literal('limit'),
      ...base,
      limitPrice: price,
      timeInForce,
      postOnly: z.boolean().optional(),
    })
    .refine(
      ({ postOnly, timeInForce }) => !(postOnly === true && timeInForce !== undefined && timeInForce !== 'gtc'),
      'a post-only order rests, so its timeInForce can only be gtc',
    ),
  z.strictObject({ type: z.literal('stop'), ...base, stopPrice: price }),
  z.strictObject({ type: z.literal('stop-limit'), ...base, stopPrice: price, limitPrice: price }),
  z.strictObject({
    type: z.literal('trailing-stop'),
    ...base,
    trail: z.union(
      [
        z.strictObject({ price }),
        z.strictObject({ fraction: z.number().positive().lt(1) }),
        z.strictObject({ ticks: z.number().int().positive() }),
      ],
      'expected exactly one of price, fraction (below 1) and ticks (whole), each above 0',
    ),
    activationPrice: price.optional(),
  }),
]);

/**
 * Returns a strategy's intent with its fields in a fixed order, or throws naming the wrong field.
 *
 * @throws {InvalidOptionsError} a field is missing, of the wrong kind, or contradicts another.
 */
export const checkIntent = (intent: unknown): OrderIntent =>
  parseOptions(schema, intent, 'order intent') as OrderIntent;
