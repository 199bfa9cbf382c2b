import { DataError } from '../../errors';
import { mapColumn } from '../statistics/map-column';
import { requireFinite } from '../statistics/require';

/**
 * Returns the simple return of each step of a series of prices or account values: vᵢ / vᵢ₋₁ − 1.
 *
 * n values give n − 1 returns. A value of 0 or below is ruin: −1 at that step and 0 from then on, because nothing is
 * left to earn with.
 *
 * - Units: fractions, 0.01 is 1 %.
 *
 * @throws {DataError} a value is not finite.
 * @example
 * ```ts
 * import { simpleReturns } from '@sigmax/core';
 * [...simpleReturns([100, 150, 75])]; // => [0.5, -0.5]
 * ```
 */
export const simpleReturns = (values: ArrayLike<number>): Float64Array => {
  requireFinite(values, 'simpleReturns');
  const returns = new Float64Array(Math.max(values.length - 1, 0));
  for (let index = 0; index < returns.length; index++) {
    const before = values[index] as number;
    const after = values[index + 1] as number;
    if (!(before > 0)) break;
    returns[index] = after > 0 ? after / before - 1 : -1;
  }
  return returns;
};

/**
 * Returns the logarithmic return of each step: ln(vᵢ / vᵢ₋₁). They add up where simple returns compound.
 *
 * - Units: natural logarithm of a ratio; 0.01 is nearly 1 %.
 *
 * @throws {DataError} a value is not a finite number above 0.
 * @example
 * ```ts
 * import { logReturns } from '@sigmax/core';
 * const [up, down] = logReturns([100, 150, 100]);
 * up === -(down ?? 0); // => true
 * ```
 */
export const logReturns = (values: ArrayLike<number>): Float64Array => {
  requireFinite(values, 'logReturns');
  const logarithms = mapColumn(values, (value, index) => {
    if (value > 0) return Math.log(value);
    throw new DataError({
      code: 'NOT_POSITIVE',
      message: `logReturns: value ${index} was ${value}.`,
      remedy: 'Use simpleReturns, which reads a value of 0 as ruin.',
      context: { index },
    });
  });
  return mapColumn(logarithms.subarray(1), (after, index) => after - (logarithms[index] as number));
};

/**
 * Returns what 1 invested at the start is worth after each period: Π (1 + rᵢ).
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { wealthIndex } from '@sigmax/core';
 * [...wealthIndex([0.5, -0.5])]; // => [1.5, 0.75]
 * ```
 */
export const wealthIndex = (returns: ArrayLike<number>): Float64Array => {
  requireFinite(returns, 'wealthIndex');
  let wealth = 1;
  return mapColumn(returns, (value) => {
    wealth *= 1 + value;
    return wealth;
  });
};
