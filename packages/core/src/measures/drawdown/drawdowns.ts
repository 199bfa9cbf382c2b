import { wealthIndex } from '../returns/returns';
import { mapColumn } from '../statistics/map-column';
import { requireFinite } from '../statistics/require';

/** How far below its highest point an account was after each period. */
export interface Drawdowns {
  /** 0 at a new high. Compounded: fraction of the peak, at most 1. Uncompounded: in units of the start, may exceed 1. */
  readonly depths: Float64Array;
  readonly compounded: boolean;
}

export interface DrawdownOptions {
  /**
   * `true`: returns compound and a drawdown is a fraction of the peak. `false`: returns add up and it is a distance in
   * units of the starting capital, which may exceed 1.
   */
  readonly compounded: boolean;
  /** Whether the capital at the start counts as a first peak, or only that after the first period. Defaults to `start`. */
  readonly peakFrom?: 'start' | 'first-period';
}

/** Rounding leaves an account that is back at its peak this much below it. */
const noise = 1e-12;

/** Drawdowns of a path that began at `start`; relative to the peak when compounded. */
export const drawdownsOfPath = (path: ArrayLike<number>, start: number, compounded: boolean): Drawdowns => {
  let peak = start;
  const depths = mapColumn(path, (level) => {
    if (level >= peak) {
      peak = level;
      return 0;
    }
    const depth = compounded ? 1 - level / peak : peak - level;
    return depth > noise ? depth : 0;
  });
  return { depths, compounded };
};

/**
 * Returns the drawdown after each period; the measures of drawdown take the result.
 *
 * - Units: depths are positive, 0.2 is 20 % below the peak.
 * - Libraries differ: empyrical compounds, skfolio adds up by default and starts at the first period.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { drawdowns } from '@sigmax/core';
 * [...drawdowns([0.5, -0.5, 0.25], { compounded: true }).depths]; // => [0, 0.5, 0.375]
 * [...drawdowns([0.5, -0.5, 0.25], { compounded: false }).depths]; // => [0, 0.5, 0.25]
 * ```
 */
export const drawdowns = (
  returns: ArrayLike<number>,
  { compounded, peakFrom = 'start' }: DrawdownOptions,
): Drawdowns => {
  requireFinite(returns, 'drawdowns');
  let total = 0;
  const path = compounded
    ? wealthIndex(returns)
    : mapColumn(returns, (value) => {
        total += value;
        return total;
      });
  const start = peakFrom === 'start' ? (compounded ? 1 : 0) : (path[0] ?? 0);
  return drawdownsOfPath(path, start, compounded);
};
