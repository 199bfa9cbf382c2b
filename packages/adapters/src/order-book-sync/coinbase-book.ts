import { z } from 'zod';
import type { ChainState } from './chain-state';
import { chainSync } from './chain-sync';
import { linkRules } from './link-rules';
import type { OrderBookSync } from './order-book-sync';
import { readCoinbase } from './read-coinbase';
import { readSyncOptions, type SyncOptions } from './sync-options';

export interface CoinbaseBookOptions extends SyncOptions {
  /** As Coinbase writes it: `BTC-USD`. */
  readonly product: string;
}

const fields = { product: z.string().min(1) };

/**
 * Keeps an order book of Coinbase Advanced Trade from its channel `level2`, which begins with a snapshot of all levels.
 *
 * The rule: `sequence_num` rises by one with every message of the connection. **Every message of the connection must be
 * handed in**, also those of other channels and products, or the machine sees gaps where there are none.
 * `request-snapshot` means: unsubscribe and subscribe on the same connection.
 *
 * - State: `start()`; changed by `next`.
 * - Cost: one pass over a message.
 * - Source: Coinbase Advanced Trade, "WebSocket channels", level2, and "Sequence numbers".
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { coinbaseBook } from '@sigmax/adapters/order-book-sync';
 * const sync = coinbaseBook({ instrumentId: 'coinbase:BTC/USD', product: 'BTC-USD' });
 * const state = sync.start();
 * sync.next(state, { type: 'connected', timeMs: 0 });
 * const updates = '[{"side":"bid","price_level":"99","new_quantity":"4"}]';
 * const events = `[{"type":"snapshot","product_id":"BTC-USD","updates":${updates}}]`;
 * const text = `{"channel":"l2_data","timestamp":"2026-01-01T00:00:00Z","sequence_num":0,"events":${events}}`;
 * sync.next(state, { type: 'message', text, timeMs: 1 }); // => [{ type: 'synced', timeMs: 1 }]
 * ```
 */
export const coinbaseBook = (options: CoinbaseBookOptions): OrderBookSync<ChainState> => {
  const { product, ...settings } = readSyncOptions(fields, options, 'coinbaseBook');
  return chainSync({ settings, rules: linkRules.coinbase, readMessage: readCoinbase(product) });
};
