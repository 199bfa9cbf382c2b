import { InvalidOptionsError } from '../errors';

/** The features of one instrument after one event. */
export interface FeatureFrame {
  readonly type: 'features';
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly names: readonly string[];
  /** One number a name, 0 where it is not known; never NaN nor infinite. */
  readonly values: Float64Array;
  /** 1 where the number is known, else 0. */
  readonly isKnown: Uint8Array;
  readonly schemaHash: string;
}

/**
 * Returns one feature of a frame by name; `undefined` where it is not known.
 *
 * - Cost: O(number of names).
 *
 * @throws {InvalidOptionsError} the frame has no feature of that name (`UNKNOWN_FEATURE`).
 * @example
 * ```ts
 * import { featureEngine, featureValue } from '@sigmax/core';
 * const quote = { type: 'quote', instrumentId: 'demo:BTC/USDT', timeMs: 0, bid: 99, bidQuantity: 3, ask: 101, askQuantity: 1 } as const;
 * const frame = featureEngine({ features: ['microPrice', 'priceChange', 'kyleLambda'] }).start().next(quote);
 * featureValue(frame, 'microPrice'); // => 100.5
 * featureValue(frame, 'priceChange'); // => 0
 * featureValue(frame, 'kyleLambda'); // => undefined
 * ```
 */
export const featureValue = (
  { names, values, isKnown }: Pick<FeatureFrame, 'names' | 'values' | 'isKnown'>,
  name: string,
): number | undefined => {
  const index = names.indexOf(name);
  if (index < 0) {
    throw new InvalidOptionsError({
      code: 'UNKNOWN_FEATURE',
      message: `featureValue: name was ${JSON.stringify(name)}.`,
      remedy: `The frame has ${names.join(', ')}.`,
      context: { name },
    });
  }
  return isKnown[index] === 1 ? values[index] : undefined;
};
