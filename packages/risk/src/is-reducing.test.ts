import type { OrderIntent } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { isReducing } from './is-reducing';

const instrumentId = 'demo:BTC/USDT';
const order = (side: 'buy' | 'sell', quantity: number, reduceOnly = false): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity,
  reduceOnly,
});
const holding = (quantity: number, pending = {}) =>
  portfolioOf({ quantity: { [instrumentId]: quantity }, pending: { [instrumentId]: pending } });

it('an order against the position that is no larger reduces', () => {
  expect(isReducing(order('sell', 4), holding(4))).toBe(true);
  expect(isReducing(order('sell', 4.1), holding(4))).toBe(false);
  // A spot position below zero is units that were brought and sold.
  expect(isReducing(order('buy', 4), holding(-4))).toBe(false);
  expect(isReducing(order('buy', 4.1), holding(-4))).toBe(false);
  expect(isReducing(order('buy', 1), holding(4))).toBe(false);
  expect(isReducing(order('sell', 1), holding(0))).toBe(false);
});

it('open orders of the same side have first claim on the position', () => {
  expect(isReducing(order('sell', 2), holding(4, { sell: 2 }))).toBe(true);
  expect(isReducing(order('sell', 2.1), holding(4, { sell: 2 }))).toBe(false);
  expect(isReducing(order('buy', 2.1), holding(-4, { buy: 2 }))).toBe(false);
  expect(isReducing(order('sell', 4), holding(4, { buy: 2 }))).toBe(true);
});

it('a reduce-only order cannot do anything else', () => {
  expect(isReducing(order('sell', 100, true), holding(4))).toBe(true);
});

it('a reduce-only purchase closes a short, and is new risk where there is none', () => {
  const brought = (quantity: number, balance: number) =>
    portfolioOf({ quantity: { [instrumentId]: quantity }, cash: { BTC: balance } });
  expect(isReducing(order('buy', 4, true), brought(-4, -4))).toBe(true);
  expect(isReducing(order('buy', 4), brought(-4, -4))).toBe(false);
  expect(isReducing(order('buy', 4, true), holding(-4))).toBe(false);
  expect(isReducing(order('buy', 4, true), holding(4))).toBe(false);
  expect(isReducing(order('buy', 4, true), holding(0))).toBe(false);
  // Ten units were brought and four of them sold: buying them back is a purchase like any other.
  expect(isReducing(order('buy', 4, true), brought(-4, 6))).toBe(false);
  // Another instrument bought what this one sold.
  const elsewhere = portfolioOf({ quantity: { [instrumentId]: -4, 'other:BTC/USDT': 4 } });
  expect(isReducing(order('buy', 4, true), elsewhere)).toBe(false);
});

it('a broken quantity reduces nothing', () => {
  expect(isReducing(order('sell', Number.NaN), holding(4))).toBe(false);
  expect(isReducing(order('sell', 1), holding(Number.NaN))).toBe(false);
});
