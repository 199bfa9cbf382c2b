import { z } from 'zod';
import type { ChainState } from './chain-state';
import { chainSync } from './chain-sync';
import { linkRules } from './link-rules';
import type { OrderBookSync } from './order-book-sync';
import { readBinanceDelta, readBinanceSnapshot } from './read-binance';
import { readSyncOptions, type SyncOptions } from './sync-options';

export interface BinanceBookOptions extends SyncOptions {
  /** As Binance writes it: `BTCUSDT`. */
  readonly symbol: string;
  /**
   * Levels a side that a snapshot is asked for with. A side that has as many is known to its last price and not beyond.
   * Defaults to the most that the venue gives: 5,000 on spot, 1,000 on futures.
   */
  readonly snapshotLevels?: number;
}

const fields = (most: number) => ({
  symbol: z.string().min(1),
  snapshotLevels: z.int().positive().max(most).default(most),
});
const spotFields = fields(5_000);
const futuresFields = fields(1_000);

/**
 * Keeps a spot order book of Binance from its stream `<symbol>@depth` or `@depth@100ms` and snapshots of `GET /api/v3/depth`.
 *
 * The rule: changes are buffered until a snapshot comes; those up to its `lastUpdateId` L are dropped; the first that is left
 * has U ≤ L + 1 ≤ u; each further one has U ≤ (u before) + 1. A snapshot with L + 1 below the first U is too old.
 *
 * - State: `start()`; changed by `next`.
 * - Cost: one pass over a message; what waits for a snapshot is kept, `maximumPending` messages at most.
 * - Source: Binance, "How to manage a local order book correctly", spot, 2026-07.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { binanceSpotBook } from '@sigmax/adapters/order-book-sync';
 * const sync = binanceSpotBook({ instrumentId: 'binance:BTC/USDT', symbol: 'BTCUSDT' });
 * const state = sync.start();
 * sync.next(state, { type: 'connected', timeMs: 0 }); // => []
 * const delta = '{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":8,"u":10,"b":[["99.5","2"]],"a":[]}';
 * const [request] = sync.next(state, { type: 'message', text: delta, timeMs: 1 });
 * request?.type; // => 'request-snapshot'
 * const body = '{"lastUpdateId":9,"bids":[["99","4"]],"asks":[["100","1"]]}';
 * sync.next(state, { type: 'snapshot', text: body, timeMs: 2 }); // => [{ type: 'synced', timeMs: 2 }]
 * const served = sync.served(state);
 * served.synced && served.book.bids.bestPrice; // => 99.5
 * ```
 */
export const binanceSpotBook = (options: BinanceBookOptions): OrderBookSync<ChainState> => {
  const { symbol, snapshotLevels, ...settings } = readSyncOptions(spotFields, options, 'binanceSpotBook');
  return chainSync({
    settings,
    rules: linkRules.binanceSpot,
    readMessage: readBinanceDelta(symbol, 'spot'),
    readSnapshot: readBinanceSnapshot(),
    snapshotLevels,
  });
};

/**
 * Keeps an order book of Binance's USD-M futures from its stream `<symbol>@depth` and snapshots of `GET /fapi/v1/depth`.
 *
 * The rule: changes are buffered until a snapshot comes; those with u below its `lastUpdateId` L are dropped; the first that
 * is left has pu ≤ L ≤ u; each further one has pu equal to the u before.
 *
 * - State: `start()`; changed by `next`.
 * - Cost: one pass over a message; what waits for a snapshot is kept, `maximumPending` messages at most.
 * - Source: Binance, "How to manage a local order book correctly", USD-M futures, 2026-07.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @example
 * ```ts
 * import { binanceFuturesBook } from '@sigmax/adapters/order-book-sync';
 * const sync = binanceFuturesBook({ instrumentId: 'binance-usdm:BTC/USDT', symbol: 'BTCUSDT' });
 * sync.served(sync.start()).synced; // => false
 * ```
 */
export const binanceFuturesBook = (options: BinanceBookOptions): OrderBookSync<ChainState> => {
  const { symbol, snapshotLevels, ...settings } = readSyncOptions(futuresFields, options, 'binanceFuturesBook');
  return chainSync({
    settings,
    rules: linkRules.binanceFutures,
    readMessage: readBinanceDelta(symbol, 'futures'),
    readSnapshot: readBinanceSnapshot(),
    snapshotLevels,
  });
};
