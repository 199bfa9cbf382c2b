import type { Random } from '@sigmax/core';
import { binanceVenue } from '../testing/binance-venue';
import { bybitVenue } from '../testing/bybit-venue';
import { coinbaseVenue } from '../testing/coinbase-venue';
import { krakenVenue } from '../testing/kraken-venue';
import { okxVenue } from '../testing/okx-venue';
import type { SimulatedVenue } from '../testing/simulated-venue';
import {
  binanceFuturesBook,
  binanceSpotBook,
  bybitBook,
  coinbaseBook,
  krakenBook,
  type OrderBookSync,
  okxBook,
} from '.';
import type { SyncState } from './sync-state';

/** A machine and the simulated venue that it is made for. */
export interface Contest {
  readonly sync: (more?: { readonly emitEvents?: boolean }) => OrderBookSync<SyncState>;
  /** Levels a side of the book. */
  readonly depth: number;
  readonly venue: (random: Random) => SimulatedVenue;
  readonly corruptDigit?: (text: string, random: Random) => string;
  /** What the machine must have asked for or said in some session, or the session was too kind. */
  readonly outputs: readonly string[];
}

/** All three tiers: a gap that was waited for, one that took a snapshot, one that took a new connection. */
const tiers = ['unsynced gap', 'request-snapshot gap', 'reconnect gap', 'refused', 'ignored old-message'];

const instrumentId = 'demo:BTC/USDT';
/** Waits and time-outs that fit a message every 100 ms. */
const times = { waitMs: 800, snapshotTimeoutMs: 1_500, maximumOldMessages: 40 };
const snapshotLevels = 9;

const anyFirstId = (random: Random): bigint =>
  BigInt(random.integer(2) === 0 ? 1_000 + random.integer(1_000_000) : Number.MAX_SAFE_INTEGER - random.integer(400));

/** Changes one digit of one quantity: still a number, still with all its places. */
const corruptQuantity = (text: string, random: Random): string => {
  const found = [...text.matchAll(/"qty":\d+\.(\d+)/g)];
  const one = found[random.integer(Math.max(1, found.length))];
  if (one === undefined) return text.slice(0, -1);
  const at = one.index + one[0].length - 1 - random.integer(8);
  return `${text.slice(0, at)}${(Number(text[at]) + 1 + random.integer(9)) % 10}${text.slice(at + 1)}`;
};

/** Every machine, with thresholds so low that a session meets them all. */
export const contests: Readonly<Record<string, Contest>> = {
  'Binance spot': {
    sync: (more) =>
      binanceSpotBook({
        ...times,
        ...more,
        instrumentId,
        symbol: 'BTCUSDT',
        snapshotLevels,
        gaps: { wait: 2, snapshot: 9 },
      }),
    depth: 1_000,
    venue: (random) =>
      binanceVenue({ market: 'spot', symbol: 'BTCUSDT', snapshotLevels, firstId: anyFirstId(random) }, random),
    outputs: [...tiers, 'ignored old-snapshot', 'ignored snapshot-not-needed', 'reconnect attempts-exhausted'],
  },
  'Binance USD-M futures': {
    sync: (more) =>
      binanceFuturesBook({
        ...times,
        ...more,
        instrumentId,
        symbol: 'BTCUSDT',
        snapshotLevels,
        gaps: { wait: 900, snapshot: 5_000 },
      }),
    depth: 1_000,
    venue: (random) =>
      binanceVenue({ market: 'futures', symbol: 'BTCUSDT', snapshotLevels, firstId: anyFirstId(random) }, random),
    outputs: [...tiers, 'ignored old-snapshot', 'ignored snapshot-not-needed', 'reconnect attempts-exhausted'],
  },
  'Bybit v5': {
    sync: (more) =>
      bybitBook({ ...times, ...more, instrumentId, symbol: 'BTCUSDT', depth: 8, gaps: { wait: 2, snapshot: 5 } }),
    depth: 8,
    venue: (random) => bybitVenue('BTCUSDT', 8, random),
    outputs: [...tiers, 'request-snapshot ids-restarted', 'ignored old-snapshot'],
  },
  'OKX v5': {
    sync: (more) =>
      okxBook({ ...times, ...more, instrumentId, instrument: 'BTC-USDT', gaps: { wait: 10, snapshot: 40 } }),
    depth: 400,
    venue: (random) => okxVenue('BTC-USDT', random),
    outputs: [...tiers, 'request-snapshot ids-restarted', 'ignored old-snapshot'],
  },
  'Kraken v2': {
    sync: (more) =>
      krakenBook({ ...times, ...more, instrumentId, symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 }),
    depth: 10,
    venue: (random) => krakenVenue('BTC/USD', random),
    corruptDigit: corruptQuantity,
    outputs: ['request-snapshot checksum-mismatch', 'refused', 'ignored old-message', 'ignored old-snapshot'],
  },
  'Coinbase Advanced': {
    sync: (more) =>
      coinbaseBook({ ...times, ...more, instrumentId, product: 'BTC-USD', gaps: { wait: 2, snapshot: 5 } }),
    depth: 1_000,
    venue: (random) => coinbaseVenue('BTC-USD', random),
    outputs: [...tiers, 'ignored old-snapshot'],
  },
};
