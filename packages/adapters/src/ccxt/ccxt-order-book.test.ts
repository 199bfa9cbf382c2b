import { binanceFuturesBook, binanceSpotBook, bybitBook, krakenBook, okxBook } from '@sigmax/adapters/order-book-sync';
import { type BookSide, bookDepth, type OrderBookDelta, type OrderBookSnapshot, seededRandom } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault, LoopbackExchange, TextLevel } from '../testing';
import type { BookEngine } from './book-engine';
import { type CcxtBook, ccxtOrderBook } from './ccxt-order-book';
import { ccxtVenue } from './ccxt-venue';
import { type Loopback, openLoopback, quickly, realPause, statusList, until } from './loopback.test-helper';
import { profileSeed, share } from './testing-profile.test-helper';

const engines: Readonly<Record<LoopbackExchange, () => BookEngine>> = {
  binance: () => binanceSpotBook({ instrumentId: 'binance:BTC/USDT', symbol: 'BTCUSDT', emitEvents: true }),
  binanceusdm: () => binanceFuturesBook({ instrumentId: 'binanceusdm-swap:BTC/USDT', symbol: 'BTCUSDT' }),
  bybit: () => bybitBook({ instrumentId: 'bybit:BTC/USDT', symbol: 'BTCUSDT', depth: 50 }),
  okx: () => okxBook({ instrumentId: 'okx:BTC/USDT', instrument: 'BTC-USDT' }),
  kraken: () =>
    krakenBook({ instrumentId: 'kraken:BTC/USD', symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 }),
};
const exchanges = Object.keys(engines) as LoopbackExchange[];

let open: Loopback | undefined;
afterEach(async () => {
  await open?.server.close();
  open = undefined;
});

const flat = (side: BookSide): number[] => {
  const levels: number[] = [];
  side.walk((price, quantity) => levels.push(price, quantity) > 0);
  return levels;
};

const trueSide = (levels: readonly TextLevel[], count: number): number[] =>
  levels.slice(0, count / 2).flatMap(([price, quantity]) => [Number(price), Number(quantity)]);

/** Whether a synced book is the venue's after its last change. */
const isTrue = ({ server, symbol }: Loopback, served: CcxtBook & { synced: true }): boolean => {
  const { book, updateId } = served;
  const numbered = server.exchange === 'bybit' || updateId === undefined;
  const at = numbered ? { timeMs: book.timeMs ?? 0 } : { updateId: BigInt(updateId) };
  const truth = server.truth.book(symbol, at);
  const [bids, asks] = [flat(book.bids), flat(book.asks)];
  return (
    bids.join() === trueSide(truth.bids, bids.length).join() && asks.join() === trueSide(truth.asks, asks.length).join()
  );
};

/** What can go wrong with messages and snapshots of a book. Nothing but Kraken's checksum shows a changed quantity. */
const faults: readonly Fault[] = [
  { kind: 'drop', channel: 'book', rate: 0.03 },
  { kind: 'duplicate', channel: 'book', rate: 0.05 },
  { kind: 'reorder', channel: 'book', rate: 0.03 },
  { kind: 'gap', channel: 'book', rate: 0.01, messages: 4 },
  { kind: 'delay', channel: 'book', rate: 0.02, delayMs: 700 },
  { kind: 'disconnect', channel: 'book', rate: 0.005 },
  { kind: 'stale-snapshot', rate: 0.3, ageMs: 900 },
  { kind: 'server-error', channel: 'book', rate: 0.2 },
];

const steps = share(120, 3_000);

