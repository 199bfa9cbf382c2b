import { type RegimeCondition, type RegimeName, regimeBits } from './regime-bits';

/** The names of the seven regimes; of those whose bits are set the first is the regime. */
export const regimeNames: readonly RegimeName[] = Object.freeze([
  'breakdown',
  'breakout',
  'high-volatility',
  'bear-trending',
  'bull-trending',
  'low-volatility',
  'sideways',
] as const);

const has = (bits: number, condition: RegimeCondition): boolean => (bits & regimeBits[condition]) !== 0;

/**
 * Returns the regime that bits stand for: the first of {@link regimeNames} whose bit is set, and `'sideways'` where none is.
 *
 * What can cost most comes first: a jump before volatility, volatility before a trend, a fall before a rise. `illiquid`
 * changes no name.
 *
 * @example
 * ```ts
 * import { regimeBits, regimeOf } from '@sigmax/core';
 * regimeOf(regimeBits['bull-trending'] + regimeBits['high-volatility']); // => 'high-volatility'
 * regimeOf(regimeBits['bull-trending'] + regimeBits.illiquid); // => 'bull-trending'
 * ```
 */
export const regimeOf = (bits: number): RegimeName => regimeNames.find((name) => has(bits, name)) ?? 'sideways';

/**
 * Lists the conditions whose bits are set: the regimes in their order, then `illiquid`.
 *
 * @example
 * ```ts
 * import { regimeConditions } from '@sigmax/core';
 * regimeConditions(1 + 128 + 2_048); // => ['high-volatility', 'bear-trending', 'illiquid']
 * ```
 */
export const regimeConditions = (bits: number): RegimeCondition[] =>
  [...regimeNames, 'illiquid' as const].filter((condition) => has(bits, condition));
