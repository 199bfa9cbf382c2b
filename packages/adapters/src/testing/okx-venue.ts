import type { Random } from '@sigmax/core';
import { BookHistory } from './book-history';
import { okxAnswerFrame, okxBookFrame } from './okx-frames';
import { SimulatedMarket } from './simulated-market';
import type { SimulatedVenue, VenueFrame } from './simulated-venue';
import type { TextLevel } from './text-level';

/** OKX's channel `books`: chained ids with holes, messages without a change, ids that start again lower. */
export const okxVenue = (instrument: string, random: Random): SimulatedVenue => {
  const market = new SimulatedMarket(
    { priceDecimals: 2, quantityDecimals: 3, middleTicks: 50_000, levels: 12 },
    random,
  );
  const history = new BookHistory(market);
  // As large as the venue's own in 2024, beyond 2^53.
  let id = 1_724_294_007_352_168_320n + BigInt(random.integer(1_000_000));

  const update = (
    timeMs: number,
    nextId: bigint,
    bids: readonly TextLevel[],
    asks: readonly TextLevel[],
  ): VenueFrame => {
    const previous = id;
    id = nextId;
    return {
      text: okxBookFrame({
        instrument,
        action: 'update',
        timeMs,
        sequenceId: String(id),
        previousSequenceId: String(previous),
        bids,
        asks,
      }),
      version: history.version,
      counts: true,
    };
  };

  const changed = (timeMs: number, nextId: bigint): VenueFrame => {
    const { bids, asks } = market.change();
    history.keep();
    return update(timeMs, nextId, bids, asks);
  };

  const snapshot = (timeMs: number): VenueFrame => ({
    text: okxBookFrame({
      instrument,
      action: 'snapshot',
      timeMs,
      sequenceId: String(id),
      previousSequenceId: '-1',
      ...market.texts(),
    }),
    version: history.version,
    counts: true,
  });

  return {
    snapshots: 'streamed',
    publish: (timeMs) =>
      random.integer(10) === 0 ? update(timeMs, id, [], []) : changed(timeMs, id + BigInt(1 + random.integer(9))),
    snapshot,
    connect: (timeMs) => [
      { text: okxAnswerFrame(instrument), version: history.version, counts: false },
      snapshot(timeMs),
    ],
    restart: (timeMs) => changed(timeMs, id / 2n + BigInt(random.integer(1_000_000))),
    truth: (version) => history.at(version),
  };
};
