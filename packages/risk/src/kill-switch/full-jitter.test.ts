import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { fullJitterMs } from './full-jitter';

it('is spread evenly over all of the span, which doubles up to a cap', () => {
  const random = seededRandom(5);
  for (const [retry, spanMs] of [
    [0, 100],
    [1, 200],
    [5, 3_200],
    [6, 5_000],
    [1_000, 5_000],
  ] as const) {
    const delays = Array.from({ length: 4_000 }, () => fullJitterMs(random, retry, { baseMs: 100, capMs: 5_000 }));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(spanMs);
    // Ten buckets of 400: five standard deviations are 95.
    const buckets = Array(10).fill(0);
    for (const delay of delays) buckets[Math.floor((delay / spanMs) * 10)] += 1;
    for (const count of buckets) expect(Math.abs(count - 400)).toBeLessThan(95);
  }
});
