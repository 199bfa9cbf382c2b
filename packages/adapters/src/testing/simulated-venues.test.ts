import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import { binanceVenue } from './binance-venue';
import { bybitVenue } from './bybit-venue';
import { coinbaseVenue } from './coinbase-venue';
import { krakenVenue } from './kraken-venue';
import { okxVenue } from './okx-venue';
import type { SimulatedVenue } from './simulated-venue';

const random = () => seededRandom(5);
const venues: Readonly<Record<string, SimulatedVenue>> = {
  spot: binanceVenue({ market: 'spot', symbol: 'BTCUSDT', snapshotLevels: 5, firstId: 10n }, random()),
  futures: binanceVenue({ market: 'futures', symbol: 'BTCUSDT', snapshotLevels: 5, firstId: 10n }, random()),
  bybit: bybitVenue('BTCUSDT', 8, random()),
  okx: okxVenue('BTC-USDT', random()),
  kraken: krakenVenue('BTC/USD', random()),
  coinbase: coinbaseVenue('BTC-USD', random()),
};

test.each(Object.entries(venues))('%s sends JSON, and versions that never go back', (_, venue) => {
  let version = 0;
  for (const frame of venue.connect(0)) expect(() => JSON.parse(frame.text)).not.toThrow();
  for (let step = 1; step < 200; step++) {
    const frame = step % 50 === 0 && venue.restart !== undefined ? venue.restart(step) : venue.publish(step);
    expect(() => JSON.parse(frame.text)).not.toThrow();
    expect(() => JSON.parse(venue.snapshot(step).text)).not.toThrow();
    expect(frame.version).toBeGreaterThanOrEqual(version);
    version = frame.version;
    const { bids, asks } = venue.truth(version);
    expect((bids[0] ?? 0) < (asks[0] ?? Infinity)).toBe(true);
  }
  expect(version).toBeGreaterThan(100);
});
