import { describe, expect, it } from 'vitest';
import { hourMs, startMs, testBars, testRun } from '../test-run';
import { buyAndHold } from './buy-and-hold';

describe('buyAndHold', () => {
  it('buys at the open of the second bar, with the fee, and marks at each snapshot', () => {
    const held = buyAndHold(testRun({ market: [testBars('demo:BTC/USDT', [100, 125, 150])], feeRate: 0.01 }));
    const units = 10_000 / (100 * 1.01);
    expect(held?.equity[0]).toBe(10_000);
    expect(held?.equity[1]).toBeCloseTo(units * 125, 9);
    expect(held?.equity[2]).toBeCloseTo(units * 150, 9);
    expect(held?.costs).toBeCloseTo(10_000 - units * 100, 9);
    expect(held).toMatchObject({ takerFeeRate: 0.01, slippageRate: 0, instrumentIds: ['demo:BTC/USDT'] });
    expect(held?.definition).toContain('fee of 0.01');
  });

  it('matches a strategy that does the same', () => {
    const market = [testBars('demo:BTC/USDT', [100, 90, 120, 80])];
    const quantity = 10_000 / (100 * 1.002 * 1.001);
    const run = testRun({ market, feeRate: 0.001, slippageRate: 0.002, trades: [{ bar: 1, quantity }] });
    const held = buyAndHold(run);
    run.equity.forEach((value, index) => {
      expect(held?.equity[index]).toBeCloseTo(value, 8);
    });
  });

  it('splits evenly, and keeps the part of a later listing in cash until its second bar', () => {
    const early = testBars('demo:BTC/USDT', [100, 100, 200, 200, 200]);
    const late = testBars('demo:ETH/USDT', [10, 10, 20], { firstMs: startMs + 3 * hourMs });
    const held = buyAndHold(testRun({ market: [early, late], feeRate: 0 }));
    expect([...(held?.equity ?? [])]).toEqual([10_000, 10_000, 15_000, 15_000, 20_000]);
  });

  it('values a pair that is quoted in another asset', () => {
    const market = [testBars('demo:BTC/USDT', [100, 100, 200]), testBars('demo:ETH/BTC', [0.1, 0.1, 0.1])];
    const held = buyAndHold(testRun({ market, feeRate: 0 }));
    expect(held?.equity.at(-1)).toBeCloseTo(20_000, 8);
  });

  it('stays in cash with one bar, and is undefined without a market or a snapshot', () => {
    const one = testRun({ market: [testBars('demo:BTC/USDT', [100])] });
    expect(buyAndHold(one)).toMatchObject({ equity: Float64Array.of(10_000), instrumentIds: [], costs: 0 });
    expect(buyAndHold({ ...one, market: [] })).toBeUndefined();
    expect(buyAndHold(testRun({ market: [] }))).toBeUndefined();
  });

  it('takes no cost where the broker names none', () => {
    const run = testRun({ market: [testBars('demo:BTC/USDT', [100, 100])] });
    const held = buyAndHold({ ...run, broker: { name: 'other', options: { takerFeeRate: 'tiered' } } });
    expect(held).toMatchObject({ takerFeeRate: 0, costs: 0 });
  });
});
