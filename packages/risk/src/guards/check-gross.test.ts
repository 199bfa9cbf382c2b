import type { OrderIntent } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { checkGross } from './check-gross';

const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'];
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId: btc,
  side,
  quantity,
});
const check = (intent: OrderIntent, held: number, limit: number, scale = 1) => {
  const portfolio = portfolioOf({ price: { [btc]: 100, [eth]: 10 }, quantity: { [btc]: held, [eth]: -20 } });
  return checkGross(intent, portfolio, 'GROSS_ABOVE_LIMIT', limit, scale);
};

it('takes a purchase for new risk, whatever is short, unless it is reduce-only', () => {
  expect(check(order('buy', 1), -5, 100)).toMatchObject({ type: 'deny', observed: 300 });
  expect(check(order('buy', 8), -5, 1_000).type).toBe('pass');
  expect(check(order('buy', 9), -5, 1_000)).toMatchObject({ type: 'shrink', quantity: 8 });
});

it('lets a sale of what is held pass, above the limit too, and turn by what the limit leaves', () => {
  expect(check(order('sell', 5), 5, 100).type).toBe('pass');
  expect(check(order('sell', 6), 5, 100)).toMatchObject({ type: 'shrink', quantity: 5 });
  // What is held may be gone before the sale fills: it turns the position by no more than the limit.
  expect(check(order('sell', 15), 5, 1_000)).toMatchObject({ type: 'shrink', quantity: 8 });
});

it('shows the exposure in units of the scale', () => {
  expect(check(order('buy', 5), 0, 2, 250)).toEqual({
    type: 'shrink',
    quantity: 3,
    code: 'GROSS_ABOVE_LIMIT',
    limit: 2,
    observed: 2.8,
  });
});

it('lets nothing pass when a position has no value', () => {
  for (const price of [Number.NaN, Infinity, undefined]) {
    const prices = { [btc]: 100, ...(price === undefined ? {} : { [eth]: price }) };
    const portfolio = portfolioOf({ price: prices, quantity: { [eth]: 1 }, instrumentIds: [btc, eth] });
    const verdict = checkGross(order('buy', 1), portfolio, 'GROSS_ABOVE_LIMIT', 1e9, 1);
    expect(verdict).toMatchObject({ type: 'deny', code: 'EXPOSURE_UNKNOWN' });
  }
});
