import type { GuardEvent } from '@sigmax/core';
import { expect, it } from 'vitest';
import {
  accepted,
  btc,
  cancelled,
  fill,
  market,
  moved,
  rejected,
  reread,
  snapshot,
  submitted,
} from '../guards/guard-events.test-helper';
import { noOrders, orderOf } from './order-tags';

const tagged = market({ tag: 'a' });
const after = (...events: readonly GuardEvent[]) => {
  const orders = noOrders();
  const found = events.map((event) => orderOf(orders, event));
  return { orders, last: found.at(-1) };
};
const about = { instrumentId: btc, tag: 'a' };

it('knows the tag of an order that an event only names', () => {
  expect(after(submitted(0, tagged)).last).toEqual(about);
  expect(after(submitted(0, tagged), accepted(1)).last).toEqual(about);
  expect(after(submitted(0, tagged), rejected(1)).last).toEqual(about);
  expect(after(submitted(0, tagged), cancelled(1)).last).toEqual(about);
  expect(after(submitted(0, tagged), fill(1, 'buy')).last).toEqual(about);
  expect(after(fill(1, 'buy', { tag: 'a' })).last).toEqual(about);
  const failed: GuardEvent = {
    type: 'cancel-failed',
    timeMs: 1,
    clientOrderId: 'run-1',
    instrumentId: btc,
    message: '',
  };
  expect(after(submitted(0, tagged), failed).last).toEqual(about);
  const denied: GuardEvent = {
    type: 'order-denied',
    timeMs: 0,
    instrumentId: btc,
    guard: 'g',
    code: 'A_B',
    intent: tagged,
  };
  expect(after(denied).last).toEqual(about);
  const delayed: GuardEvent = { ...denied, type: 'order-delayed', limit: 0, observed: 0 };
  expect(after(delayed).last).toEqual(about);
});

it('knows of no tag where there is none', () => {
  expect(after(submitted(0)).last).toEqual({ instrumentId: btc, tag: undefined });
  expect(after(submitted(0), accepted(1)).last?.tag).toBeUndefined();
  expect(after(accepted(1, 'toString')).last?.tag).toBeUndefined();
});

it('forgets an order that has ended, and only then', () => {
  for (const end of [rejected(1), cancelled(1), fill(1, 'buy')]) {
    expect(after(submitted(0, tagged), end).orders).toEqual(noOrders());
  }
  const part = fill(1, 'buy', { quantity: 0.4 });
  expect(reread(after(submitted(0, tagged), part).orders)).toMatchObject({
    open: { 'run-1': 0.6 },
    tags: { 'run-1': 'a' },
  });
});

it('is about orders only', () => {
  expect(after(snapshot(0)).last).toBeUndefined();
  expect(after(moved(1)).last).toBeUndefined();
});
