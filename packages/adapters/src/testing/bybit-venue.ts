import type { Random } from '@sigmax/core';
import { BookHistory } from './book-history';
import { bybitAnswerFrame, bybitBookFrame } from './bybit-frames';
import { SimulatedMarket } from './simulated-market';
import type { SimulatedVenue, VenueFrame } from './simulated-venue';
import { viewChange } from './view-change';

/** Bybit's order book topic: the best `depth` levels, of which those that are pushed out are named as removed. */
export const bybitVenue = (symbol: string, depth: number, random: Random): SimulatedVenue => {
  const market = new SimulatedMarket(
    { priceDecimals: 2, quantityDecimals: 3, middleTicks: 50_000, levels: 12 },
    random,
  );
  const history = new BookHistory(market, depth);
  let updateId = BigInt(10_000_000 + random.integer(1_000_000));
  let sequence = BigInt(1_000_000_000 + random.integer(1_000_000));
  let view = market.texts(depth);

  const frame = (type: 'snapshot' | 'delta', timeMs: number, bids = view.bids, asks = view.asks): VenueFrame => ({
    text: bybitBookFrame({
      symbol,
      depth,
      type,
      timeMs,
      updateId: String(updateId),
      sequence: String(sequence),
      bids,
      asks,
    }),
    version: history.version,
    counts: true,
  });

  /** Moves the market and returns how the view changed. */
  const move = () => {
    market.change();
    const before = view;
    view = market.texts(depth);
    sequence += BigInt(1 + random.integer(50));
    history.keep();
    return {
      bids: viewChange(before.bids, view.bids, () => true),
      asks: viewChange(before.asks, view.asks, () => true),
    };
  };

  return {
    snapshots: 'streamed',
    publish: (timeMs) => {
      const { bids, asks } = move();
      updateId += 1n;
      return frame('delta', timeMs, bids, asks);
    },
    snapshot: (timeMs) => frame('snapshot', timeMs),
    connect: (timeMs) => [
      { text: bybitAnswerFrame('subscribe'), version: history.version, counts: false },
      frame('snapshot', timeMs),
    ],
    restart: (timeMs) => {
      move();
      updateId = 1n;
      // Documented as a whole book; what it calls itself is not documented.
      return frame(random.integer(2) === 0 ? 'snapshot' : 'delta', timeMs);
    },
    truth: (version) => history.at(version),
  };
};
