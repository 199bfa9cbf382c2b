import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Trade } from '../market/trade';
import { profile } from '../testing-profile.test-helper';
import { vpin } from './vpin';

const trade = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('buy', 'sell', undefined));

it('is the mean of the last buckets when every unit is put into its bucket by itself', () => {
  fc.assert(
    fc.property(
      fc.array(trade, { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(1, 0.1, 0.003),
      (trades, perBucket, buckets, unit) => {
        const running = vpin(perBucket * unit, buckets).start(500);
        const units: number[] = [];
        for (const [timeMs, [count, side]] of trades.entries()) {
          const event = {
            type: 'trade',
            instrumentId: 'demo:BTC/USDT',
            timeMs,
            id: '1',
            price: 1,
            quantity: count * unit,
            side,
          };
          running.trade?.(event as Trade);
          if (side !== undefined) units.push(...Array.from({ length: count }, () => (side === 'buy' ? 1 : -1)));
          const full = Math.floor(units.length / perBucket);
          const last = Array.from({ length: Math.min(buckets, full) }, (_, back) =>
            units.slice((full - 1 - back) * perBucket, (full - back) * perBucket),
          );
          const shares = last.map((bucket) => Math.abs(bucket.reduce((sum, one) => sum + one, 0)) / perBucket);
          const value = running.value(timeMs);
          if (full < buckets) expect(value).toBeUndefined();
          else expect(value).toBeCloseTo(shares.reduce((sum, share) => sum + share, 0) / buckets, 9);
        }
      },
    ),
    profile(200, 10_000),
  );
});
