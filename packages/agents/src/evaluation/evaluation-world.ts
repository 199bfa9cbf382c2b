import type { BarSeries } from '@sigmax/core';
import type { Evidence } from '../opinion/evidence';

/** What agents are judged on: bars, and what was received besides. */
export interface EvaluationWorld {
  readonly market: readonly BarSeries[];
  readonly evidence: readonly Evidence[];
}

/** The same columns over other numbers. Not checked again: each is made of bars that were. */
export const withColumns = (
  series: BarSeries,
  columns: Partial<Pick<BarSeries, 'instrumentId' | 'timeMs' | 'open' | 'high' | 'low' | 'close' | 'volume'>>,
): BarSeries => {
  const { instrumentId, timeframeMs, timeMs, open, high, low, close, volume, source, isSimulated } = series;
  const made = { instrumentId, timeframeMs, timeMs, open, high, low, close, volume, source, isSimulated, ...columns };
  return { ...made, length: made.timeMs.length };
};

/** How many bars of a series close at or before a moment. */
export const barsUpTo = ({ timeMs }: BarSeries, endMs: number): number => {
  let low = 0;
  let high = timeMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeMs[middle] as number) <= endMs) low = middle + 1;
    else high = middle;
  }
  return low;
};

const part = (series: BarSeries, count: number): BarSeries =>
  withColumns(series, {
    timeMs: series.timeMs.slice(0, count),
    open: series.open.slice(0, count),
    high: series.high.slice(0, count),
    low: series.low.slice(0, count),
    close: series.close.slice(0, count),
    volume: series.volume.slice(0, count),
  });

/** A world that ends at a moment. */
export const worldUpTo = (world: EvaluationWorld, endMs: number): EvaluationWorld => ({
  market: world.market.map((series) => part(series, barsUpTo(series, endMs))).filter(({ length }) => length > 0),
  evidence: world.evidence.filter(({ receivedAtMs }) => receivedAtMs <= endMs),
});

/** The moments of a world, in order. */
export const momentsOf = ({ market }: EvaluationWorld): readonly number[] =>
  [...new Set(market.flatMap(({ timeMs }) => [...timeMs]))].sort((a, b) => a - b);
