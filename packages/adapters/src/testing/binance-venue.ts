import type { Random } from '@sigmax/core';
import { binanceCombinedFrame, binanceDepthFrame, binanceSnapshotBody } from './binance-frames';
import { BookHistory } from './book-history';
import { SimulatedMarket } from './simulated-market';
import type { SimulatedVenue } from './simulated-venue';
import type { TextLevel } from './text-level';

export interface BinanceVenueOptions {
  readonly market: 'spot' | 'futures';
  readonly symbol: string;
  /** Levels of a snapshot. */
  readonly snapshotLevels: number;
  /** The first id; ids may exceed 2^53. */
  readonly firstId: bigint;
}

/**
 * Binance's depth stream and depth request.
 *
 * One message tells of several updates, so a snapshot may be of a moment between two messages.
 */
export const binanceVenue = (options: BinanceVenueOptions, random: Random): SimulatedVenue => {
  const { market: kind, symbol, snapshotLevels, firstId } = options;
  const market = new SimulatedMarket(
    { priceDecimals: 2, quantityDecimals: 3, middleTicks: 50_000, levels: 12 },
    random,
  );
  const history = new BookHistory(market);
  let id = firstId;
  let published = firstId;
  let start = firstId;
  let bids = new Map<string, string>();
  let asks = new Map<string, string>();

  /** One update that is not published yet. Futures share their numbers with other symbols. */
  const update = (): void => {
    id += kind === 'spot' ? 1n : 1n + BigInt(random.integer(900));
    if (start === published) start = id;
    const change = market.change();
    for (const [price, quantity] of change.bids) bids.set(price, quantity);
    for (const [price, quantity] of change.asks) asks.set(price, quantity);
  };

  const levels = (map: Map<string, string>): TextLevel[] => [...map].sort(([a], [b]) => Number(a) - Number(b));

  return {
    snapshots: 'requested',
    publish: (timeMs) => {
      for (let count = 1 + random.integer(2); count > 0; count--) update();
      const frame = binanceDepthFrame({
        symbol,
        eventTimeMs: timeMs,
        firstId: String(start),
        lastId: String(id),
        ...(kind === 'spot' ? {} : { previousLastId: String(published) }),
        bids: levels(bids),
        asks: levels(asks),
      });
      published = id;
      start = id;
      bids = new Map();
      asks = new Map();
      const isCombined = random.integer(2) === 0;
      return {
        text: isCombined ? binanceCombinedFrame(`${symbol.toLowerCase()}@depth`, frame) : frame,
        version: history.keep(),
        counts: true,
      };
    },
    snapshot: () => {
      if (random.integer(2) === 0) update();
      const { bids: bidLevels, asks: askLevels } = market.texts(snapshotLevels);
      return {
        text: binanceSnapshotBody(String(id), bidLevels, askLevels),
        version: history.version,
        counts: false,
      };
    },
    connect: () => [{ text: '{"result":null,"id":1}', version: history.version, counts: false }],
    truth: (version) => history.at(version),
  };
};
