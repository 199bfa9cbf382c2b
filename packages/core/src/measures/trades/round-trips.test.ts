import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../../orders/order-events';
import { seededRandom } from '../../random';
import { hourMs, startMs, testBars, testRun } from '../test-run';
import { OpenTrip } from './round-trip';
import { roundTrips } from './round-trips';

const bars = testBars('demo:BTC/USDT', [100, 110, 120, 90, 80, 100, 130]);
const trips = (trades: [bar: number, quantity: number, tag?: string][], feeRate = 0.01) =>
  roundTrips(
    testRun({
      market: [bars],
      feeRate,
      trades: trades.map(([bar, quantity, tag]) => ({ bar, quantity, ...(tag && { tag }) })),
    }).fills,
  );

describe('roundTrips', () => {
  it('books a simple trade', () => {
    // The open of a bar is the close before it.
    const [trade, ...more] = trips([
      [1, 2, 'in'],
      [3, -2, 'out'],
    ]);
    expect(more).toEqual([]);
    expect(trade).toMatchObject({
      instrumentId: 'demo:BTC/USDT',
      side: 'long',
      isOpen: false,
      openMs: startMs + 2 * hourMs,
      closeMs: startMs + 4 * hourMs,
      holdingMs: 2 * hourMs,
      quantity: 2,
      closedQuantity: 2,
      entryPrice: 100,
      exitPrice: 120,
      grossPnl: 40,
      fillCount: 2,
      tags: ['in', 'out'],
    });
    expect(trade?.fees).toBeCloseTo(4.4, 12);
    expect(trade?.netPnl).toBeCloseTo(35.6, 12);
    expect(trade?.return).toBeCloseTo(35.6 / 200, 12);
  });

  it('averages entries and exits of a position that is built and closed in parts', () => {
    const [trade] = trips(
      [
        [1, 1],
        [2, 3],
        [3, -1],
        [6, -3],
      ],
      0,
    );
    expect(trade).toMatchObject({ quantity: 4, closedQuantity: 4, entryPrice: 107.5, exitPrice: 105, isOpen: false });
    expect(trade?.grossPnl).toBeCloseTo(-10, 10);
  });

  it('counts units that are bought again after a partial close at the average cost of what was left', () => {
    // Buy 2 at 100, sell 1 at 110 (+10), buy 1 at 120 (average 110), sell 2 at 90 (−40).
    const [trade] = trips(
      [
        [1, 2],
        [2, -1],
        [3, 1],
        [4, -2],
      ],
      0,
    );
    expect(trade?.grossPnl).toBeCloseTo(-30, 10);
    expect(trade).toMatchObject({ quantity: 3, closedQuantity: 3 });
  });

  it('leaves the last trade open, with what it has realised and all its fees', () => {
    const [trade] = trips([
      [1, 2],
      [3, -1],
    ]);
    expect(trade).toMatchObject({ isOpen: true, quantity: 2, closedQuantity: 1, exitPrice: 120, grossPnl: 20 });
    expect(trade?.fees).toBeCloseTo(3.2, 12);
    expect(trips([[1, 2]])[0]?.exitPrice).toBeUndefined();
  });

  it('splits a fill that turns the position around, with its fee', () => {
    const [first, second] = trips([
      [1, 1],
      [3, -3],
      [5, 2],
    ]);
    expect(first).toMatchObject({ side: 'long', grossPnl: 20, isOpen: false, quantity: 1 });
    expect(second).toMatchObject({
      side: 'short',
      quantity: 2,
      entryPrice: 120,
      exitPrice: 80,
      grossPnl: 80,
      isOpen: false,
    });
    expect(first?.fees).toBeCloseTo(0.01 * (100 + 120), 12);
    expect(second?.fees).toBeCloseTo(0.01 * (240 + 160), 12);
  });

  it('keeps instruments apart and orders trades by their close', () => {
    const other = testBars('demo:ETH/USDT', [10, 10, 10, 20, 20, 20, 20]);
    const { fills } = testRun({
      market: [bars, other],
      trades: [
        { bar: 1, quantity: 1 },
        { bar: 1, quantity: 5, instrumentId: 'demo:ETH/USDT' },
        { bar: 4, quantity: -5, instrumentId: 'demo:ETH/USDT' },
        { bar: 5, quantity: -1 },
      ],
    });
    expect(roundTrips(fills).map(({ instrumentId, grossPnl }) => [instrumentId, grossPnl])).toEqual([
      ['demo:ETH/USDT', 50],
      ['demo:BTC/USDT', -20],
    ]);
  });

  it('takes dust for flat when told how much that is', () => {
    const { fills } = testRun({
      market: [bars],
      trades: [
        { bar: 1, quantity: 1 },
        { bar: 3, quantity: -0.9999 },
        { bar: 4, quantity: 1 },
      ],
    });
    expect(roundTrips(fills).map(({ isOpen }) => isOpen)).toEqual([true]);
    expect(roundTrips(fills, { flatBelow: () => 0.001 }).map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });

  it('takes the cost of units held before the run from the profit that the ledger reports', () => {
    const [sold] = testRun({ market: [bars], trades: [{ bar: 3, quantity: -1 }] }).fills as [Fill];
    const [trade] = roundTrips([{ ...sold, positionAfter: 0, realisedPnl: 70 }]);
    expect(trade).toMatchObject({ side: 'long', isOpen: false, entryPrice: 50, exitPrice: 120, grossPnl: 70 });
  });

  it('states money in the reporting asset when the quote asset has a rate', () => {
    const { fills } = testRun({
      market: [bars],
      trades: [
        { bar: 1, quantity: 1 },
        { bar: 3, quantity: -1 },
      ],
      feeRate: 0,
    });
    expect(roundTrips(fills, { quoteRate: () => 2 })[0]).toMatchObject({ grossPnl: 40, entryPrice: 100, return: 0.2 });
  });

  it('gives nothing for no fills and skips a fill of nothing', () => {
    expect(roundTrips([])).toEqual([]);
    expect(roundTrips([{ quantity: 0 } as Fill])).toEqual([]);
    expect(OpenTrip).toBeTypeOf('function');
  });

  it('adds up to what the ledger realised, whatever is traded', () => {
    const step = fc.integer({ min: -5, max: 5 }).filter((quantity) => quantity !== 0);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.integer(), (quantities, seed) => {
        const random = seededRandom(seed);
        const market = [
          testBars(
            'demo:BTC/USDT',
            Array.from({ length: 42 }, () => 50 + random.integer(100)),
          ),
        ];
        const result = testRun({ market, trades: quantities.map((quantity, index) => ({ bar: index + 1, quantity })) });
        const found = roundTrips(result.fills);
        const total = (values: number[]) => values.reduce((a, b) => a + b, 0);
        expect(total(found.map(({ grossPnl }) => grossPnl))).toBeCloseTo(
          total(result.fills.map(({ realisedPnl }) => realisedPnl)),
          7,
        );
        expect(total(found.map(({ fees }) => fees))).toBeCloseTo(total(result.fills.map(({ fee }) => fee)), 8);
        expect(total(found.map(({ slippageCost }) => slippageCost))).toBe(0);
        for (const { isOpen, quantity, closedQuantity } of found)
          if (!isOpen) expect(closedQuantity).toBeCloseTo(quantity, 9);
        expect(found.filter(({ isOpen }) => isOpen).length).toBe(
          result.positions.some(({ quantity }) => quantity !== 0) ? 1 : 0,
        );
      }),
    );
  });
});
