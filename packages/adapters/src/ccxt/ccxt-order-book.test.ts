import { bookDepth, createOrderBook, type OrderBookDelta, type OrderBookSnapshot } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { BookEngine, BookInput, BookOutput } from './book-engine';
import { type CcxtBook, ccxtOrderBook } from './ccxt-order-book';
import { ccxtVenue } from './ccxt-venue';
import { type Loopback, openLoopback, quickly, realPause, statusList, until } from './loopback.test-helper';

let open: Loopback | undefined;
afterEach(async () => {
  await open?.server.close();
  open = undefined;
});

/**
 * A machine that asks for one snapshot and believes everything after it, and keeps what it was told. The real ones are tried in
 * examples/live, under faults.
 */
const credulousMachine = () => {
  const instrumentId = 'binance:BTC/USDT';
  const book = createOrderBook({ instrumentId });
  const inputs: BookInput[] = [];
  let isSynced = false;
  let reason = 'not-connected';
  const become = (synced: boolean, why: string): void => {
    isSynced = synced;
    reason = why;
  };
  const machine: BookEngine = {
    start: () => ({}),
    next: (_, input): readonly BookOutput[] => {
      inputs.push(input);
      if (input.type === 'connected') become(false, 'awaiting-snapshot');
      else if (input.type === 'disconnected') become(false, 'not-connected');
      else if (input.type === 'message') {
        if (isSynced) return [];
        const isFirst = inputs.filter(({ type }) => type === 'message').length === 1;
        if (reason !== 'awaiting-snapshot') return [];
        become(false, 'asked');
        return [
          { type: 'request-snapshot', reason, attempt: 1, levels: 100 },
          ...(isFirst ? ([{ type: 'refused', code: 'NOT_JSON', message: 'x' }] as const) : []),
        ];
      } else if (input.type === 'snapshot') {
        become(true, '');
        const event: OrderBookSnapshot = {
          type: 'order-book-snapshot',
          instrumentId,
          timeMs: input.timeMs,
          bids: [1, 1],
          asks: [2, 1],
        };
        book.load(event);
        return [
          { type: 'synced', timeMs: input.timeMs },
          { type: 'event', event },
        ];
      }
      return [];
    },
    served: () =>
      isSynced ? { synced: true, book, updateId: '7', confirmedMs: 0 } : { synced: false, reason, staleBook: book },
  };
  return { machine, inputs };
};

describe('ccxtOrderBook', () => {
  it("hands the venue's own messages and snapshots to the machine, and its word to the subscriber", async () => {
    open = await openLoopback('binance');
    const { server, venue, symbol } = open;
    const { machine, inputs } = credulousMachine();
    const events: (OrderBookSnapshot | OrderBookDelta)[] = [];
    const books: CcxtBook[] = [];
    const status = statusList();
    const subscription = ccxtOrderBook({
      exchange: venue,
      symbol,
      sync: machine,
      status,
      reconnect: quickly,
      events: { next: (event) => events.push(event) },
    }).subscribe((served) => books.push(served));
    const untilSynced = async (times: number): Promise<void> => {
      while (status.count('book-synced') < times) {
        await server.advance(300);
        await realPause(10);
      }
    };
    await untilSynced(1);
    expect(books[0]).toMatchObject({ synced: false, reason: 'awaiting-snapshot' });
    expect(books.at(-1)).toMatchObject({ synced: true, updateId: '7' });
    expect(events).toHaveLength(1);
    const texts = inputs.flatMap((input) => ('text' in input ? [[input.type, input.text] as const] : []));
    expect(texts.find(([type]) => type === 'message')?.[1]).toContain('"depthUpdate"');
    expect(JSON.parse(texts.find(([type]) => type === 'snapshot')?.[1] ?? '')).toHaveProperty('lastUpdateId');
    expect(status.list.find(({ type }) => type === 'refused')).toMatchObject({ code: 'NOT_JSON' });
    server.disconnect();
    await until(() => books.at(-1)?.synced === false);
    expect(books.find((one) => !one.synced && one.reason === 'not-connected')).toBeDefined();
    await untilSynced(2);
    await until(() => inputs.some(({ type }) => type === 'tick'));
    subscription.unsubscribe();
    await until(() => server.connections === 0);
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
    const options = { exchange: 'gemini', symbol: 'BTC/USD', sync: credulousMachine().machine };
    expect(() => ccxtOrderBook(options)).toThrow(/raw messages are not known/);
    expect(() => ccxtOrderBook({ ...options, sync: {} as never })).toThrow(/machine/);
    expect(ccxtVenue({ exchange: 'gemini' }).exchange).toBe('gemini');
  });
});
