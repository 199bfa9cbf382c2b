import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { PriceLevels } from './price-levels';
import { windowTicks } from './tick-window';

type Change = readonly [price: number, quantity: number];

/** The same side kept the plain way: a map, sorted whenever it is read. */
const oracle = (side: 'bid' | 'ask', limit = Number.POSITIVE_INFINITY) => {
  const held = new Map<number, number>();
  const sorted = (): Change[] => [...held].sort(([a], [b]) => (side === 'bid' ? b - a : a - b));
  return {
    sorted,
    update: (changes: readonly Change[]) => {
      for (const [price, quantity] of changes) {
        if (quantity === 0) held.delete(price);
        else held.set(price, quantity);
      }
      for (const [price] of sorted().slice(limit)) held.delete(price);
    },
  };
};

const levelsOf = (levels: PriceLevels): Change[] => {
  const found: Change[] = [];
  levels.walk((price, quantity) => found.push([price, quantity]) > 0);
  return found;
};

const expectSame = (levels: PriceLevels, expected: readonly Change[]): void => {
  expect(levelsOf(levels)).toEqual(expected);
  expect(levels.length).toBe(expected.length);
  expect([levels.bestPrice, levels.bestQuantity, levels.worstPrice]).toEqual([
    expected[0]?.[0],
    expected[0]?.[1],
    expected.at(-1)?.[0],
  ]);
  for (const [price, quantity] of expected.slice(0, 3)) {
    expect(levels.quantityAt(price)).toBe(quantity);
    expect(levels.quantityAt(price + 0.000_3)).toBe(expected.find(([other]) => other === price + 0.000_3)?.[1] ?? 0);
  }
};

/** Prices near a touch that wanders, far away, on finer grids, and on none. */
const prices = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 990, max: 1_010 }).map((ticks) => ticks / 10) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 40_000 }).map((ticks) => ticks / 10) },
  { weight: 2, arbitrary: fc.integer({ min: 99_000, max: 101_000 }).map((ticks) => ticks / 1_000) },
  { weight: 1, arbitrary: fc.double({ min: 1e-9, max: 1e9, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-15, 5e-324, 1 / 3, 1e100, 2 ** 53, (windowTicks * 3) / 40, 100) },
);
/** Mostly on one grid, so that windows stay open. */
const onGrid = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 9_800, max: 10_200 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 40_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4_000_000 }) },
);
const quantities = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.constantFrom(5e-324, 1e100, 0.1));
const eventsOf = (price: fc.Arbitrary<number>, most: number) =>
  fc.array(fc.array(fc.tuple(price, quantities), { maxLength: 12 }), { maxLength: most });
const sides = fc.constantFrom<'bid' | 'ask'>('bid', 'ask');

const replay = (side: 'bid' | 'ask', events: readonly (readonly Change[])[], options: object, limit?: number): void => {
  const levels = new PriceLevels(side, { ...options, ...(limit === undefined ? {} : { limit }) });
  const expected = oracle(side, limit);
  for (const changes of events) {
    levels.update(changes.flat(), changes.length * 2);
    levels.truncate();
    expected.update(changes);
    expectSame(levels, expected.sorted());
  }
};

test('levels are those of a map that is sorted', () => {
  fc.assert(
    fc.property(sides, eventsOf(prices, 30), fc.constantFrom(1, 3, 20, 256), (side, events, windowFrom) =>
      replay(side, events, { windowFrom }),
    ),
    profile(400, 60_000),
  );
});

test('on one grid, with the touch wandering in and out of the window', () => {
  fc.assert(
    fc.property(
      sides,
      eventsOf(onGrid, 40),
      fc.constantFrom(1, 4),
      fc.constantFrom(1, 100),
      (side, events, from, unit) =>
        replay(
          side,
          events.map((changes) => changes.map(([ticks, quantity]) => [ticks / unit, quantity] as const)),
          { windowFrom: from },
        ),
    ),
    profile(400, 60_000),
  );
});

test('a limit keeps the best levels after each event', () => {
  fc.assert(
    fc.property(sides, eventsOf(prices, 20), fc.integer({ min: 1, max: 8 }), (side, events, limit) =>
      replay(side, events, { windowFrom: 3 }, limit),
    ),
    profile(300, 30_000),
  );
});

test('texts stay with their levels and leave with them', () => {
  fc.assert(
    fc.property(sides, eventsOf(prices, 12), fc.integer({ min: 1, max: 8 }), (side, events, limit) => {
      const levels = new PriceLevels(side, { limit, keepsDigits: true, windowFrom: 3 });
      const texts = new Map<number, string>();
      for (const [turn, changes] of events.entries()) {
        const digits = changes.map((_, index) => `${turn}:${index}`);
        levels.update(changes.flat(), changes.length * 2, digits);
        levels.truncate();
        for (const [index, [price, quantity]] of changes.entries()) {
          if (quantity > 0) texts.set(price, digits[index] as string);
          else texts.delete(price);
        }
        const held = new Set(levelsOf(levels).map(([price]) => price));
        for (const price of texts.keys()) if (!held.has(price)) texts.delete(price);
        for (const price of [...held, ...changes.map(([price]) => price)])
          expect(levels.digitsAt(price)).toBe(texts.get(price));
      }
    }),
    profile(200, 20_000),
  );
});
