import { type CcxtBook, type CcxtStatus, ccxtOrderBook, ccxtVenue } from '@sigmax/adapters/ccxt';
import { type Fault, type LoopbackVenue, loopbackVenue, type TextLevel } from '@sigmax/adapters/testing';
import { type BookSide, seededRandom, systemClock } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { bookMachine } from './book-machine';

/** All of it with a fresh seed when `SIGMAX_VERIFY=1`, otherwise a small share with one seed. */
const isFull = process.env.SIGMAX_VERIFY === '1';
const seed = isFull ? Date.now() % 1_000_000 : 20_261;
const steps = isFull ? 3_000 : 100;

let server: LoopbackVenue | undefined;
afterEach(() => server?.close());

const realPause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const flat = (side: BookSide): number[] => {
  const levels: number[] = [];
  side.walk((price, quantity) => levels.push(price, quantity) > 0);
  return levels;
};

const trueSide = (levels: readonly TextLevel[], count: number): number[] =>
  levels.slice(0, count / 2).flatMap(([price, quantity]) => [Number(price), Number(quantity)]);

/** Whether a synced book is the venue's after its last change. */
const isTrue = (venue: LoopbackVenue, symbol: string, served: CcxtBook & { synced: true }): boolean => {
  const { book, updateId } = served;
  // Bybit counts messages where the truth counts changes.
  const byTime = venue.exchange === 'bybit' || updateId === undefined;
  const truth = venue.truth.book(symbol, byTime ? { timeMs: book.timeMs ?? 0 } : { updateId: BigInt(updateId) });
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

const symbols = {
  binance: 'BTC/USDT',
  binanceusdm: 'BTC/USDT:USDT',
  bybit: 'BTC/USDT',
  okx: 'BTC/USDT',
  kraken: 'BTC/USD',
};
const exchanges = ['binance', 'binanceusdm', 'bybit', 'okx', 'kraken'] as const;

describe.each(exchanges)(`the book of %s over ccxt, ${steps} steps under faults, seed ${seed}`, (exchange) => {
  it(
    'is never served as synced when it is wrong, and is in step again once the faults are over',
    async () => {
      const opened = await loopbackVenue({ exchange, seed });
      server = opened;
      const random = seededRandom(seed);
      const symbol = symbols[exchange];
      const instrumentId = `${exchange}:${symbol.split(':')[0]}`;
      const venue = ccxtVenue({
        exchange,
        prepare: (one: object) => opened.pointAt(one),
        clock: { nowMs: () => opened.nowMs(), after: systemClock.after },
        random,
        unitsPerMinute: 100_000,
      });
      const statuses: CcxtStatus[] = [];
      const wrong: string[] = [];
      const errors: unknown[] = [];
      let served: CcxtBook | undefined;
      let synced = 0;
      const subscription = ccxtOrderBook({
        exchange: venue,
        symbol,
        instrumentId,
        sync: bookMachine(exchange, instrumentId),
        ...(exchange === 'kraken' ? { levels: 10 } : {}),
        status: { next: (status) => statuses.push(status) },
        reconnect: { minimumMs: 4, maximumMs: 8, maximumConnects: 1_000_000 },
      }).subscribe({
        next: (book) => {
          served = book;
          if (!book.synced) return;
          synced += 1;
          if (!isTrue(opened, symbol, book)) wrong.push(`${book.timeMs} ${book.updateId}`);
        },
        error: (error: unknown) => errors.push(error),
      });
      const isSynced = (): boolean => served?.synced === true;
      const advanceUntil = async (isSo: () => boolean): Promise<void> => {
        for (let tries = 0; !isSo() && tries < 2_000; tries++) {
          await opened.advance(200);
          await realPause(5);
        }
      };
      await advanceUntil(isSynced);
      expect(isSynced()).toBe(true);

      for (const fault of faults) opened.faults.add(fault);
      for (let step = 0; step < steps; step++) {
        await opened.advance(100 * (1 + random.integer(6)));
        await realPause(random.integer(4));
      }
      expect(errors).toEqual([]);
      expect(opened.faults.injected.length).toBeGreaterThan(5);

      opened.faults.clear();
      await opened.advance(5_000);
      await advanceUntil(
        () => isSynced() && served?.synced === true && (served.book.timeMs ?? 0) >= opened.nowMs() - 1_500,
      );
      expect(errors).toEqual([]);
      expect(isSynced()).toBe(true);
      expect(wrong).toEqual([]);
      expect(synced).toBeGreaterThan(steps / 10);
      expect(statuses.some(({ type }) => type === 'book-synced')).toBe(true);
      subscription.unsubscribe();
      for (let tries = 0; opened.connections > 0 && tries < 200; tries++) await realPause(10);
      expect(opened.connections).toBe(0);
    },
    isFull ? 600_000 : 60_000,
  );
});
