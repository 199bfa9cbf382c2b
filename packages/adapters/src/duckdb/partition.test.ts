import { describe, expect, test } from 'vitest';
import { partitionReader, partitionSpan } from './partition';

describe('partitions', () => {
  test('are dates for events, months for short bars, years for the rest', () => {
    expect(partitionSpan('trade', undefined)).toBe('date');
    expect(partitionSpan('order-book', undefined)).toBe('date');
    expect(partitionSpan('bar', 60_000)).toBe('month');
    expect(partitionSpan('bar', 3_600_000)).toBe('year');
    expect(partitionSpan('funding-rate', undefined)).toBe('year');
  });

  test('end where a date, a month and a year end', () => {
    const [date, month, year] = (['date', 'month', 'year'] as const).map(partitionReader);
    const moments = [
      0,
      Date.UTC(2024, 1, 29, 23, 59, 59, 999),
      Date.UTC(2024, 2, 1),
      Date.UTC(2023, 11, 31),
      Date.UTC(9999, 11, 31),
    ];
    expect(moments.map((at) => date?.(at))).toEqual([
      '1970-01-01',
      '2024-02-29',
      '2024-03-01',
      '2023-12-31',
      '9999-12-31',
    ]);
    expect(moments.map((at) => month?.(at))).toEqual(['1970-01', '2024-02', '2024-03', '2023-12', '9999-12']);
    expect(moments.map((at) => year?.(at))).toEqual(['1970', '2024', '2024', '2023', '9999']);
    expect(date?.(Date.UTC(2024, 1, 29, 23, 59, 59, 999) + 0.5)).toBe('2024-02-29');
  });
});
