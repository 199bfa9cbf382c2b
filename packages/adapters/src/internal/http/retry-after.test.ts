import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after';

const nowMs = Date.UTC(2026, 0, 1);

it.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': ' 1.5 ' }, 1_500],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7_000],
  [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, undefined],
  [{ 'retry-after': '999999999' }, 86_400_000],
  [{ 'retry-after': '0' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '1e9' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'x-ratelimit-reset': '42' }, 42_000],
  [{ 'retry-after': '1', 'x-ratelimit-reset': '42' }, 1_000],
  [{}, undefined],
])('%o is %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers), nowMs)).toBe(expected);
});
