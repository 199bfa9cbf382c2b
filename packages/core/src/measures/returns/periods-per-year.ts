import type { RunResult } from '../../kernel/run-result';
import { mapColumn } from '../statistics/map-column';
import { requirePositive } from '../statistics/require';

const dayMs = 86_400_000;

/**
 * Returns how many periods of a length fit into a year.
 *
 * Crypto trades on 365 days, stocks on about 252; the day count is a named option and shows up in every report.
 *
 * @throws {InvalidOptionsError} a length is not above 0.
 * @example
 * ```ts
 * import { periodsPerYear, timeframeMs } from '@sigmax/core';
 * periodsPerYear(timeframeMs('1h')); // => 8760
 * periodsPerYear(timeframeMs('1d'), { daysPerYear: 252 }); // => 252
 * ```
 */
export const periodsPerYear = (
  periodMs: number,
  { daysPerYear = 365 }: { readonly daysPerYear?: number } = {},
): number => {
  requirePositive(periodMs, 'periodMs', 'periodsPerYear');
  requirePositive(daysPerYear, 'daysPerYear', 'periodsPerYear');
  return (daysPerYear * dayMs) / periodMs;
};

/**
 * Returns the length of a run's period: the shortest timeframe of its market, or the median distance of its snapshots
 * when the market was not kept. `undefined` when neither is known.
 */
export const periodMsOf = ({ market, timeMs }: Pick<RunResult, 'market' | 'timeMs'>): number | undefined => {
  if (market.length > 0) return market.reduce((shortest, series) => Math.min(shortest, series.timeframeMs), Infinity);
  if (timeMs.length < 2) return undefined;
  const steps = mapColumn(timeMs.subarray(1), (now, index) => now - (timeMs[index] as number)).sort();
  const median = steps[(steps.length - 1) >> 1] as number;
  return median > 0 ? median : undefined;
};
