import type { Recordable } from './raw-frame';
import { btc, eth, trade } from './trades.test-helper';

/** One event of every kind, and some more, in 12 events. */
export const samples: readonly Recordable[] = [
  {
    type: 'raw-frame',
    venue: 'demo',
    stream: 'depth',
    timeMs: 1,
    text: '{"u":9007199254740993,"p":"0.10000000000000001"}',
  },
  trade(2),
  { type: 'quote', instrumentId: btc, timeMs: 3, bid: 99.5, bidQuantity: 1, ask: 100, askQuantity: 0 },
  {
    type: 'order-book-snapshot',
    instrumentId: eth,
    timeMs: 4,
    bids: [9, 1],
    asks: [10, 2, 11, 3],
    updateId: '7',
    asksKnownTo: 11,
  },
  { type: 'order-book-delta', instrumentId: eth, timeMs: 5, bids: [9, 0], asks: [], updateId: '8' },
  { type: 'bar', instrumentId: btc, timeMs: 6, open: 1, high: 4, low: 1, close: 2, volume: 0 },
  { type: 'funding-rate', instrumentId: 'demo:BTC/USDT:USDT', timeMs: 7, rate: -1e-4, settlesAtMs: 8 },
  trade(8, eth),
  { type: 'raw-frame', venue: 'demo', timeMs: 9, text: 'line\nend \u2028 \ud800 "quoted"' },
  trade(10),
  { type: 'bar', instrumentId: btc, timeMs: 11, open: 2, high: 2, low: 2, close: 2, volume: 3 },
  trade(12, eth),
];
