import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after';

const nowMs = Date.UTC(2026, 0, 1);

it.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '3' }, 3_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7_000],
  [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after-ms': '-1' }, undefined],
  [{}, undefined],
])('%o is %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers), nowMs)).toBe(expected);
});
