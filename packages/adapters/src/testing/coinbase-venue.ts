import type { Random } from '@sigmax/core';
import { BookHistory } from './book-history';
import { coinbaseBookFrame, coinbaseHeartbeatFrame } from './coinbase-frames';
import { SimulatedMarket } from './simulated-market';
import type { SimulatedVenue, VenueFrame } from './simulated-venue';

/** Coinbase's channel `level2` beside heartbeats and another product, all counted by one number a connection. */
export const coinbaseVenue = (product: string, random: Random): SimulatedVenue => {
  const market = new SimulatedMarket(
    { priceDecimals: 2, quantityDecimals: 8, middleTicks: 50_000, levels: 12 },
    random,
  );
  const history = new BookHistory(market);
  let sequence = -1;

  const next = (): number => {
    sequence += 1;
    return sequence;
  };
  const counted = (text: string): VenueFrame => ({ text, version: history.version, counts: true });
  const timestamp = (timeMs: number): string => new Date(timeMs).toISOString();
  const snapshot = (timeMs: number): VenueFrame =>
    counted(
      coinbaseBookFrame({
        product,
        type: 'snapshot',
        timestamp: timestamp(timeMs),
        sequence: next(),
        ...market.texts(),
      }),
    );

  return {
    snapshots: 'streamed',
    publish: (timeMs) => {
      const kind = random.integer(10);
      if (kind === 0) return counted(coinbaseHeartbeatFrame(timestamp(timeMs), next()));
      const own = kind > 1;
      const change = own ? market.change() : market.texts(1);
      if (own) history.keep();
      return counted(
        coinbaseBookFrame({
          product: own ? product : 'OTHER-USD',
          type: 'update',
          timestamp: timestamp(timeMs),
          sequence: next(),
          ...change,
        }),
      );
    },
    snapshot,
    connect: (timeMs) => {
      sequence = -1;
      return [
        counted(
          `{"channel":"subscriptions","client_id":"","timestamp":"${timestamp(timeMs)}","sequence_num":${next()},"events":[]}`,
        ),
        snapshot(timeMs),
      ];
    },
    truth: (version) => history.at(version),
  };
};
