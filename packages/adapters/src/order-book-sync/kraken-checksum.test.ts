import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createOrderBook } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { krakenBookChecksum } from '../testing/kraken-frames';
import type { TextLevel } from '../testing/text-level';
import { fixedDigits } from './fixed-digits';
import { krakenChecksum } from './kraken-checksum';

/** A book that keeps the digits of its levels, as the machine keeps them. */
const bookOf = (bids: readonly TextLevel[], asks: readonly TextLevel[], places: readonly [number, number]) => {
  const book = createOrderBook({ instrumentId: 'kraken:BTC/USD', keepsDigits: true });
  for (const [side, levels] of [
    ['bid', bids],
    ['ask', asks],
  ] as const) {
    const digits = levels.map(([p, q]) => fixedDigits(p, places[0], 'price') + fixedDigits(q, places[1], 'qty'));
    book.update(side, levels.flat().map(Number), levels.length * 2, digits);
  }
  return book;
};

const file = fileURLToPath(new URL('../../../../../shared/data/vectors/orderbook_checksums.json', import.meta.url));

describe.skipIf(!existsSync(file))(
  `Kraken's documented books${existsSync(file) ? '' : ' (no ../shared/data here)'}`,
  () => {
    const vectors = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, { bids: TextLevel[]; asks: TextLevel[] }>)
      : {};

    test.each<[string, [number, number], number]>([
      ['kraken_v1', [5, 8], 974_947_235],
      ['kraken_v2', [1, 8], 3_310_070_434],
    ])('%s', (name, places, checksum) => {
      const { bids, asks } = vectors[name] as { bids: TextLevel[]; asks: TextLevel[] };
      expect(krakenChecksum(bookOf(bids, asks, places))).toBe(checksum);
      // The same book from numbers, whose zeros are lost and come back by the count of places.
      const bare = (levels: readonly TextLevel[]): TextLevel[] =>
        levels.map(([price, quantity]) => [String(Number(price)), String(Number(quantity))]);
      expect(krakenChecksum(bookOf(bare(bids), bare(asks), places))).toBe(checksum);
    });
  },
);

test('of any book it is that of the venue, which uses the CRC-32 of zlib', () => {
  const side = (min: number, max: number) =>
    fc
      .uniqueArray(fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 10 ** 9 })), {
        maxLength: 14,
        selector: ([ticks]) => ticks,
      })
      .map((levels) =>
        levels.map(([ticks, steps]): TextLevel => [(ticks / 10).toFixed(1), (steps / 10 ** 8).toFixed(8)]),
      );
  fc.assert(
    fc.property(side(1, 500), side(501, 20_000), (bids, asks) => {
      const sorted = (levels: readonly TextLevel[], sign: number): TextLevel[] =>
        levels.toSorted(([a], [b]) => sign * (Number(a) - Number(b)));
      expect(krakenChecksum(bookOf(bids, asks, [1, 8]))).toBe(krakenBookChecksum(sorted(bids, -1), sorted(asks, 1)));
    }),
    profile(300, 30_000),
  );
});
