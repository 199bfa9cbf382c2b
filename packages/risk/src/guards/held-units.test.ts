import { portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { addingExits, assetUnits, heldUnits, isShort, openExits, sellableUnits, sideUnits } from './held-units';
import { openOrder } from './open-order.test-helper';

const one = 'demo:BTC/USDT';
const other = 'other:BTC/USDT';
const btc = { asset: 'BTC', instrumentIds: [one, other] };
const account = (quantity: Record<string, number>, balance = 0, rest = {}) =>
  portfolioOf({ quantity, cash: { BTC: balance }, ...rest });

describe('what is held', () => {
  it('is what was bought and what was brought', () => {
    const held = (quantity: Record<string, number>, balance: number) => heldUnits(one, account(quantity, balance));
    expect(held({ [one]: 4 }, 4)).toBe(4);
    expect(held({ [one]: 4 }, 10)).toBe(10);
    expect(held({}, 10)).toBe(10);
    // Ten were brought, four of them sold.
    expect(held({ [one]: -4 }, 6)).toBe(6);
    // A fee took a part of what was bought.
    expect(held({ [one]: 4 }, 3.99)).toBe(4);
    expect(held({ [one]: 4 }, 0)).toBe(4);
  });

  it('leaves out what another instrument of the asset has bought', () => {
    expect(heldUnits(one, account({ [one]: 3, [other]: 4 }, 7))).toBe(3);
    expect(heldUnits(one, account({ [one]: 3, [other]: 4 }, 9))).toBe(5);
  });

  it('is counted over all instruments of an asset', () => {
    const quantity = { [one]: 3, [other]: -4, 'demo:ETH/USDT': 9 };
    expect(assetUnits(btc, account(quantity))).toBe(-1);
    expect(assetUnits(btc, account(quantity, 5))).toBe(5);
  });

  it('is below zero where the account owes units, brought ones set off', () => {
    expect(heldUnits(one, account({ [one]: -4 }, -4))).toBe(-4);
    expect(heldUnits(one, account({ [one]: -4 }, -1))).toBe(-1);
    expect(assetUnits(btc, account({ [one]: -4, [other]: 1 }, -3))).toBe(-3);
    expect([-1, 0, 1].map((balance) => isShort('BTC', account({}, balance)))).toEqual([true, false, false]);
  });

  it('stays broken when a number is', () => {
    expect(heldUnits(one, account({ [one]: Number.NaN }, 1))).toBeNaN();
    expect(heldUnits(one, account({ [one]: 1 }, Number.NaN))).toBeNaN();
  });
});

describe('a purchase', () => {
  const units = (quantity: number, pending = {}, balance = 0, exits = 0) => {
    const openOrders = [openOrder({ side: 'buy', quantity: exits, isReduceOnly: true })];
    const portfolio = account({ [one]: quantity }, balance, { pending: { [one]: pending }, openOrders });
    return sideUnits(one, 'buy', heldUnits(one, portfolio), portfolio);
  };

  it('adds to what is held and to open purchases, and finds a position below zero empty', () => {
    expect(units(4, { buy: 2, sell: 3 })).toBe(6);
    expect(units(-4, { buy: 2 })).toBe(2);
    expect(units(-4, { buy: 2 }, -4)).toBe(2);
  });

  it('adds to reduce-only purchases, unless the account is short', () => {
    expect(units(4, {}, 0, 3)).toBe(7);
    expect(units(-4, {}, 0, 3)).toBe(3);
    expect(units(-4, {}, -4, 3)).toBe(0);
    expect(addingExits('BTC', 0, account({}))).toBe(0);
  });
});

describe('a sale', () => {
  const units = (quantity: number, sell: number) => {
    const portfolio = account({ [one]: quantity }, 0, { pending: { [one]: { sell, buy: 9 } } });
    return sideUnits(one, 'sell', heldUnits(one, portfolio), portfolio);
  };

  it('adds to a short position and to open sales, and does not count on what is held', () => {
    expect(units(4, 1)).toBe(1);
    expect(units(-4, 1)).toBe(5);
  });

  it('opens nothing within what is held and not promised', () => {
    const sellable = (quantity: number, sell: number, balance = 0) => {
      const portfolio = account({ [one]: quantity }, balance, { pending: { [one]: { sell } } });
      return sellableUnits(one, heldUnits(one, portfolio), portfolio);
    };
    expect(sellable(4, 1)).toBe(3);
    expect(sellable(4, 5)).toBe(-1);
    expect(sellable(-4, 0)).toBe(0);
    expect(sellable(0, 2, 5)).toBe(3);
  });
});

it('exits are reduce-only orders of the asset, as far as they have not filled', () => {
  const exit = openOrder({ side: 'sell', quantity: 4, filledQuantity: 1, isReduceOnly: true });
  const openOrders = [
    exit,
    { ...exit, instrumentId: other },
    { ...exit, instrumentId: 'demo:ETH/USDT' },
    { ...exit, isReduceOnly: false },
    { ...exit, side: 'buy' as const },
  ];
  expect(openExits('BTC', 'sell', portfolioOf({ openOrders }))).toBe(6);
  expect(openExits('BTC', 'buy', portfolioOf({ openOrders }))).toBe(3);
});
