import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createOrderBook, type OrderBookDelta, type OrderBookSnapshot, type Trade } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { binanceFeed, binanceFundingRates, binanceTrades, bybitOrderBook } from '.';
import { collect } from './import.test-helper';

/** Market data that lies beside the repository on some machines; it is not part of it. */
const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const isThere = existsSync(`${data}l2`);
const instrumentId = 'binance:BTC/USDT';

const bookOf = (id: string, events: Iterable<OrderBookSnapshot | OrderBookDelta>) => {
  const book = createOrderBook({ instrumentId: id });
  for (const event of events) {
    if (event.type === 'order-book-snapshot') book.load(event);
    else book.apply(event);
  }
  return book;
};

describe.skipIf(!isThere)(`real files${isThere ? '' : ' (no ../shared/data here)'}`, () => {
  test('the raw feed of Binance: every trade and quote, and a book that ends at its best prices', async () => {
    const events = await collect(binanceFeed(`${data}l2/usdm_btcusdt_20240808.gz`, { instrumentId }));
    const count = (type: string) => events.filter((event) => event.type === type).length;
    expect(['trade', 'quote', 'order-book-snapshot'].map(count)).toEqual([21_313, 66_089, 1]);
    const books = events.filter((event) => event.type === 'order-book-snapshot' || event.type === 'order-book-delta');
    // Four changes ended before the snapshot.
    expect(count('order-book-delta')).toBe(6_551 - 4);
    const { bids, asks } = bookOf(instrumentId, books);
    expect([bids.bestPrice, asks.bestPrice]).toEqual([61_659.7, 61_659.8]);
  });

  test('the trades that were derived from it are the same', async () => {
    const columns = { time: 'exch_ts_ms' } as const;
    const derived = await collect(
      binanceTrades(`${data}trades/binance_usdm_btcusdt_trades_20240808.csv.gz`, { instrumentId, columns }),
    );
    const raw: Trade[] = [];
    for await (const event of binanceFeed(`${data}l2/usdm_btcusdt_20240808.gz`, { instrumentId })) {
      if (event.type === 'trade') raw.push(event);
    }
    expect(derived).toEqual(raw);
  });

  test('the archive of Bybit: a book that is not crossed', async () => {
    const id = 'bybit:XRP/USDT';
    const events = await collect(bybitOrderBook(`${data}l2/bybit_XRPUSDT_ob500_20241201.zip`, { instrumentId: id }));
    expect(events.length).toBe(50);
    const { bids, asks, isCrossed } = bookOf(id, events);
    expect([bids.length > 400, asks.length > 400, isCrossed]).toEqual([true, true, false]);
  });

  test('funding rates', async () => {
    const rates = await collect(binanceFundingRates(`${data}funding/BTCUSDT_8h_2026.csv`, { instrumentId }));
    expect(rates.length).toBe(200);
    expect(rates[1]).toEqual({
      type: 'funding-rate',
      instrumentId,
      timeMs: 1_768_262_400_007,
      rate: 0.00002245,
      settlesAtMs: 1_768_262_400_000,
    });
  });
});
