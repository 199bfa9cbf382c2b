import { expect, it } from 'vitest';
import { feedDate } from './feed-date';

const expectedMs = Date.UTC(2026, 10, 22, 13, 5, 9);

it.each([
  'Sun, 22 Nov 2026 13:05:09 GMT',
  'Sun, 22 Nov 2026 13:05:09 +0000',
  'sun, 22 nov 2026 08:05:09 EST',
  // The wrong day of the week.
  'Mon, 22 Nov 2026 05:05:09 PST',
  '22 Nov 26 14:05:09 +01:00',
  'Sunday, 22 November 2026 13:05:09 UT',
  '22-Nov-2026 13:05:09 Z',
  'Sun, 22 Nov 2026 13:05:09 +0000 (UTC)',
  '  2026-11-22T13:05:09Z ',
  '2026-11-22T18:35:09+05:30',
  '2026-11-22 13:05:09 UTC',
  '2026-11-22T13:05:09.000+0000',
])('%s', (text) => {
  expect(feedDate(text)).toBe(expectedMs);
});

it('takes minutes without seconds, and fractions', () => {
  expect(feedDate('Sun, 22 Nov 2026 13:05 GMT')).toBe(expectedMs - 9_000);
  expect(feedDate('2026-11-22T13:05:09.123456Z')).toBe(expectedMs + 123);
  expect(feedDate('1 Jan 70 00:00:00 GMT')).toBe(0);
});

it.each([
  '',
  'yesterday',
  '2026-11-22',
  '2026-11-22T13:05:09',
  'Sun, 22 Nov 2026 13:05:09',
  // India, Israel or Ireland.
  'Sun, 22 Nov 2026 13:05:09 IST',
  'Sun, 22 Nov 2026 13:05:09 A',
  'Sun, 31 Feb 2026 13:05:09 GMT',
  'Sun, 22 Foo 2026 13:05:09 GMT',
  'Sun, 22 Nov 2026 25:05:09 GMT',
  'Sun, 22 Nov 2026 13:61:09 GMT',
  'Sun, 22 Nov 2026 13:05:09 +9900',
  '0000-01-01T00:00:00Z',
  '2026-02-29T00:00:00Z',
  'Sun, 22 Nov 2026 13:05:09 constructor',
  `${' '.repeat(50)}x${' '.repeat(50)}22 Nov`,
])('%s is no time', (text) => {
  expect(feedDate(text)).toBeUndefined();
});
