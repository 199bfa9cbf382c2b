import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { parseOptions, show } from '../options';
import { type RegimeOptions, regimeSettings } from '../regime/regime-options';
import { amihudIlliquidity } from './amihud-illiquidity';
import type { Feature } from './feature';
import { kyleLambda } from './kyle-lambda';
import { midChangeFeatures } from './mid-change-features';
import { orderFlowImbalance } from './order-flow-imbalance';
import { parkinsonVolatility } from './parkinson-volatility';
import { realizedVolatility } from './realized-volatility';
import { regimeBitsFeature } from './regime-bits-feature';
import { rollSpread } from './roll-spread';
import { topFeatures } from './top-features';
import { tradeFlowImbalance } from './trade-flow-imbalance';
import { vpin } from './vpin';

/** Features that take no parameter. */
export type FeatureName =
  | 'mid'
  | 'microPrice'
  | 'spread'
  | 'spreadBps'
  | 'bidQuantity'
  | 'askQuantity'
  | 'imbalance'
  | 'priceRange'
  | 'priceChange'
  | 'priceChangeRate'
  | 'frameChange'
  | 'frameChangeRate'
  | 'realizedVolatility'
  | 'orderFlowImbalance'
  | 'tradeFlowImbalance'
  | 'kyleLambda'
  | 'rollSpread'
  | 'parkinsonVolatility'
  | 'amihudIlliquidity';

/** A feature by name, one with its parameters, or a definition of your own. */
export type FeatureChoice =
  | FeatureName
  | { readonly name: 'realizedVolatility' | 'parkinsonVolatility'; readonly periodsPerYear: number }
  | { readonly name: 'vpin'; readonly bucketQuantity: number; readonly buckets: number }
  | ({ readonly name: 'regimeBits' } & RegimeOptions)
  | Feature;

const parameterless: readonly Feature[] = [
  ...topFeatures,
  ...midChangeFeatures,
  realizedVolatility(),
  orderFlowImbalance,
  tradeFlowImbalance,
  kyleLambda,
  rollSpread,
  parkinsonVolatility(),
  amihudIlliquidity,
];

/** Every feature that takes no parameter, in the order of the guide. */
export const featureNames: readonly FeatureName[] = parameterless.map(({ name }) => name as FeatureName);

const positive = z.number().positive().max(1e100);

const withParameters = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('realizedVolatility'), periodsPerYear: positive }),
  z.strictObject({ name: z.literal('parkinsonVolatility'), periodsPerYear: positive }),
  z.strictObject({ name: z.literal('vpin'), bucketQuantity: positive, buckets: z.int().positive().max(1_000_000) }),
  // Its options are checked where those of marketRegime are.
  z.looseObject({ name: z.literal('regimeBits') }),
]);

const own = z.strictObject({
  name: z.string().min(1),
  parameters: z.record(z.string(), z.number()),
  start: z.custom<Feature['start']>((value) => typeof value === 'function', 'expected a function'),
});

const isOwn = (choice: unknown): boolean => typeof choice === 'object' && choice !== null && 'start' in choice;

/** The definition that a choice stands for. */
export const resolveFeature = (choice: FeatureChoice, what: string): Feature => {
  if (typeof choice === 'string') {
    const known = parameterless.find(({ name }) => name === choice);
    if (known !== undefined) return known;
    throw new InvalidOptionsError({
      code: 'UNKNOWN_FEATURE',
      message: `${what}: feature was ${show(choice)}.`,
      remedy: `Use one of ${featureNames.join(', ')}; vpin and regimeBits are objects, { name: 'regimeBits' }.`,
      context: { what, feature: choice },
    });
  }
  if (isOwn(choice)) return parseOptions(own, choice, what);
  const parsed = parseOptions(withParameters, choice, what);
  switch (parsed.name) {
    case 'realizedVolatility':
      return realizedVolatility(parsed.periodsPerYear);
    case 'parkinsonVolatility':
      return parkinsonVolatility(parsed.periodsPerYear);
    case 'vpin':
      return vpin(parsed.bucketQuantity, parsed.buckets);
    case 'regimeBits': {
      const { name: _, ...options } = parsed;
      return regimeBitsFeature(regimeSettings(options, `${what}, regimeBits`));
    }
  }
};
