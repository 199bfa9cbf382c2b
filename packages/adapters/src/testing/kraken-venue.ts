import type { Random } from '@sigmax/core';
import { BookHistory } from './book-history';
import { krakenBookChecksum, krakenBookFrame, krakenHeartbeatFrame } from './kraken-frames';
import { SimulatedMarket } from './simulated-market';
import type { SimulatedVenue } from './simulated-venue';
import type { TextLevel } from './text-level';
import { viewChange } from './view-change';

const depth = 10;

/** Whether a side holds nothing at a price any more. */
const goneFrom = (levels: readonly TextLevel[]): ((price: string) => boolean) => {
  const held = new Set(levels.map(([price]) => price));
  return (price) => !held.has(price);
};

/** Kraken's channel `book` of ten levels: no numbers, a checksum each time, and levels that are pushed out unsaid. */
export const krakenVenue = (symbol: string, random: Random): SimulatedVenue => {
  const market = new SimulatedMarket(
    { priceDecimals: 1, quantityDecimals: 8, middleTicks: 50_000, levels: 12 },
    random,
  );
  const history = new BookHistory(market, depth);
  let view = market.texts(depth);
  let microseconds = 0;

  /** Rises by at least a microsecond with each message. */
  const timestamp = (timeMs: number): string => {
    microseconds = Math.max(microseconds + 1, timeMs * 1_000 + random.integer(1_000));
    const wholeMs = Math.floor(microseconds / 1_000);
    return new Date(wholeMs).toISOString().replace('Z', `${String(microseconds % 1_000).padStart(3, '0')}Z`);
  };

  const snapshot = (timeMs: number) => ({
    text: krakenBookFrame({
      symbol,
      type: 'snapshot',
      checksum: krakenBookChecksum(view.bids, view.asks),
      timestamp: timestamp(timeMs),
      ...view,
    }),
    version: history.version,
    counts: true,
  });

  return {
    snapshots: 'streamed',
    publish: (timeMs) => {
      if (random.integer(12) === 0) {
        return { text: krakenHeartbeatFrame(), version: history.version, counts: false };
      }
      market.change();
      const before = view;
      view = market.texts(depth);
      history.keep();
      const { bids, asks } = market.texts();
      return {
        text: krakenBookFrame({
          symbol,
          type: 'update',
          checksum: krakenBookChecksum(view.bids, view.asks),
          timestamp: timestamp(timeMs),
          bids: viewChange(before.bids, view.bids, goneFrom(bids)),
          asks: viewChange(before.asks, view.asks, goneFrom(asks)),
        }),
        version: history.version,
        counts: true,
      };
    },
    snapshot,
    connect: (timeMs) => [
      {
        text: '{"method":"subscribe","result":{"channel":"book"},"success":true}',
        version: history.version,
        counts: false,
      },
      snapshot(timeMs),
    ],
    truth: (version) => history.at(version),
  };
};
