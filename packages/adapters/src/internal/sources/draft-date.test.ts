import { expect, it } from 'vitest';
import { assetSymbols } from './asset-symbols';
import { countedDate, writtenDate } from './draft-date';

it.each([
  ['2026-11-22T00:00:00Z', Date.UTC(2026, 10, 22), false],
  ['yesterday', undefined, true],
  [5, undefined, true],
  ['', undefined, false],
  [null, undefined, false],
  [undefined, undefined, false],
])('reads %j as a written time', (field, publishedAtMs, isDateUnreadable) => {
  expect(writtenDate(field)).toEqual({ publishedAtMs, isDateUnreadable });
});

it.each([
  [1_700_000_000, 1_700_000_000_000, false],
  ['1700000000', 1_700_000_000_000, false],
  [0, 0, false],
  [-1, undefined, true],
  [1e300, undefined, true],
  ['soon', undefined, true],
  [null, undefined, false],
])('reads %j as counted seconds', (field, publishedAtMs, isDateUnreadable) => {
  expect(countedDate(field)).toEqual({ publishedAtMs, isDateUnreadable });
});

it('takes symbols, and nothing else', () => {
  expect(assetSymbols([' btc', 'BTC', 'ETH', 'a b', '', 5, null, '../x', '1INCH'])).toEqual(['BTC', 'ETH', '1INCH']);
});
