import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liquidationDistance } from './liquidation-distance';

const btc = 'demo:BTC/USDT';
const eth = 'demo:ETH/USDT';
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId: btc,
  side,
  quantity,
});
const account = (fields: PortfolioFields = {}) =>
  portfolioOf({ equity: 1_000, price: { [btc]: 100, [eth]: 10 }, ...fields });
const check = (intent: OrderIntent, portfolio = account(), limit = 0.25, maintenanceMarginRate = 0.2) => {
  const guard = liquidationDistance({ limit, maintenanceMarginRate });
  return guard.check?.(intent, portfolio, guard.initial);
};

describe('liquidationDistance', () => {
  it('passes at the limit, shrinks one step nearer, denies what is nearer already', () => {
    // 25 · 100 · (1 − 0.25) · 0.2 = 375 = 1,000 − 25 · 100 · 0.25.
    expect(check(order('buy', 25))).toBe(pass);
    const verdict = check(order('buy', 25.00000001)) as { quantity: number; observed: number };
    expect(verdict).toMatchObject({ type: 'shrink', code: 'LIQUIDATION_NEAR', limit: 0.25 });
    expect(verdict.quantity).toBeCloseTo(25, 9);
    expect(verdict.observed).toBeCloseTo(0.25, 9);
    expect(check(order('buy', 1), account({ quantity: { [btc]: 30 } }))).toMatchObject({ type: 'deny' });
  });

  it('needs more for shorts, whose demand grows as they lose', () => {
    // 20 · 100 · (1 + 0.25) · 0.2 = 500 = 1,000 − 20 · 100 · 0.25.
    expect(check(order('sell', 20))).toBe(pass);
    expect(check(order('sell', 21))).toMatchObject({ type: 'shrink', quantity: 20 });
  });

  it('says how near it would be', () => {
    // d = (1,000 − 0.2 · 4,000) / (4,000 · 0.8)
    expect(check(order('buy', 40))?.type === 'shrink' && check(order('buy', 40))).toMatchObject({ observed: 0.0625 });
    // d = (1,000 − 0.2 · 4,000) / (4,000 · 1.2)
    const short = check(order('sell', 40)) as { observed: number };
    expect(short.observed).toBeCloseTo(200 / 4_800, 12);
  });

  it('counts other positions and all open orders, on the worse side of each', () => {
    const fields = { quantity: { [eth]: -40 }, pending: { [btc]: { buy: 4 }, [eth]: { sell: 10, buy: 10 } } };
    // Shorts of 500 need 250, longs of 400 need 160: 590 are left for 14.75 units.
    const verdict = check(order('buy', 20), account(fields)) as { quantity: number; observed: number };
    expect(verdict.quantity).toBeCloseTo(14.75, 9);
    expect(verdict.observed).toBeCloseTo((1_000 - 0.2 * 2_900) / (2_400 * 0.8 + 500 * 1.2), 12);
  });

  it('lets an account that owes nothing buy all it can pay', () => {
    expect(check(order('buy', 10), account({ equity: 1_000 }), 0.99, 0.5)).toBe(pass);
  });

  it('lets pass what only reduces, and sells what was brought', () => {
    expect(check(order('sell', 90), account({ quantity: { [btc]: 90 } }))).toBe(pass);
    expect(
      check({ ...order('buy', 90), reduceOnly: true }, account({ quantity: { [btc]: -90 }, cash: { BTC: -90 } })),
    ).toBe(pass);
    expect(check(order('sell', 90), account({ cash: { BTC: 90 } }))).toBe(pass);
    expect(check(order('sell', 91), account({ cash: { BTC: 90 } }))).toMatchObject({ type: 'shrink', quantity: 90 });
    expect(check(order('sell', 21), account({ cash: { BTC: 9 } }))).toMatchObject({ type: 'shrink', quantity: 20 });
    expect(check(order('sell', 90), account({ quantity: { [btc]: 90 }, equity: -5 }))).toBe(pass);
  });

  it('agrees with moving the prices until equity meets the demand', () => {
    const units = fc.integer({ min: -50, max: 50 });
    const rate = fc.integer({ min: 1, max: 80 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(
        units,
        units,
        fc.integer({ min: 1, max: 5_000 }),
        rate,
        rate,
        (coins, others, equity, limit, demand) => {
          // Two orders bring the positions, so that the guard sees them as its own arithmetic does.
          if (coins === 0) return;
          const side = coins > 0 ? 'buy' : 'sell';
          const portfolio = account({ equity, quantity: { [eth]: others * 10 } });
          const verdict = check(order(side, Math.abs(coins)), portfolio, limit, demand);
          const values = [coins * 100, others * 100];
          const at = (move: number) => {
            const moved = values.map((value) => (value > 0 ? value * (1 - move) : value * (1 + move)));
            const loss = moved.reduce((sum, value, index) => sum + value - (values[index] as number), 0);
            const needed = demand * moved.reduce((sum, value) => sum + Math.abs(value), 0);
            return equity + loss - needed;
          };
          const margin = at(limit);
          if (Math.abs(margin) > 1e-6) expect(verdict?.type === 'pass').toBe(margin > 0);
          // Below −1 a price would have to turn negative.
          if ((verdict?.type === 'deny' || verdict?.type === 'shrink') && verdict.observed > -1)
            expect(Math.abs(at(verdict.observed))).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('denies what it cannot measure', () => {
    for (const broken of [Number.NaN, Infinity, -Infinity, 0, -1]) {
      expect(check(order('buy', 1), account({ equity: broken }))).toMatchObject({ code: 'EQUITY_UNKNOWN' });
      expect(check(order('buy', 1), account({ price: { [btc]: broken } }))).toMatchObject({ code: 'PRICE_UNKNOWN' });
      expect(check(order('buy', broken))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
    const unpriced = portfolioOf({ equity: 1e9, price: { [btc]: 100 }, quantity: { [eth]: 1 } });
    expect(check(order('buy', 1), unpriced)).toMatchObject({ type: 'deny', code: 'EXPOSURE_UNKNOWN' });
    for (const pending of [{ buy: Number.NaN }, { sell: Number.NaN }]) {
      const unknown = account({ pending: { [eth]: pending } });
      expect(check(order('buy', 1), unknown)).toMatchObject({ type: 'deny', code: 'EXPOSURE_UNKNOWN' });
    }
  });

  it('has no default limit and no default rate', () => {
    expect(() => liquidationDistance({ limit: 0.2 } as never)).toThrow('maintenanceMarginRate was undefined');
    expect(() => liquidationDistance({ maintenanceMarginRate: 0.1 } as never)).toThrow('limit was undefined');
    for (const limit of [0, 1, Number.NaN]) {
      expect(() => liquidationDistance({ limit, maintenanceMarginRate: 0.1 })).toThrow(`limit was ${limit}`);
    }
  });
});

describeGuard({
  name: 'liquidationDistance',
  make: () => liquidationDistance({ limit: 0.5, maintenanceMarginRate: 0.5 }),
  reads: ['price', 'quantity', 'equity'],
});
