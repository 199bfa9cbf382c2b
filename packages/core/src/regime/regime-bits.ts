/** What a market can be called; the seven names exclude each other. */
export type RegimeName =
  | 'breakdown'
  | 'breakout'
  | 'high-volatility'
  | 'bear-trending'
  | 'bull-trending'
  | 'low-volatility'
  | 'sideways';

/** What can hold of a market, several at once. `illiquid` names no regime: it goes with any of the seven. */
export type RegimeCondition = RegimeName | 'illiquid';

/**
 * The bit of each condition in what {@link marketRegime} and the feature `regimeBits` say.
 *
 * 2, 4, 8 and 16 stay free: the Python system that SIGMAX follows gave them to listings, news and social media, of which
 * prices say nothing, and 1 to high volatility.
 *
 * @example
 * ```ts
 * import { regimeBits } from '@sigmax/core';
 * const bits = regimeBits['bear-trending'] + regimeBits.illiquid;
 * (bits & regimeBits.illiquid) !== 0; // => true
 * ```
 */
export const regimeBits: Readonly<Record<RegimeCondition, number>> = Object.freeze({
  'high-volatility': 1,
  'low-volatility': 32,
  'bull-trending': 64,
  'bear-trending': 128,
  sideways: 256,
  breakout: 512,
  breakdown: 1_024,
  illiquid: 2_048,
});
