import { expect, it } from 'vitest';
import { cancelled, fill, rejected } from './guard-events.test-helper';
import { isOpen, type OpenQuantities, settle } from './open-orders';

it('forgets an order when it ends, and no other', () => {
  const left = (...events: readonly Parameters<typeof settle>[1][]): OpenQuantities => {
    const open = { a: 2, b: 1 };
    for (const event of events) settle(open, event);
    return open;
  };
  const part = fill(0, 'buy', { clientOrderId: 'a', quantity: 0.5 });
  expect(left(part)).toEqual({ a: 1.5, b: 1 });
  expect(left(part, part, part, part)).toEqual({ b: 1 });
  expect(left(cancelled(0, { clientOrderId: 'a' }))).toEqual({ b: 1 });
  expect(left(rejected(0, 'a'))).toEqual({ b: 1 });
  expect(left(fill(0, 'buy', { clientOrderId: 'c' }), rejected(0, 'toString'))).toEqual({ a: 2, b: 1 });
});

it('knows its own names only', () => {
  expect(isOpen({ a: 1 }, 'a')).toBe(true);
  expect(isOpen({ a: 1 }, 'constructor')).toBe(false);
});
