import { defined, requireFinite } from '../statistics/require';

/**
 * Returns how straight the path of wealth is on a logarithmic scale: R² of a line through the cumulative log returns.
 *
 * 1 is a straight line, up or down. `undefined` for fewer than two returns, for a flat path and after ruin.
 *
 * Source: empyrical's `stability_of_timeseries`.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { returnStability } from '@sigmax/core';
 * returnStability([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1])?.toFixed(6); // => '0.152997'
 * ```
 */
export const returnStability = (returns: ArrayLike<number>): number | undefined => {
  requireFinite(returns, 'returnStability');
  const { length } = returns;
  if (length < 2) return undefined;
  const path = new Float64Array(length);
  let level = 0;
  let total = 0;
  for (let index = 0; index < length; index++) {
    level += Math.log1p(returns[index] as number);
    path[index] = level;
    total += level;
  }
  const centre = (length - 1) / 2;
  const height = total / length;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let index = 0; index < length; index++) {
    const x = index - centre;
    const y = (path[index] as number) - height;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  return defined((xy * xy) / (xx * yy));
};
