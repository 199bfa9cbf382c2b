import { simulatedBroker, spotInstrument } from '@sigmax/core';
import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { grid, gridStrategy } from './grid';
import { path, run, trades } from './run.test-helper';

describeStrategy({ name: 'grid', make: () => gridStrategy(), warmUp: grid.warmUp(gridStrategy().params) });

const quick = { levels: 5, spacing: 0.02, period: 5, stop: 0.1, weight: 0.9 } as const;
/** Down by 4 % and up again, many times. */
const swings = (count: number) =>
  Array.from(
    { length: count },
    () =>
      [
        [4, -0.0102],
        [4, 0.0103],
      ] as const,
  ).flat();

describe('the grid', () => {
  it('sells each lot one level above where it bought it, and earns the spacing each time', () => {
    const result = run(gridStrategy(quick), barsFromCloses(path([10, 0], ...swings(10))));
    const buys = result.fills.filter(({ side }) => side === 'buy');
    const sells = result.fills.filter(({ side }) => side === 'sell');
    expect(sells.length).toBeGreaterThanOrEqual(9);
    expect(Math.abs(buys.length - sells.length)).toBeLessThanOrEqual(1);
    for (const { tag = '', price } of sells) {
      const bought = buys.find((buy) => buy.tag === tag.replace('sell', 'buy'));
      expect(bought!.price / price).toBeCloseTo(0.98, 6);
    }
    expect(result.finalEquity).toBeGreaterThan(10_000 + (sells.length - 2) * 0.02 * 1_700);
    expect(result.rejectedCount + result.deniedCount).toBe(0);
  });

  it('buys one lot a level in a fall, and sells everything below its stop', () => {
    const result = run(gridStrategy(quick), barsFromCloses(path([10, 0], [21, -0.01], [4, 0])));
    expect(trades(result).filter((trade) => trade.startsWith('buy'))).toHaveLength(5);
    const last = result.fills.at(-1);
    expect(last).toMatchObject({ side: 'sell', positionAfter: 0, tag: 'stop' });
    expect(last?.price).toBeLessThan(100 * 0.98 ** 5 * 0.9);
    expect(result.finalEquity).toBeLessThan(10_000);
  });

  it('follows the price while it holds nothing', () => {
    const result = run(gridStrategy(quick), barsFromCloses(path([10, 0], [60, 0.01], [8, -0.01])));
    expect(result.fills[0]?.price).toBeGreaterThan(150);
  });

  it('sends again what was cancelled, and never twice what rests', () => {
    const cancelled = run(gridStrategy(quick), barsFromCloses(path([30, 0])));
    expect(cancelled.events.filter(({ type }) => type === 'order-submitted')).toHaveLength(5);
    expect(cancelled.events.filter(({ type }) => type === 'order-cancelled')).toHaveLength(0);
  });

  it('copes with fees that are taken from what it bought', () => {
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0, feeAsset: 'received' });
    const result = run(gridStrategy(quick), barsFromCloses(path([10, 0], ...swings(6))), { broker });
    expect(result.fills.filter(({ side }) => side === 'sell').length).toBeGreaterThanOrEqual(5);
    expect(result.rejectedCount + result.deniedCount).toBe(0);
  });

  it('asks for nothing when a lot would be too small for the venue', () => {
    const steps = { quantityStep: 1, minimumQuantity: 100, minimumNotional: 10 };
    const instrument = spotInstrument('demo:BTC/USDT', steps);
    expect(instrument.minimumQuantity).toBe(100);
    const result = run(gridStrategy(quick), barsFromCloses(path([10, 0], ...swings(4))), {}, [instrument]);
    expect([result.fills.length, result.deniedCount]).toEqual([0, 0]);
  });
});
