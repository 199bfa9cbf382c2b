import { type Clock, seededRandom, systemClock } from '@sigmax/core';
import { type LoopbackExchange, type LoopbackVenue, type LoopbackVenueOptions, loopbackVenue } from '../testing';
import type { CcxtStatus, CcxtStatusSink } from './ccxt-status';
import { type CcxtVenue, ccxtVenue } from './ccxt-venue';
import type { CcxtReconnect } from './live-options';
import type { CcxtVenueOptions } from './venue-options';

/** The market of each venue that the tests watch. */
export const symbolOf: Readonly<Record<LoopbackExchange, string>> = {
  binance: 'BTC/USDT',
  binanceusdm: 'BTC/USDT:USDT',
  bybit: 'BTC/USDT',
  okx: 'BTC/USDT',
  kraken: 'BTC/USD',
};

/** Waits that a test can afford, and no limit on how often it connects. */
export const quickly: CcxtReconnect = { minimumMs: 4, maximumMs: 8, maximumConnects: 1_000_000 };

export const realPause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so; fails after so many ms. */
export const until = async (isSo: () => boolean, withinMs = 10_000): Promise<void> => {
  for (let waitedMs = 0; !isSo(); waitedMs += 5) {
    if (waitedMs > withinMs) throw new Error(`not so within ${withinMs} ms: ${isSo.toString()}`);
    await realPause(5);
  }
};

/** Keeps what it hears. */
export const statusList = (): CcxtStatusSink & {
  readonly list: CcxtStatus[];
  count(type: CcxtStatus['type']): number;
} => {
  const list: CcxtStatus[] = [];
  return {
    list,
    next: (status) => list.push(status),
    count: (type) => list.filter((one) => one.type === type).length,
  };
};

/** A clock whose timers go off by the venue's time, when a test has moved it on. */
export const marketClock = (nowMs: () => number): Clock => ({
  nowMs,
  after: (delayMs, callback) => {
    const dueMs = nowMs() + delayMs;
    const timer = setInterval(() => {
      if (nowMs() < dueMs) return;
      clearInterval(timer);
      callback();
    }, 1);
    return () => clearInterval(timer);
  },
});

export interface Loopback {
  readonly server: LoopbackVenue;
  readonly venue: CcxtVenue;
  readonly symbol: string;
}

/** A venue on this machine whose time only `server.advance` moves, and the real class of ccxt that is pointed at it. */
export const openLoopback = async (
  exchange: LoopbackExchange,
  options: Partial<CcxtVenueOptions> & { readonly timers?: 'real' | 'market' } = {},
  server: Partial<LoopbackVenueOptions> = {},
): Promise<Loopback> => {
  const opened = await loopbackVenue({ exchange, seed: 7, ...server });
  const { timers = 'real', ...given } = options;
  const nowMs = (): number => opened.nowMs();
  const clock: Clock = timers === 'market' ? marketClock(nowMs) : { nowMs, after: systemClock.after };
  const venue = ccxtVenue({
    exchange,
    prepare: (one: object) => opened.pointAt(one),
    clock,
    random: seededRandom(11),
    unitsPerMinute: 100_000,
    ...given,
  });
  return { server: opened, venue, symbol: symbolOf[exchange] };
};
