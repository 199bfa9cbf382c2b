import { describe, expect, it } from 'vitest';
import { testBars, testRun } from '../test-run';
import { tradingCosts } from './costs';

describe('tradingCosts', () => {
  it('adds fees by liquidity, slippage and the value traded', () => {
    const { fills } = testRun({
      market: [testBars('demo:BTC/USDT', [100, 100, 100, 100])],
      trades: [
        { bar: 1, quantity: 2 },
        { bar: 2, quantity: -1 },
      ],
      slippageRate: 0.01,
    });
    const [bought, sold] = fills;
    const costs = tradingCosts([bought as never, { ...sold, liquidity: 'maker', feeValue: -0.05 } as never]);
    expect(costs.takerFees).toBeCloseTo(0.202, 12);
    expect(costs.makerFees).toBe(-0.05);
    expect(costs.fees).toBeCloseTo(0.152, 12);
    expect(costs.slippage).toBeCloseTo(3, 12);
    expect(costs.total).toBeCloseTo(3.152, 12);
    expect(costs.buyNotional).toBeCloseTo(202, 12);
    expect(costs.sellNotional).toBeCloseTo(99, 12);
    expect(costs.tradedNotional).toBeCloseTo(301, 12);
  });

  it('states quote amounts in the reporting asset', () => {
    const { fills } = testRun({
      market: [testBars('demo:BTC/USDT', [100, 100])],
      trades: [{ bar: 1, quantity: 1 }],
      slippageRate: 0.01,
    });
    const costs = tradingCosts(fills, { quoteRate: () => 3 });
    expect(costs.slippage).toBeCloseTo(3, 12);
    expect(costs.tradedNotional).toBeCloseTo(303, 12);
    expect(costs.fees).toBeCloseTo(0.101, 12);
  });
});
