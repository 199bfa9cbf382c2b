import { type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { type DuplicateState, duplicateOrders } from './duplicate-orders';
import {
  accepted,
  btc,
  cancelled,
  eth,
  fill,
  market,
  rejected,
  reread,
  submitted,
  told,
} from './guard-events.test-helper';

describeGuard({
  name: 'duplicateOrders',
  make: () => duplicateOrders({ windowMs: 36_000_000, tags: 'identify' }),
  reads: ['quantity'],
});

const guard = duplicateOrders({ windowMs: 1_000 });
const check = (state: DuplicateState, timeMs: number, intent = market(), on = guard, held = 0) =>
  on.check!(intent, portfolioOf({ timeMs, quantity: { [btc]: held } }), state);
const sent = (intent = market(), on = guard) => told(on, [submitted(0, intent), accepted(1)]);
const order = (fields: object) => ({ ...market(), ...fields }) as OrderIntent;

describe('duplicateOrders', () => {
  it('denies the same order within the window and not after it', () => {
    const facts = { type: 'deny', code: 'ORDER_DUPLICATED', limit: 1_000 };
    expect(check(sent(), 0)).toEqual({ ...facts, observed: 0 });
    expect(check(sent(), 999)).toEqual({ ...facts, observed: 999 });
    expect(check(sent(), 1_000)).toBe(pass);
    expect(check(sent(), -5)).toEqual({ ...facts, observed: -5 });
    expect(check(sent(), Number.NaN)).toMatchObject({ type: 'deny' });
    expect(check(told(guard, []), 0)).toBe(pass);
  });

  it.each([
    ['instrument', { instrumentId: eth }],
    ['side', { side: 'sell' }],
    ['quantity', { quantity: 1.000001 }],
    ['type', { type: 'limit', limitPrice: 100 }],
  ])('lets an order of another %s pass', (_, fields) => {
    expect(check(sent(), 0, order(fields))).toBe(pass);
  });

  it.each([
    ['limit price', { type: 'limit', limitPrice: 100 }, { type: 'limit', limitPrice: 101 }],
    ['stop price', { type: 'stop', stopPrice: 100 }, { type: 'stop', stopPrice: 101 }],
    [
      'limit of a stop',
      { type: 'stop-limit', stopPrice: 100, limitPrice: 99 },
      { type: 'stop-limit', stopPrice: 100, limitPrice: 98 },
    ],
    ['trail', { type: 'trailing-stop', trail: { price: 5 } }, { type: 'trailing-stop', trail: { price: 6 } }],
    ['kind of trail', { type: 'trailing-stop', trail: { ticks: 5 } }, { type: 'trailing-stop', trail: { price: 5 } }],
    [
      'trail in parts',
      { type: 'trailing-stop', trail: { fraction: 0.1 } },
      { type: 'trailing-stop', trail: { fraction: 0.2 } },
    ],
    [
      'activation',
      { type: 'trailing-stop', trail: { price: 5 }, activationPrice: 100 },
      { type: 'trailing-stop', trail: { price: 5 } },
    ],
  ])('tells orders of another %s apart, and finds the same one', (_, first, second) => {
    expect(check(sent(order(first)), 0, order(second))).toBe(pass);
    expect(check(sent(order(first)), 0, order(first))).not.toBe(pass);
    // A copy that is not the same object, as after a restart.
    expect(check(reread(sent(order(first))), 0, structuredClone(order(first)))).not.toBe(pass);
  });

  it('does not send again what the venue has not answered, however long ago', () => {
    const lost = told(guard, [submitted(0)]);
    expect(check(lost, 1e9)).toMatchObject({ type: 'deny', observed: 1e9 });
    expect(check(told(guard, [submitted(1e9, market({ quantity: 2 }), 'run-2')], {}, lost), 1e9)).not.toBe(pass);
    expect(check(told(guard, [accepted(5e8)], {}, structuredClone(lost)), 1e9)).toBe(pass);
    expect(check(told(guard, [fill(5e8, 'buy')], {}, structuredClone(lost)), 1e9)).toBe(pass);
  });

  it('lets an order that ended unfilled be sent again at once', () => {
    expect(check(told(guard, [submitted(0), rejected(1)]), 1)).toBe(pass);
    expect(check(told(guard, [submitted(0), cancelled(1)]), 1)).toBe(pass);
    expect(check(told(guard, [submitted(0), cancelled(1, { filledQuantity: 0.5 })]), 1)).not.toBe(pass);
    expect(check(told(guard, [submitted(0), fill(1, 'buy')]), 1)).not.toBe(pass);
    const two = [submitted(0), submitted(0, market(), 'run-2'), cancelled(1)];
    expect(check(told(guard, two), 1)).not.toBe(pass);
  });

  it('knows an order again that guards had made smaller', () => {
    const shrunk = {
      type: 'order-shrunk',
      timeMs: 0,
      instrumentId: btc,
      guard: 'max-weight',
      code: 'WEIGHT_ABOVE_LIMIT',
      limit: 1,
      observed: 2,
      quantityBefore: 5,
      quantityAfter: 1,
    } as const;
    const state = told(guard, [
      shrunk,
      submitted(0, market({ quantity: 1 })),
      submitted(0, market({ instrumentId: eth }), 'run-2'),
    ]);
    expect(check(state, 1, market({ quantity: 5 }))).not.toBe(pass);
    expect(check(state, 1, market({ quantity: 1 }))).not.toBe(pass);
    expect(check(state, 1, market({ quantity: 4 }))).toBe(pass);
    expect(check(state, 1, market({ instrumentId: eth, quantity: 5 }))).toBe(pass);
  });

  it('lets exits pass', () => {
    const exit = market({ side: 'sell' });
    expect(check(sent(exit), 0, exit, guard, 1)).toBe(pass);
    expect(check(sent(exit), 0, exit, guard, 0.5)).not.toBe(pass);
    const reduceOnly = market({ side: 'sell', reduceOnly: true });
    expect(check(sent(reduceOnly), 0, reduceOnly)).toBe(pass);
    expect(sent(reduceOnly).sent).toEqual([]);
  });

  it('takes tags for nothing, for a difference or for an identity', () => {
    const tagged = (tag: string, quantity = 1) => market({ tag, quantity });
    const outcome = (tags: 'ignored' | 'distinguish' | 'identify', intent: OrderIntent) => {
      const on = duplicateOrders({ windowMs: 1_000, tags });
      return check(sent(tagged('a'), on), 0, intent, on).type;
    };
    const intents = [tagged('a'), tagged('b'), tagged('a', 2), market()];
    expect(intents.map((intent) => outcome('ignored', intent))).toEqual(['deny', 'deny', 'pass', 'deny']);
    expect(intents.map((intent) => outcome('distinguish', intent))).toEqual(['deny', 'pass', 'pass', 'pass']);
    expect(intents.map((intent) => outcome('identify', intent))).toEqual(['deny', 'deny', 'deny', 'deny']);
    const on = duplicateOrders({ windowMs: 1_000, tags: 'identify' });
    expect(check(sent(market(), on), 0, market({ quantity: 2 }), on)).toBe(pass);
  });

  it('denies a quantity that is none', () => {
    for (const quantity of [Number.NaN, Infinity, 0, -1]) {
      expect(check(sent(), 5_000, market({ quantity }))).toMatchObject({ type: 'deny', code: 'QUANTITY_INVALID' });
    }
  });

  it('forgets what is over', () => {
    const events = Array.from({ length: 50 }, (_, index) => [
      submitted(index * 1_000, market({ quantity: index + 1 }), `run-${index}`),
      accepted(index * 1_000, `run-${index}`),
    ]).flat();
    expect(told(guard, events).sent.length).toBeLessThanOrEqual(2);
  });

  it('has no default window', () => {
    expect(() => duplicateOrders({} as never)).toThrow('duplicateOrders: windowMs was undefined');
    expect(guard.options).toEqual({ windowMs: 1_000, tags: 'ignored' });
  });
});
