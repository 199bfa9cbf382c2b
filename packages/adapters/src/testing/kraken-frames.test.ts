import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { krakenBookChecksum, krakenBookFrame } from './kraken-frames';
import type { TextLevel } from './text-level';

interface Vector {
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
  readonly crc32: number;
}

const file = fileURLToPath(new URL('../../../../../shared/data/vectors/orderbook_checksums.json', import.meta.url));

describe.skipIf(!existsSync(file))(
  `checksums of Kraken's documentation${existsSync(file) ? '' : ' (no ../shared/data)'}`,
  () => {
    const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Vector>) : {};

    test.each([
      ['kraken_v1', 974_947_235],
      ['kraken_v2', 3_310_070_434],
    ])('%s', (name, checksum) => {
      const { bids, asks, crc32 } = vectors[name] as Vector;
      expect(crc32).toBe(checksum);
      expect(krakenBookChecksum(bids, asks)).toBe(checksum);
    });
  },
);

test('numbers are written with all their places', () => {
  const text = krakenBookFrame({
    symbol: 'BTC/USD',
    type: 'snapshot',
    checksum: 1,
    bids: [['45283.5', '0.10000000']],
    asks: [],
  });
  expect(text).toContain('{"price":45283.5,"qty":0.10000000}');
  expect(JSON.parse(text)).toMatchObject({
    channel: 'book',
    data: [{ bids: [{ price: 45283.5, qty: 0.1 }], checksum: 1 }],
  });
});
