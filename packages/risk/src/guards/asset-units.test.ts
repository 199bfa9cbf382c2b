import type { PortfolioFields } from '@sigmax/core/testing';
import { portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { assetHeld, highestUnits, longUnits, shortUnits, unitValue, worthOf } from './asset-units';
import { openOrder } from './open-order.test-helper';

const one = 'demo:BTC/USDT';
const other = 'other:BTC/USDC';
const btc = { asset: 'BTC', instrumentIds: [one, other] };
const exit = (side: 'buy' | 'sell', quantity: number) => openOrder({ side, quantity, isReduceOnly: true });
const units = (count: typeof longUnits, fields: PortfolioFields) => {
  const portfolio = portfolioOf(fields);
  return count(btc, assetHeld(btc, portfolio), portfolio);
};

describe('what is held', () => {
  it('is what all instruments of the asset traded and what was brought', () => {
    expect(assetHeld(btc, portfolioOf({ quantity: { [one]: 3, [other]: 4 } }))).toBe(7);
    expect(assetHeld(btc, portfolioOf({ quantity: { [one]: 3, [other]: 4 }, cash: { BTC: 9 } }))).toBe(9);
    expect(assetHeld(btc, portfolioOf({ quantity: { [one]: 30, [other]: -30 } }))).toBe(0);
    expect(assetHeld(btc, portfolioOf({ quantity: { [one]: -4 }, cash: { BTC: 6 } }))).toBe(6);
  });
});

describe('the worst cases', () => {
  const pending = { [one]: { buy: 1, sell: 2 }, [other]: { buy: 4, sell: 8 } };

  it('of the long side fills every purchase and no sale, and finds nothing below zero', () => {
    expect(units(longUnits, { quantity: { [one]: 10 }, pending })).toBe(15);
    expect(units(longUnits, { quantity: { [one]: -10 }, pending })).toBe(5);
  });

  it('of the short side fills exits and then every sale', () => {
    expect(units(shortUnits, { quantity: { [one]: 12 }, pending })).toBe(-2);
    expect(units(shortUnits, { quantity: { [one]: -12 }, pending })).toBe(22);
    const openOrders = [exit('sell', 5), exit('buy', 100)];
    expect(units(shortUnits, { quantity: { [one]: 12 }, pending, openOrders })).toBe(3);
    expect(units(shortUnits, { quantity: { [one]: 4 }, pending, openOrders })).toBe(10);
    expect(units(shortUnits, { quantity: { [one]: -12 }, pending, openOrders })).toBe(22);
  });

  it('of a book that may be short fill exits and then every purchase', () => {
    expect(units(highestUnits, { quantity: { [one]: 10 }, pending })).toBe(15);
    expect(units(highestUnits, { quantity: { [one]: -10 }, pending })).toBe(-5);
    const openOrders = [exit('buy', 4), exit('sell', 100)];
    expect(units(highestUnits, { quantity: { [one]: -10 }, pending, openOrders })).toBe(-1);
    expect(units(highestUnits, { quantity: { [one]: -3 }, pending, openOrders })).toBe(5);
    expect(units(highestUnits, { quantity: { [one]: 3 }, pending, openOrders })).toBe(8);
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
