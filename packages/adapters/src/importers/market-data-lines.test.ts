import { describe, expect, test } from 'vitest';
import { marketDataLines } from '.';
import { collect, testFile, untilError } from './import.test-helper';

const trade = { type: 'trade', instrumentId: 'x', timeMs: 7.25, id: '1', price: 100, quantity: 2 };
const quote = { type: 'quote', instrumentId: 'x', timeMs: 8, bid: 1, bidQuantity: 1, ask: 2, askQuantity: 0 };
const lines = (...events: unknown[]) =>
  testFile('a.jsonl', `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);

describe('lines of market data', () => {
  test('come back as events', async () => {
    expect(await collect(marketDataLines(lines(trade, quote)))).toEqual([{ ...trade, side: undefined }, quote]);
  });

  test.each([
    ['a price below 0', [trade, { ...trade, price: -1 }], 'NOT_POSITIVE'],
    ['an unknown type', [trade, { ...trade, type: 'candle' }], 'UNKNOWN_EVENT'],
    ['a step back', [trade, { ...trade, timeMs: 1 }], 'OUT_OF_ORDER'],
    ['no event at all', [trade, [1]], 'NOT_JSON_LINES'],
  ])('with %s are refused', async (_, events, code) => {
    const { events: good, error } = await untilError(marketDataLines(lines(...events)));
    expect(good).toHaveLength(1);
    expect(error).toMatchObject({ name: 'DataError', code, context: { line: 2 } });
  });
});
