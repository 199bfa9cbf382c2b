import { describe, expect, test } from 'vitest';
import { binanceFuturesBook, bybitBook } from '.';
import { binanceFeed, bybitFeed, isFeedThere } from './real-feed.test-helper';
import type { SyncOutput } from './sync-output';

/** The fields that these two kinds of message have. */
interface Message {
  readonly e: string;
  readonly u: number;
  /** A price and a quantity, or levels. */
  readonly b: string | readonly unknown[];
  readonly B: string;
  readonly a: string | readonly unknown[];
  readonly A: string;
}

describe.skipIf(!isFeedThere)(`recorded feeds${isFeedThere ? '' : ' (no ../shared/data here)'}`, () => {
  test('Binance BTCUSDT perpetual: no gap, the right last prices, best prices as its bookTicker stream has them', () => {
    const sync = binanceFuturesBook({ instrumentId: 'binance-usdm:BTC/USDT', symbol: 'BTCUSDT', emitEvents: true });
    const state = sync.start();
    const outputs: Record<string, number> = {};
    let deltas = 0;
    let levels = 0;
    let timeMs = 0;
    const give = (input: Parameters<typeof sync.next>[1]): void => {
      for (const output of sync.next(state, input)) {
        const name = 'reason' in output ? `${output.type} ${output.reason}` : output.type;
        outputs[name] = (outputs[name] ?? 0) + 1;
      }
    };

    // A ticker carries the id of the book update after which it was sent, and one is sent with each change at the top. So
    // the last ticker with an id of at most u has the best prices and quantities of the book at u.
    const tickers: { id: number; bid: number; bidQuantity: number; ask: number; askQuantity: number }[] = [];
    const books: { id: number; bid: number; bidQuantity: number; ask: number; askQuantity: number }[] = [];

    give({ type: 'connected', timeMs });
    for (const text of binanceFeed()) {
      timeMs += 1;
      const isSnapshot = text.startsWith('{"lastUpdateId"');
      give(isSnapshot ? { type: 'snapshot', text, timeMs } : { type: 'message', text, timeMs });
      if (isSnapshot) continue;
      const { data } = JSON.parse(text) as { data: Message };
      if (data.e === 'bookTicker') {
        const { u, b, B, a, A } = data;
        tickers.push({ id: u, bid: Number(b), bidQuantity: Number(B), ask: Number(a), askQuantity: Number(A) });
      } else if (data.e === 'depthUpdate') {
        deltas += 1;
        levels += data.b.length + data.a.length;
        const served = sync.served(state);
        if (!served.synced) continue;
        const { bids, asks } = served.book;
        books.push({
          id: Number(served.updateId),
          bid: bids.bestPrice as number,
          bidQuantity: bids.bestQuantity as number,
          ask: asks.bestPrice as number,
          askQuantity: asks.bestQuantity as number,
        });
      }
    }

    expect([deltas, levels]).toEqual([6_551, 443_521]);
    const { event = 0, ...rest } = outputs;
    expect(rest).toEqual({ 'request-snapshot awaiting-snapshot': 1, synced: 1 });
    expect(books.length).toBeGreaterThan(6_500);
    // The whole book once, then each change.
    expect(event).toBe(books.length + 1);
    const served = sync.served(state);
    expect(served.synced && [served.book.bids.bestPrice, served.book.asks.bestPrice]).toEqual([61_659.7, 61_659.8]);
    expect(served.synced && [served.book.bids.length, served.book.asks.length]).toEqual([5_018, 4_578]);

    let agreed = 0;
    let at = 0;
    for (const { id, ...book } of books) {
      while (at + 1 < tickers.length && (tickers[at + 1]?.id ?? 0) <= id) at += 1;
      const { id: tickerId, ...ticker } = tickers[at] as (typeof tickers)[number];
      if (tickerId <= id && JSON.stringify(book) === JSON.stringify(ticker)) agreed += 1;
    }
    expect(tickers.length).toBe(66_089);
    expect(agreed).toBe(books.length);
  });

  test('Bybit XRPUSDT, 500 levels: no gap, and exactly 500 levels a side to the end', () => {
    const sync = bybitBook({ instrumentId: 'bybit:XRP/USDT', symbol: 'XRPUSDT', depth: 500 });
    const state = sync.start();
    sync.next(state, { type: 'connected', timeMs: 0 });
    const messages = bybitFeed();
    const outputs: SyncOutput[] = [];
    for (const [index, text] of messages.entries()) {
      outputs.push(...sync.next(state, { type: 'message', text, timeMs: index }));
      const served = sync.served(state);
      expect(served.synced && [served.book.bids.length, served.book.asks.length]).toEqual([500, 500]);
    }
    expect(messages.length).toBe(50);
    expect(outputs).toEqual([{ type: 'synced', timeMs: 0 }]);
    const served = sync.served(state);
    expect(served.synced && [served.book.bids.bestPrice, served.book.asks.bestPrice, served.updateId]).toEqual([
      1.9537,
      1.9538,
      '20254918',
    ]);
  });
});
