import { z } from 'zod';
import { type KrakenState, krakenSync } from './kraken-sync';
import type { OrderBookSync } from './order-book-sync';
import { readKraken } from './read-kraken';
import { readSyncOptions, type SyncOptions } from './sync-options';

export interface KrakenBookOptions extends SyncOptions {
  /** As Kraken writes it: `BTC/USD`. */
  readonly symbol: string;
  /** `price_precision` of the channel `instrument`: decimal places of prices. The checksum needs it. */
  readonly priceDecimals: number;
  /** `qty_precision` of the same: decimal places of quantities. */
  readonly quantityDecimals: number;
}

const decimals = z.int().min(0).max(20);
const fields = { symbol: z.string().min(1), priceDecimals: decimals, quantityDecimals: decimals };

/**
 * Keeps an order book of Kraken from WebSocket v2's channel `book` with `depth` 10, which begins with a snapshot.
 *
 * The rule: after each message the book is cut to ten levels a side, and the CRC-32 of its digits is the `checksum` of the
 * message. Deeper books cannot be verified, since the checksum speaks of ten levels, so there are none here. The venue numbers
 * nothing, so a gap is known by its checksum and its size is not: `gaps` and `waitMs` mean nothing here.
 * `request-snapshot` means: unsubscribe and subscribe.
 *
 * - State: `start()`; changed by `next`.
 * - Cost: one pass over a message, and a checksum of about 300 characters.
 * - Source: Kraken, "Book" and "Book checksum (WebSocket v2)".
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { krakenBook } from '@sigmax/adapters/order-book-sync';
 * const sync = krakenBook({ instrumentId: 'kraken:BTC/USD', symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 });
 * const state = sync.start();
 * const served = sync.served(state);
 * served.synced ? '' : served.reason; // => 'not-connected'
 * ```
 */
export const krakenBook = (options: KrakenBookOptions): OrderBookSync<KrakenState> => {
  const { symbol, priceDecimals, quantityDecimals, ...settings } = readSyncOptions(fields, options, 'krakenBook');
  return krakenSync(settings, readKraken(symbol, priceDecimals, quantityDecimals));
};
