import type { BarSeries } from '@sigmax/core';
import { DataFrame } from 'data-forge';
import { backtest } from 'grademark';

/** Grademark on the first `count` bars: indicators computed beforehand, next-open fills, 0.1 % a side, equity per bar. */
export const gradeMark = async (market: BarSeries, count: number): Promise<() => number> => {
  const rows = Array.from({ length: count }, (_, index) => ({
    time: new Date(market.timeMs[index] as number),
    open: market.open[index] as number,
    high: market.high[index] as number,
    low: market.low[index] as number,
    close: market.close[index] as number,
    volume: market.volume[index] as number,
    quick: mean(market.close, index, 10),
    steady: mean(market.close, index, 50),
  })).slice(50);
  const frame = new DataFrame(rows);
  const strategy = {
    entryRule: (enter: () => void, { bar }: { bar: (typeof rows)[number] }) => {
      if (bar.quick > bar.steady) enter();
    },
    exitRule: (exit: () => void, { bar }: { bar: (typeof rows)[number] }) => {
      if (!(bar.quick > bar.steady)) exit();
    },
    fees: () => 0.001,
  };
  return () => {
    const trades = (backtest as (...arguments_: unknown[]) => { profit: number }[])(strategy, frame, {
      recordRisk: false,
    });
    if (trades.length < 1000) throw new Error(`Grademark made ${trades.length} trades.`);
    return trades.length;
  };
};

const mean = (values: Float64Array, last: number, count: number): number => {
  let sum = 0;
  for (let index = Math.max(0, last - count + 1); index <= last; index++) sum += values[index] as number;
  return sum / Math.min(count, last + 1);
};
