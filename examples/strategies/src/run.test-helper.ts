import {
  type BarSeries,
  createBot,
  type Instrument,
  type RunResult,
  type SessionOptions,
  type SyncStrategy,
  simulatedBroker,
} from '@sigmax/core';

/** Runs a strategy over made-up bars with 10,000 USDT, without costs unless they are given. */
export const run = (
  strategy: SyncStrategy,
  market: BarSeries | readonly BarSeries[],
  options: Partial<SessionOptions> = {},
  instruments: readonly Instrument[] = [],
): RunResult => {
  const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
  return createBot({ strategy, cash: { USDT: 10_000 }, instruments }).backtest({ market, broker, ...options });
};

/** Side and bar (from 1) of each fill, `"buy 12"`. */
export const trades = ({ fills, timeMs }: RunResult): string[] =>
  fills.map((fill) => `${fill.side} ${timeMs.indexOf(fill.timeMs) + 1}`);

/** A price path from pieces: how many bars, and by what fraction each of them moves. */
export const path = (...pieces: readonly (readonly [bars: number, step: number])[]): number[] => {
  const closes = [100];
  for (const [bars, step] of pieces) {
    for (let count = 0; count < bars; count++) closes.push((closes.at(-1) as number) * (1 + step));
  }
  return closes;
};
