import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { backoffMs, nextWaitMs } from './backoff';
import { sourceError } from './source-error';

const waits = { everyMs: 300_000, minimumBackoffMs: 1_000, maximumBackoffMs: 60_000 };
const failed = (isRetryable: boolean, context = {}) =>
  sourceError('feed', 'SERVER_FAILED', 'it failed', { isRetryable, context });

const range = (draw: (seed: number) => number): [number, number] => {
  const all = Array.from({ length: 500 }, (_, seed) => draw(seed));
  return [Math.min(...all), Math.max(...all)];
};

it.each([
  [1, 500, 1_000],
  [2, 1_000, 2_000],
  [5, 8_000, 16_000],
  [7, 30_000, 60_000],
  [10_000, 30_000, 60_000],
])('waits after failure %i from %i to %i ms', (failures, from, to) => {
  const [low, high] = range((seed) => backoffMs(failed(true), failures, waits, seededRandom(seed)));
  expect(low).toBeGreaterThanOrEqual(from);
  expect(high).toBeLessThan(to);
  // All of the range is used.
  expect(high - low).toBeGreaterThan(0.9 * (to - from));
});

it('waits longest at once where another try does not help', () => {
  expect(range((seed) => backoffMs(failed(false), 1, waits, seededRandom(seed)))[0]).toBeGreaterThanOrEqual(30_000);
});

it('waits as long as the server asks for, and a little longer', () => {
  const error = failed(true, { retryAfterMs: 90_000 });
  const [low, high] = range((seed) => backoffMs(error, 1, waits, seededRandom(seed)));
  expect(low).toBeGreaterThanOrEqual(90_000);
  expect(high).toBeLessThan(99_000);
});

it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, '9', null])('heeds no wait of %s', (retryAfterMs) => {
  expect(backoffMs(failed(true, { retryAfterMs }), 1, waits, seededRandom(1))).toBeLessThan(1_000);
});

it('spreads what works by a tenth, the same for one seed', () => {
  const [low, high] = range((seed) => nextWaitMs(waits, seededRandom(seed)));
  expect([low >= 270_000, high <= 330_000, high - low > 50_000]).toEqual([true, true, true]);
  expect(nextWaitMs(waits, seededRandom(3))).toBe(nextWaitMs(waits, seededRandom(3)));
});
