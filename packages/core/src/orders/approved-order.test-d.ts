import { expectTypeOf, it } from 'vitest';
import type { BrokerSession } from '../simulation/broker';
import type { Order } from './order';
import type { ApprovedOrder, OrderIntent } from './order-intent';

it('a broker cannot be handed what the guards have not approved', () => {
  type Submitted = Parameters<BrokerSession['submit']>[0];
  expectTypeOf<OrderIntent>().not.toExtend<Submitted>();
  // Every field of an order that a program can write by hand, and it is still none.
  expectTypeOf<{ readonly [Key in Extract<keyof Order, string>]: Order[Key] }>().not.toExtend<Submitted>();
  expectTypeOf<Order>().toExtend<Submitted>();
  expectTypeOf<{
    readonly [Key in Extract<keyof ApprovedOrder, string>]: ApprovedOrder[Key];
  }>().not.toExtend<ApprovedOrder>();
});
