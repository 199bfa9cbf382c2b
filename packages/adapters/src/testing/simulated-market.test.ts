import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import { BookHistory } from './book-history';
import { decimalText } from './decimal-text';
import { SimulatedMarket } from './simulated-market';
import type { TextLevel } from './text-level';
import { viewChange } from './view-change';

const shape = { priceDecimals: 2, quantityDecimals: 3, middleTicks: 50_000, levels: 10 };

const sorted = (side: ReadonlyMap<string, string>, better: 1 | -1): TextLevel[] =>
  [...side].sort(([a], [b]) => better * (Number(b) - Number(a)));

test('changes lead from one book to the next, which is never crossed', () => {
  for (let seed = 0; seed < 20; seed++) {
    const market = new SimulatedMarket(shape, seededRandom(seed));
    const start = market.texts();
    const bids = new Map(start.bids);
    const asks = new Map(start.asks);
    for (let step = 0; step < 500; step++) {
      const change = market.change();
      for (const [side, levels] of [
        [bids, change.bids],
        [asks, change.asks],
      ] as const) {
        for (const [price, quantity] of levels) {
          if (Number(quantity) === 0) side.delete(price);
          else side.set(price, quantity);
        }
      }
      expect(market.texts()).toEqual({ bids: sorted(bids, 1), asks: sorted(asks, -1) });
      const { bids: [bid = 0] = [], asks: [ask = 0] = [] } = market.book(1);
      expect(bid).toBeGreaterThan(0);
      expect(bid).toBeLessThan(ask);
      expect(market.book().bids).toEqual(market.texts().bids.flat().map(Number));
    }
  }
});

test('a history keeps each book as it was', () => {
  const market = new SimulatedMarket(shape, seededRandom(1));
  const history = new BookHistory(market, 3);
  const first = market.book(3);
  while (JSON.stringify(market.book(3)) === JSON.stringify(first)) market.change();
  expect([history.version, history.keep(), history.version]).toEqual([0, 1, 1]);
  expect(history.at(0)).toEqual(first);
  expect(history.at(1)).toEqual(market.book(3));
});

test('a view changes by what is new in it and by what has left it', () => {
  const before: TextLevel[] = [
    ['3.0', '1.5'],
    ['2.0', '1.0'],
    ['1.0', '1.0'],
  ];
  const after: TextLevel[] = [
    ['4.0', '2.0'],
    ['3.0', '1.5'],
    ['2.0', '7.0'],
  ];
  expect(viewChange(before, after, () => true)).toEqual([
    ['4.0', '2.0'],
    ['2.0', '7.0'],
    ['1.0', '0.0'],
  ]);
  expect(viewChange(before, after, () => false)).toEqual([
    ['4.0', '2.0'],
    ['2.0', '7.0'],
  ]);
});

test.each([
  [12_345, 2, '123.45'],
  [5, 3, '0.005'],
  [7, 0, '7'],
  [0, 2, '0.00'],
])('%i units of %i places are %s', (units, places, text) => expect(decimalText(units, places)).toBe(text));
