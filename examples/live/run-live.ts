import { type CcxtStatus, ccxtBars, ccxtOrderBook, ccxtTrades, ccxtVenue } from '@sigmax/adapters/ccxt';
import { type LoopbackVenue, loopbackVenue } from '@sigmax/adapters/testing';
import {
  type Bar,
  type Clock,
  type FeatureFrame,
  featureEngine,
  seededRandom,
  systemClock,
  type Trade,
} from '@sigmax/core';
import { bookMachine } from './book-machine';
import { quoteOfBook } from './quote-of-book';
import type { Settings } from './settings';
import { barLine, statusLine } from './text';

/** What came of a run. */
export interface Outcome {
  readonly venue: string;
  readonly bars: number;
  readonly trades: number;
  /** Books that went out as synced. */
  readonly books: number;
  readonly connections: number;
  readonly backfilled: { readonly bars: number; readonly trades: number };
  /** Whether bars and trades equal the venue's own. */
  readonly isWhole: boolean;
  readonly problems: readonly string[];
}

/** A clock that goes as fast as the market. */
const fastClock = (nowMs: () => number, speed: number): Clock => ({
  nowMs,
  after: (delayMs, callback) => systemClock.after(delayMs / speed, callback),
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => systemClock.after(ms, resolve));

const keyOf = (...values: readonly unknown[]): string => values.map(String).join(' ');

/** How what arrived differs from what the venue had. */
const problemsOf = (
  server: LoopbackVenue,
  symbol: string,
  bars: readonly Bar[],
  trades: readonly Trade[],
): string[] => {
  const isAggregated = server.exchange.startsWith('binance');
  const happened = (isAggregated ? server.truth.aggregates(symbol) : server.truth.trades(symbol)).map((one) =>
    keyOf(one.id, one.timeMs, Number(one.price), Number(one.quantity)),
  );
  const came = trades.map(({ id, timeMs, price, quantity }) => keyOf(id, timeMs, price, quantity));
  const first = happened.indexOf(came[0] ?? '');
  const closed = server.truth
    .bars(symbol, '1m')
    .map(({ closeMs, close, volume }) => keyOf(closeMs, Number(close), Number(volume)));
  const seen = bars.map(({ timeMs, close, volume }) => keyOf(timeMs, close, volume));
  const start = closed.indexOf(seen[0] ?? '');
  return [
    ...(bars.length === 0 ? ['no bar came'] : []),
    ...(seen.join() === closed.slice(start, start + seen.length).join() ? [] : ['bars differ from those of the venue']),
    ...(came.join() === happened.slice(first, first + came.length).join()
      ? []
      : ['trades differ from those of the venue']),
  ];
};

/** Opens a venue on this machine, streams from it through a broken connection, and compares what came with what was. */
export const runLive = async (settings: Settings, print: (line: string) => void): Promise<Outcome> => {
  const { venue: exchange, speed, seed } = settings;
  const server = await loopbackVenue({ exchange, seed, time: 'real', speed });
  const venue = ccxtVenue({
    exchange,
    prepare: (one: object) => server.pointAt(one),
    clock: fastClock(() => server.nowMs(), speed),
    random: seededRandom(seed),
    // A venue of one's own has no limit; a real one keeps that of ccxt.
    unitsPerMinute: 6_000,
  });
  const symbol = {
    binance: 'BTC/USDT',
    binanceusdm: 'BTC/USDT:USDT',
    bybit: 'BTC/USDT',
    okx: 'BTC/USDT',
    kraken: 'BTC/USD',
  }[exchange];
  const instrumentId = `${exchange}:${symbol.split(':')[0]}`;
  const live = { exchange: venue, symbol, instrumentId };
  const features = featureEngine({ features: ['spreadBps', 'imbalance', 'microPrice'] }).start();
  const [bars, trades, errors]: [Bar[], Trade[], unknown[]] = [[], [], []];
  const backfilled = { bars: 0, trades: 0 };
  let frame: FeatureFrame | undefined;
  let connections = 0;
  let books = 0;

  const status = {
    next: (one: CcxtStatus) => {
      if (one.type === 'connected') connections += 1;
      if (one.type === 'backfilled' && (one.stream === 'bars' || one.stream === 'trades'))
        backfilled[one.stream] += one.count;
      const line = statusLine(one);
      if (line !== undefined) print(line);
    },
  };
  const error = (reason: unknown): void => {
    errors.push(reason);
  };

  const subscriptions = [
    ccxtBars({ ...live, timeframe: '1m', status }).subscribe({
      next: (bar) => {
        bars.push(bar);
        print(barLine(bar, frame));
      },
      error,
    }),
    ccxtTrades({ ...live, status }).subscribe({ next: (trade) => trades.push(trade), error }),
    ccxtOrderBook({
      ...live,
      status,
      sync: bookMachine(exchange, instrumentId),
      ...(exchange === 'kraken' ? { levels: 10 } : {}),
    }).subscribe({
      next: (served) => {
        // What is not synced is for eyes only: no feature is made of it.
        const quote = served.synced ? quoteOfBook(served.book) : undefined;
        frame = quote === undefined ? undefined : features.next(quote);
        if (served.synced) books += 1;
      },
      error,
    }),
  ];
  try {
    await pause(settings.cutSeconds * 1_000);
    print(`-- the venue breaks ${server.disconnect()} connections --`);
    await pause((settings.seconds - settings.cutSeconds) * 1_000);
  } finally {
    for (const subscription of subscriptions) subscription.unsubscribe();
  }
  const problems = [...errors.map(String), ...problemsOf(server, symbol, bars, trades)];
  await server.close();
  return {
    venue: exchange,
    bars: bars.length,
    trades: trades.length,
    books,
    connections,
    backfilled,
    isWhole: problems.length === 0,
    problems,
  };
};
