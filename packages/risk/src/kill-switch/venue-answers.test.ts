import { expect, it } from 'vitest';
import { heldUnits, namedOrders, ordersOf, positionsOf } from './venue-answers';

it('a list of orders is one of things with ids', () => {
  expect(ordersOf([])).toEqual([]);
  expect(ordersOf([{ id: '1' }, { id: '2', tag: 't' }])).toHaveLength(2);
  for (const answer of [undefined, null, 'none', {}, { length: 0 }, [{ id: 1 }], [{ id: '1' }, {}], [null]])
    expect(ordersOf(answer)).toBeUndefined();
  expect(namedOrders([{ id: 1 }, { id: '1' }, null])).toEqual([{ id: '1' }]);
  expect(namedOrders({ length: 1, 0: { id: '1' } })).toEqual([]);
});

it('a list of positions is one of finite quantities, without those that are 0', () => {
  const one = { instrumentId: 'a:X/Y', quantity: -2 };
  expect(positionsOf([one, { ...one, quantity: 0 }, { ...one, quantity: 0.5 }])).toHaveLength(2);
  expect(heldUnits([one, { ...one, quantity: 0.5 }])).toBe(2.5);
  for (const answer of [
    undefined,
    {},
    [{ ...one, quantity: Number.NaN }],
    [{ ...one, quantity: '2' }],
    [{ quantity: 1 }],
  ])
    expect(positionsOf(answer)).toBeUndefined();
});
