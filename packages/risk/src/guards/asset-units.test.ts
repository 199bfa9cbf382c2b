import type { PortfolioFields } from '@sigmax/core/testing';
import { portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { highestUnits, longUnits, lowestUnits, openSales, shortUnits, unitValue, worthOf } from './asset-units';
import { assetUnits } from './held-units';
import { openOrder } from './open-order.test-helper';

const one = 'demo:BTC/USDT';
const other = 'other:BTC/USDC';
const btc = { asset: 'BTC', instrumentIds: [one, other] };
const exit = (side: 'buy' | 'sell', quantity: number) => openOrder({ side, quantity, isReduceOnly: true });
const units = (count: typeof longUnits | typeof openSales, fields: PortfolioFields) => {
  const portfolio = portfolioOf(fields);
  return count === openSales
    ? count(btc, portfolio)
    : (count as typeof longUnits)(btc, assetUnits(btc, portfolio), portfolio);
};

describe('the worst cases', () => {
  const pending = { [one]: { buy: 1, sell: 2 }, [other]: { buy: 4, sell: 8 } };
  const held = (quantity: number, rest: PortfolioFields = {}): PortfolioFields => ({
    quantity: { [one]: quantity },
    cash: { BTC: quantity },
    pending,
    ...rest,
  });

  it('of the long side fills every purchase and no sale, and finds nothing below zero', () => {
    expect(units(longUnits, held(10))).toBe(15);
    expect(units(longUnits, held(-10))).toBe(5);
  });

  it('of the long side fills reduce-only purchases, unless the account is short', () => {
    const openOrders = [exit('buy', 2), exit('sell', 100)];
    expect(units(longUnits, held(10, { openOrders }))).toBe(17);
    expect(units(longUnits, held(-10, { openOrders }))).toBe(5);
    expect(units(longUnits, held(-10, { openOrders, cash: {} }))).toBe(7);
  });

  it('of the short side does not count on what is held, and fills every sale', () => {
    expect(units(openSales, held(12))).toBe(10);
    expect(units(shortUnits, held(12))).toBe(10);
    expect(units(shortUnits, held(-12))).toBe(22);
  });

  it('of a book that is short sets shorts off, as far as open exits leave them', () => {
    expect(units(highestUnits, held(10))).toBe(15);
    expect(units(highestUnits, held(-10))).toBe(-5);
    expect(units(highestUnits, held(-10, { cash: {} }))).toBe(5);
    const openOrders = [exit('buy', 4), exit('sell', 100)];
    expect(units(highestUnits, held(-10, { openOrders }))).toBe(-1);
    expect(units(highestUnits, held(-3, { openOrders }))).toBe(5);
    expect(units(highestUnits, held(3, { openOrders }))).toBe(12);
  });

  it('of a book that is long sets longs off, as far as open exits leave them', () => {
    expect(units(lowestUnits, held(12))).toBe(2);
    expect(units(lowestUnits, held(-12))).toBe(-22);
    const openOrders = [exit('sell', 5), exit('buy', 100)];
    expect(units(lowestUnits, held(12, { openOrders }))).toBe(-3);
    expect(units(lowestUnits, held(4, { openOrders }))).toBe(-10);
    expect(units(lowestUnits, held(-12, { openOrders }))).toBe(-22);
  });
});

describe('a unit', () => {
  const value = (price: Record<string, number>, usdc = 1) =>
    unitValue(btc, portfolioOf({ price, assetValue: { USDC: usdc } }));

  it('is worth the highest of its prices in the reporting asset', () => {
    expect(value({ [one]: 100 })).toBe(100);
    expect(value({ [one]: 100, [other]: 101 })).toBe(101);
    expect(value({ [one]: 100, [other]: 101 }, 0.9)).toBe(100);
  });

  it('has no known worth without a price, or with one broken', () => {
    expect(value({})).toBeNaN();
    for (const broken of [Number.NaN, Infinity]) expect(value({ [one]: 100, [other]: broken })).toBeNaN();
    for (const broken of [0, -1]) expect(value({ [one]: broken })).toBeNaN();
  });

  it('that is not there is worth nothing, priced or not', () => {
    expect(worthOf(0, btc, portfolioOf({}))).toBe(0);
    expect(worthOf(1, btc, portfolioOf({}))).toBeNaN();
    expect(worthOf(-2, btc, portfolioOf({ price: { [one]: 100 } }))).toBe(-200);
  });
});
