import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { type BarSeries, barSeries } from './bar-series';
import { marketDigest } from './market-digest';

const fields = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

const made = (instrumentId: string, ...closes: number[]): BarSeries => {
  const close = Float64Array.from(closes);
  const timeMs = close.map((_, index) => index + 1);
  return barSeries({
    instrumentId,
    timeframeMs: 1,
    timeMs,
    open: close,
    high: close,
    low: close,
    close,
    volume: close,
  });
};

/** The same digest, from Node's own SHA-256 and numbers written one by one. */
const expected = (...market: BarSeries[]): string => {
  const hash = createHash('sha256');
  for (const series of market) {
    hash.update(`${series.instrumentId}\n${series.length}\n`);
    for (const field of fields) {
      for (const value of series[field]) {
        const bytes = Buffer.alloc(8);
        bytes.writeDoubleLE(value);
        hash.update(bytes);
      }
    }
  }
  return hash.digest('hex');
};

const [a, b] = [made('a:A/B', 1.5, 2, 3), made('b:A/B', 7)];

it('is the SHA-256 of ids and columns, in order of id', () => {
  expect(marketDigest([a, b])).toBe(expected(a, b));
  expect(marketDigest([b, a])).toBe(expected(a, b));
  expect(marketDigest([])).toBe(expected());
});

it('does not see how the columns lie in memory, nor where they came from', () => {
  const wide = new Float64Array(10);
  wide.set([1.5, 2, 3], 4);
  const part = { ...a, close: wide.subarray(4, 7), source: 'elsewhere', isSimulated: true };
  expect(marketDigest([part])).toBe(marketDigest([a]));
});

it.each(fields)('sees the last bit of %s', (field) => {
  const column = a[field].slice();
  column[1] = (column[1] as number) * (1 + Number.EPSILON);
  expect(marketDigest([{ ...a, [field]: column }])).not.toBe(marketDigest([a]));
});
