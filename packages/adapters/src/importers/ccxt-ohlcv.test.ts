import { describe, expect, test } from 'vitest';
import { ccxtOhlcv, type OhlcvRow } from '.';
import { collect, instrumentId, untilError } from './import.test-helper';

const hourMs = 3_600_000;
const start = Date.UTC(2024, 0, 1);
const row = (hour: number, ...rest: (number | string | null)[]): OhlcvRow =>
  rest.length > 0 ? [start + hour * hourMs, ...rest] : [start + hour * hourMs, 100, 110, 90, 105, 7];
const options = { instrumentId, timeframe: '1h' } as const;

describe('rows of ccxt', () => {
  test('become bars that carry their close, one by one or in pages, awaited or not', async () => {
    async function* pages() {
      yield [row(0), row(1)];
      yield [];
      yield [row(3)];
    }
    const expected = [1, 2, 4].map((hour) => ({
      type: 'bar',
      instrumentId,
      timeMs: start + hour * hourMs,
      open: 100,
      high: 110,
      low: 90,
      close: 105,
      volume: 7,
    }));
    expect(await collect(ccxtOhlcv([row(0), row(1), row(3)], options))).toEqual(expected);
    expect(await collect(ccxtOhlcv(pages(), options))).toEqual(expected);
    expect(await collect(ccxtOhlcv([row(0, '100', '110', '90', '105', '7')], options))).toEqual(expected.slice(0, 1));
  });

  test('that are not finished are left out', async () => {
    expect(await collect(ccxtOhlcv([row(0), row(1)], { ...options, untilMs: start + hourMs }))).toHaveLength(1);
  });

  test.each([
    ['time', [row(0), ['2024-01-01', 1, 1, 1, 1, 1]], 'NOT_A_NUMBER'],
    ['time', [row(0), [start / 1_000, 1, 1, 1, 1, 1]], 'TIME_OUT_OF_RANGE'],
    ['close', [row(0), row(1, 100, 110, 90, null, 7)], 'NOT_A_NUMBER'],
    ['volume', [row(0), row(1, 100, 110, 90, 105)], 'NOT_A_NUMBER'],
    ['high', [row(0), row(1, 100, 80, 90, 105, 7)], 'HIGH_BELOW_LOW'],
    ['time', [row(0), row(0)], 'DUPLICATE_TIME'],
    ['time', [row(0), row(1.5)], 'OFF_GRID'],
  ] as const)('with a bad %s are refused', async (field, rows, code) => {
    const { events, error } = await untilError(ccxtOhlcv(rows as readonly OhlcvRow[], options));
    expect(events).toHaveLength(1);
    expect(error).toMatchObject({ name: 'DataError', code, context: { source: 'ohlcv', index: 1, field } });
  });

  test('are none: an error', async () => {
    expect((await untilError(ccxtOhlcv([], options))).error?.code).toBe('EMPTY');
    expect(() => ccxtOhlcv([], { instrumentId } as never)).toThrow(/timeframe/);
  });
});