describe.each(exchanges)(`%s, ${steps} steps under faults`, (exchange) => {
  it('serves no wrong book as synced, and is in step again once the faults are over', async () => {
    open = await openLoopback(exchange, {}, { seed: (profileSeed() % 1_000_000) + 1 });
    const { server, venue, symbol } = open;
    const random = seededRandom(profileSeed());
    const status = statusList();
    const wrong: string[] = [];
    const errors: unknown[] = [];
    let served: CcxtBook | undefined;
    let synced = 0;
    const loopback = open;
    const subscription = ccxtOrderBook({
      exchange: venue,
      symbol,
      sync: engines[exchange](),
      ...(exchange === 'kraken' ? { levels: 10 } : {}),
      status,
      reconnect: quickly,
    }).subscribe({
      next: (book) => {
        served = book;
        if (!book.synced) return;
        synced += 1;
        if (!isTrue(loopback, book)) wrong.push(`${book.timeMs} ${book.updateId}`);
      },
      error: (error: unknown) => errors.push(error),
    });
    const isSynced = (): boolean => served?.synced === true;
    const advanceUntil = async (isSo: () => boolean): Promise<void> => {
      for (let tries = 0; !isSo() && tries < 2_000; tries++) {
        await server.advance(200);
        await realPause(5);
      }
    };
    await advanceUntil(isSynced);
    expect(isSynced()).toBe(true);

    for (const fault of faults) server.faults.add(fault);
    for (let step = 0; step < steps; step++) {
      await server.advance(100 * (1 + random.integer(6)));
      await realPause(random.integer(4));
    }
    expect(errors).toEqual([]);
    expect(server.faults.injected.length).toBeGreaterThan(5);

    server.faults.clear();
    await advanceUntil(isSynced);
    await server.advance(5_000);
    await advanceUntil(
      () => isSynced() && (served as { book: { timeMs: number } }).book.timeMs >= server.nowMs() - 1_500,
    );
    expect(errors).toEqual([]);
    expect(isSynced()).toBe(true);
    expect(wrong).toEqual([]);
    expect(synced).toBeGreaterThan(steps / 10);
    expect(status.count('book-synced')).toBeGreaterThan(0);
    subscription.unsubscribe();
    await until(() => server.connections === 0);
  });
});

describe('ccxtOrderBook', () => {
  it('says why a book is not synced, and hands out its changes as events', async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    const events: (OrderBookSnapshot | OrderBookDelta)[] = [];
    const reasons: string[] = [];
    let isSynced = false;
    const subscription = ccxtOrderBook({
      exchange: venue,
      symbol,
      sync: engines.binance(),
      reconnect: quickly,
      events: { next: (event) => events.push(event) },
    }).subscribe((served) => {
      isSynced = served.synced;
      if (!served.synced) reasons.push(served.reason);
    });
    const untilSynced = async (): Promise<void> => {
      while (!isSynced) {
        await server.advance(300);
        await realPause(10);
      }
    };
    await untilSynced();
    expect(reasons[0]).toBe('awaiting-snapshot');
    expect(events[0]?.type).toBe('order-book-snapshot');
    await server.advance(1_000);
    await until(() => events.length > 3);
    expect(events.slice(1).every(({ type }) => type === 'order-book-delta')).toBe(true);
    server.disconnect();
    await until(() => !isSynced);
    expect(reasons.at(-1)).toBe('not-connected');
    await untilSynced();
    subscription.unsubscribe();
  });

  it('never serves the book of ccxt as synced', async () => {
    open = await openLoopback('bybit');
    const { server, venue, symbol } = open;
    const books: CcxtBook[] = [];
    let levels = 0;
    const subscription = ccxtOrderBook({ exchange: venue, symbol, reconnect: quickly }).subscribe((served) => {
      books.push(served);
      if (!served.synced) levels = bookDepth(served.staleBook, 5).bids.length;
    });
    while (books.length < 5) {
      await server.advance(300);
      await realPause(10);
    }
    expect(books.every((one) => !one.synced && one.reason === 'not-verified')).toBe(true);
    expect(levels).toBeGreaterThan(0);
    subscription.unsubscribe();
  });

  it('refuses a machine for a venue whose messages it does not know', () => {
    const options = { exchange: 'gemini', symbol: 'BTC/USD', sync: engines.binance() };
    expect(() => ccxtOrderBook(options)).toThrow(/raw messages are not known/);
    expect(() => ccxtOrderBook({ ...options, sync: {} as never })).toThrow(/machine/);
    expect(ccxtVenue({ exchange: 'gemini' }).exchange).toBe('gemini');
  });
});
