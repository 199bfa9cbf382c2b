import { z } from 'zod';
import type { ChainState } from './chain-state';
import { chainSync } from './chain-sync';
import { linkRules } from './link-rules';
import type { OrderBookSync } from './order-book-sync';
import { readBybit } from './read-bybit';
import { readSyncOptions, type SyncOptions } from './sync-options';

export interface BybitBookOptions extends SyncOptions {
  /** As Bybit writes it: `BTCUSDT`. */
  readonly symbol: string;
  /** Levels a side, as in the topic: 1, 50, 200, 500 or 1,000, as the market offers them. */
  readonly depth: number;
}

const fields = { symbol: z.string().min(1), depth: z.int().positive().max(10_000) };

/**
 * Keeps an order book of Bybit v5 from its topic `orderbook.{depth}.{symbol}`, which begins with a snapshot.
 *
 * The rule: u of a change is the u before plus 1. A snapshot replaces the book when its `seq` is newer; so does whatever has
 * u = 1, with which the venue starts its service again. `request-snapshot` means: unsubscribe and subscribe.
 *
 * - State: `start()`; changed by `next`. At most `depth` levels a side, beyond which nothing is known.
 * - Cost: one pass over a message.
 * - Source: Bybit v5, "Orderbook" of the public WebSocket streams.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { bybitBook } from '@sigmax/adapters/order-book-sync';
 * const sync = bybitBook({ instrumentId: 'bybit:BTC/USDT', symbol: 'BTCUSDT', depth: 50 });
 * const state = sync.start();
 * sync.next(state, { type: 'connected', timeMs: 0 });
 * const book = '{"s":"BTCUSDT","b":[["99","4"]],"a":[["100","1"]],"u":7,"seq":41}';
 * const text = `{"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1,"data":${book}}`;
 * sync.next(state, { type: 'message', text, timeMs: 1 }); // => [{ type: 'synced', timeMs: 1 }]
 * ```
 */
export const bybitBook = (options: BybitBookOptions): OrderBookSync<ChainState> => {
  const { symbol, depth, ...settings } = readSyncOptions(fields, options, 'bybitBook');
  return chainSync({ settings, rules: linkRules.bybit, readMessage: readBybit(symbol, depth), maximumLevels: depth });
};
