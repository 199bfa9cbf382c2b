import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { broughtUnits, heldUnits, openExits, sideUnits } from './held-units';
import { openOrder } from './open-order.test-helper';

const one = 'demo:BTC/USDT';
const other = 'other:BTC/USDT';
const held = (quantity: Record<string, number>, balance?: number) =>
  heldUnits(one, portfolioOf({ quantity, ...(balance === undefined ? {} : { cash: { BTC: balance } }) }));

it('counts what was bought and what was brought', () => {
  expect(held({ [one]: 4 }, 4)).toBe(4);
  expect(held({ [one]: 4 }, 10)).toBe(10);
  expect(held({}, 10)).toBe(10);
  // Ten were brought, four of them sold.
  expect(held({ [one]: -4 }, 6)).toBe(6);
  // A fee took a part of what was bought.
  expect(held({ [one]: 4 }, 3.99)).toBe(4);
});

it('counts nothing that another instrument of the same asset has bought', () => {
  expect(held({ [one]: 3, [other]: 4 }, 7)).toBe(3);
  expect(held({ [one]: 3, [other]: 4 }, 9)).toBe(5);
});

it('counts a position below zero as short where no unit is left', () => {
  expect(held({ [one]: -4 })).toBe(-4);
  expect(held({ [one]: -4 }, 0)).toBe(-4);
});

it('a broken number stays broken', () => {
  expect(held({ [one]: Number.NaN }, 1)).toBeNaN();
  expect(broughtUnits('BTC', 1, portfolioOf({ cash: { BTC: Number.NaN } }))).toBeNaN();
});

it('a purchase adds to what is held and to open purchases, and to nothing below zero', () => {
  const units = (quantity: number, pending = {}) =>
    sideUnits(one, 'buy', portfolioOf({ quantity: { [one]: quantity }, pending: { [one]: pending } }));
  expect(units(4, { buy: 2, sell: 3 })).toBe(6);
  expect(units(-4, { buy: 2 })).toBe(2);
});

it('a sale adds to a short position and to open sales, after the exits', () => {
  const units = (quantity: number, sell: number, ...exits: number[]) => {
    const openOrders = exits.map((exit) => openOrder({ side: 'sell', quantity: exit, isReduceOnly: true }));
    return sideUnits(
      one,
      'sell',
      portfolioOf({ quantity: { [one]: quantity }, pending: { [one]: { sell } }, openOrders }),
    );
  };
  expect(units(4, 1)).toBe(-3);
  expect(units(-4, 1)).toBe(5);
  expect(units(4, 1, 3)).toBe(0);
  expect(units(4, 1, 4, 4)).toBe(1);
  expect(units(-4, 1, 4)).toBe(5);
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
