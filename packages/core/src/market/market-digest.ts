import { createSha256 } from '../sha256';
import type { BarSeries } from './bar-series';

const encoder = new TextEncoder();
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The bytes of a column, little-endian on every machine. */
const bytesOf = (column: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  if (isLittleEndian) return bytes;
  const swapped = bytes.slice();
  for (let at = 0; at < swapped.length; at += 8) swapped.subarray(at, at + 8).reverse();
  return swapped;
};

/**
 * Returns the SHA-256 of market data: for each series in order of instrument id, the id, then its six columns.
 *
 * The digest of quotes, where a market has them, comes last. Two runs with the same market digest saw the same bars, bit for bit, whatever file or stream they came from.
 */
export const marketDigest = (market: readonly BarSeries[], quoteDigest?: string): string => {
  const hash = createSha256();
  const sorted = [...market].sort((a, b) => (a.instrumentId < b.instrumentId ? -1 : 1));
  for (const series of sorted) {
    hash.update(encoder.encode(`${series.instrumentId}\n${series.length}\n`));
    for (const field of ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const)
      hash.update(bytesOf(series[field]));
  }
  if (quoteDigest !== undefined) hash.update(encoder.encode(`quotes\n${quoteDigest}\n`));
  return hash.hex();
};
