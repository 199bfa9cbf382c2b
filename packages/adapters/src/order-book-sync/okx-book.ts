import { z } from 'zod';
import type { ChainState } from './chain-state';
import { chainSync } from './chain-sync';
import { linkRules } from './link-rules';
import type { OrderBookSync } from './order-book-sync';
import { readOkx } from './read-okx';
import { readSyncOptions, type SyncOptions } from './sync-options';

export interface OkxBookOptions extends SyncOptions {
  /** As OKX writes it: `BTC-USDT`, `BTC-USDT-SWAP`. */
  readonly instrument: string;
}

const fields = { instrument: z.string().min(1) };

/** Levels a side of the channel `books`. */
const depth = 400;

/**
 * Keeps an order book of OKX v5 from its channel `books`, which begins with a snapshot.
 *
 * The rule: `prevSeqId` of a change is the `seqId` before. Both may be equal, when nothing has changed for a minute, and
 * `seqId` may be smaller, when the venue starts its numbers again. `request-snapshot` means: unsubscribe and subscribe. The
 * checksum is not read: the venue sends 0 since 2026.
 *
 * - State: `start()`; changed by `next`. At most 400 levels a side, beyond which nothing is known.
 * - Cost: one pass over a message.
 * - Source: OKX v5, "Order book channel".
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { okxBook } from '@sigmax/adapters/order-book-sync';
 * const sync = okxBook({ instrumentId: 'okx:BTC/USDT', instrument: 'BTC-USDT' });
 * const state = sync.start();
 * sync.next(state, { type: 'connected', timeMs: 0 });
 * const book = '{"asks":[["100","1","0","2"]],"bids":[["99","4","0","1"]],"ts":"1","seqId":7,"prevSeqId":-1}';
 * const text = `{"arg":{"channel":"books","instId":"BTC-USDT"},"action":"snapshot","data":[${book}]}`;
 * sync.next(state, { type: 'message', text, timeMs: 1 }); // => [{ type: 'synced', timeMs: 1 }]
 * ```
 */
export const okxBook = (options: OkxBookOptions): OrderBookSync<ChainState> => {
  const { instrument, ...settings } = readSyncOptions(fields, options, 'okxBook');
  return chainSync({ settings, rules: linkRules.okx, readMessage: readOkx(instrument), maximumLevels: depth });
};
