import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CashMoved } from '../../kernel/bot-event';
import { seededRandom } from '../../random';
import { hourMs, randomWalk, startMs, testBars, testRun } from '../test-run';
import { timeWeighted } from './time-weighted';

const closes = [100, 110, 121, 121, 108.9];
const market = [testBars('demo:BTC/USDT', closes)];
const moved = (bar: number, amount: number, asset = 'USDT'): CashMoved => ({
  type: 'cash-moved',
  timeMs: startMs + (bar + 1) * hourMs,
  asset,
  amount,
});

describe('timeWeighted', () => {
  it('gives one return fewer than snapshots, and wealth from the initial equity', () => {
    const performance = timeWeighted(testRun({ market, trades: [{ bar: 1, quantity: 100 }], feeRate: 0 }));
    expect([...performance.returns].map((value) => Number(value.toFixed(12)))).toEqual([0.1, 0.1, 0, -0.1]);
    expect(performance.wealth[0]).toBe(1);
    expect(performance.wealth.at(-1)).toBeCloseTo(1.089, 12);
    expect(performance).toMatchObject({ periodMs: hourMs, periodsPerYear: 8760, netDeposits: 0, unpricedMoves: [] });
  });

  it('does not count a deposit as a gain or a withdrawal as a loss', () => {
    const cashMoves = [moved(1, 5_000), moved(3, -8_000)];
    const still = timeWeighted(testRun({ market, cashMoves }));
    expect([...still.returns]).toEqual([0, 0, 0, 0]);
    expect(still.netDeposits).toBe(-3_000);
    expect([...still.wealth]).toEqual([1, 1, 1, 1, 1]);
  });

  it('takes a move at the first snapshot for part of the initial equity', () => {
    const run = testRun({ market, cashMoves: [moved(0, 5_000)] });
    const performance = timeWeighted({ ...run, initialEquity: 15_000 });
    expect([...performance.wealth]).toEqual([1, 1, 1, 1, 1]);
    expect(performance.netDeposits).toBe(0);
  });

  it('a deposit that stays in cash thins the return of what is invested', () => {
    const { returns } = timeWeighted(
      testRun({ market, trades: [{ bar: 1, quantity: 100 }], feeRate: 0, cashMoves: [moved(1, 11_000)] }),
    );
    // 11 000 were at work when 1 000 were earned; then 22 000 earn 1 100.
    expect(returns[0]).toBeCloseTo(0.1, 12);
    expect(returns[1]).toBeCloseTo(0.05, 12);
  });

  it('prices a move of another asset by the market, and leaves out the period of one that has no price', () => {
    const market2 = [...market, testBars('demo:ETH/BTC', [0.1, 0.1, 0.1, 0.1, 0.1])];
    const priced = testRun({ market: market2, cashMoves: [moved(2, 10, 'ETH')] });
    const equity = priced.equity.map((value, index) =>
      index >= 2 ? 10_000 + 10 * 0.1 * (closes[2] as number) : value - 0,
    );
    const after = timeWeighted({ ...priced, equity });
    expect(after.netDeposits).toBeCloseTo(121, 10);
    expect(after.returns[1]).toBeCloseTo(0, 12);
    const unpriced = timeWeighted(testRun({ market, cashMoves: [moved(2, 10, 'DOGE')] }));
    expect(unpriced.unpricedMoves).toHaveLength(1);
    expect([...unpriced.returns]).toEqual([0, 0, 0, 0]);
  });

  it('stays at 0 after ruin, and starts again from a deposit', () => {
    const run = testRun({ market });
    const ruined = timeWeighted({ ...run, equity: Float64Array.of(10_000, 5_000, 0, 0, 0) });
    expect([...ruined.returns]).toEqual([-0.5, -1, 0, 0]);
    expect(ruined.wealth.at(-1)).toBe(0);
  });

  it('takes the period from the shortest timeframe, or from the snapshots when the market was not kept', () => {
    const run = testRun({ market });
    expect(timeWeighted({ ...run, market: [] }).periodMs).toBe(hourMs);
    expect(timeWeighted({ ...run, market: [], timeMs: run.timeMs.slice(0, 1) }).periodsPerYear).toBeUndefined();
    expect(timeWeighted(run, { daysPerYear: 252 }).periodsPerYear).toBe(252 * 24);
    expect(timeWeighted(run, { periodsPerYear: 12 }).periodsPerYear).toBe(12);
  });

  it('works without a snapshot', () => {
    const empty = testRun({ market: [] });
    expect(timeWeighted(empty)).toMatchObject({
      wealth: new Float64Array(0),
      returns: new Float64Array(0),
      periodMs: undefined,
    });
  });

  it('does not depend on deposits while everything is in cash or everything moves with the market', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 1, max: 1e6, noNaN: true }), (seed, amount) => {
        const random = seededRandom(seed);
        const bars = [testBars('demo:BTC/USDT', randomWalk(random, 30))];
        // Fully invested before; the deposit is invested at the next open without a cost.
        const plain = testRun({
          market: bars,
          feeRate: 0,
          trades: [{ bar: 1, quantity: 10_000 / (bars[0]?.open[1] as number) }],
        });
        const extra = amount / (bars[0]?.open[11] as number);
        const paid = testRun({
          market: bars,
          feeRate: 0,
          cashMoves: [moved(10, amount)],
          trades: [
            { bar: 1, quantity: 10_000 / (bars[0]?.open[1] as number) },
            { bar: 11, quantity: extra },
          ],
        });
        const [a, b] = [timeWeighted(plain), timeWeighted(paid)];
        a.returns.forEach((value, index) => {
          expect(b.returns[index]).toBeCloseTo(value, 9);
        });
      }),
      { numRuns: 30 },
    );
  });
});
