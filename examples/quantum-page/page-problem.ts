import type { BarSeries } from '@sigmax/core';
import { shrunkCovariance } from '@sigmax/quantum-sim/strategy';

/** What the page is handed: the estimates of one day, as plain data. */
export interface PageProblem {
  /** Names of the assets, the most traded first. */
  readonly assets: readonly string[];
  /** Mean return and covariance of one bar. */
  readonly means: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** δ of the covariance's estimator. */
  readonly shrinkage: number;
  readonly lookback: number;
  /** First and last day of the window. */
  readonly from: string;
  readonly to: string;
  /** One sentence about the market. */
  readonly note: string;
  readonly isSimulated: boolean;
  /** What the page starts with; all assets where their number is left out. */
  readonly start: {
    readonly assets?: number;
    readonly choose: number;
    readonly riskAversion: number;
    readonly depth: number;
  };
}

const day = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

const nameOf = (instrumentId: string): string => instrumentId.replace(/^.*:/, '').replace(/\/.*$/, '');

const last = <Column extends Float64Array>(column: Column, count: number) => column.subarray(column.length - count);

/** Money traded in the window. */
const turnoverOf = ({ close, volume }: BarSeries, lookback: number): number => {
  const volumes = last(volume, lookback);
  return last(close, lookback).reduce((sum, price, bar) => sum + price * volumes[bar]!, 0);
};

const returnsOf = ({ close }: BarSeries, lookback: number): Float64Array => {
  const closes = last(close, lookback + 1);
  return Float64Array.from({ length: lookback }, (_, bar) => closes[bar + 1]! / closes[bar]! - 1);
};

/** The estimates from the last `lookback` returns of all assets that have a bar on the last day and a whole window. */
export const pageProblemOf = (
  series: readonly BarSeries[],
  options: Pick<PageProblem, 'lookback' | 'note' | 'isSimulated' | 'start'>,
): PageProblem => {
  const { lookback } = options;
  const endMs = Math.max(...series.map(({ timeMs }) => timeMs.at(-1) ?? 0));
  const live = series
    .filter(({ timeMs, length }) => length > lookback && timeMs.at(-1) === endMs)
    .map((one) => ({ one, turnover: turnoverOf(one, lookback) }))
    .sort((a, b) => b.turnover - a.turnover)
    .map(({ one }) => one);
  const columns = live.map((one) => returnsOf(one, lookback));
  const { matrix, shrinkage } = shrunkCovariance(columns, 'constant-correlation');
  const startMs = live[0]?.timeMs.at(-lookback) ?? endMs;
  return {
    ...options,
    assets: live.map(({ instrumentId }) => nameOf(instrumentId)),
    means: columns.map((column) => column.reduce((sum, one) => sum + one, 0) / lookback),
    covariance: matrix.map((row) => Array.from(row)),
    shrinkage,
    from: day(startMs),
    to: day(endMs),
  };
};
