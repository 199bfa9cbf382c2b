import type { OrderIntent } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { checkCluster } from './check-cluster';

const ids = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'] as const;
const [btc, eth, sol] = ids;
const order = (side: 'buy' | 'sell', quantity: number): OrderIntent => ({
  type: 'market',
  instrumentId: btc,
  side,
  quantity,
});
const account = (quantity: Record<string, number>) =>
  portfolioOf({ equity: 1_000, price: { [btc]: 100, [eth]: 10, [sol]: 1 }, quantity, instrumentIds: ids });
const check = (intent: OrderIntent, quantity: Record<string, number>, labels: readonly number[], label?: number) =>
  checkCluster(intent, account(quantity), 100, undefined, labels, label, 0.5);

it('counts the assets that carry the label, or all without labels', () => {
  const held = { [eth]: 20, [sol]: 100 };
  expect(check(order('buy', 3), held, [0, 0, 2], 0).type).toBe('pass');
  expect(check(order('buy', 4), held, [0, 0, 2], 0)).toMatchObject({ type: 'shrink', quantity: 3, observed: 0.6 });
  expect(check(order('buy', 4), held, [])).toMatchObject({ type: 'shrink', quantity: 2 });
});

it('adds up longs and shorts, and sets neither off', () => {
  expect(check(order('buy', 5), { [eth]: -50 }, []).type).toBe('pass');
  expect(check(order('buy', 6), { [eth]: -50 }, [])).toMatchObject({ quantity: 5 });
  expect(check(order('sell', 2), { [eth]: -30, [sol]: 500 }, []).type).toBe('pass');
  expect(check(order('sell', 3), { [eth]: -30, [sol]: 500 }, [])).toMatchObject({ quantity: 2 });
});

it('lets a sale of what is held pass, above the limit too', () => {
  expect(check(order('sell', 4), { [btc]: 4, [eth]: -90 }, []).type).toBe('pass');
  expect(check(order('sell', 5), { [btc]: 4, [eth]: -90 }, [])).toMatchObject({ type: 'shrink', quantity: 4 });
  expect(check(order('buy', 1), { [btc]: -9, [eth]: 50 }, [])).toMatchObject({ type: 'deny' });
});

it('lets nothing pass when a member has no value', () => {
  const unpriced = portfolioOf({ equity: 1_000, price: { [btc]: 100 }, quantity: { [eth]: 1 } });
  const verdict = checkCluster(order('buy', 1), unpriced, 100, undefined, [], undefined, 0.5);
  expect(verdict).toMatchObject({ type: 'deny', code: 'EXPOSURE_UNKNOWN' });
});
