import { type GuardEvent, type OrderIntent, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MessageState, orderToTradeRatio } from './order-to-trade-ratio';

const instrumentId = 'demo:BTC/USDT';
const order: OrderIntent = { type: 'market', instrumentId, side: 'buy', quantity: 1 };
type Kind = 'order' | 'cancel' | 'fill' | 'snapshot' | 'other';

const eventOf = (kind: Kind, timeMs: number, reason = 'requested'): GuardEvent => {
  const of = { timeMs, clientOrderId: 'run-1', instrumentId };
  const types = { order: 'order-submitted', cancel: 'order-cancelled', fill: 'fill', other: 'order-accepted' };
  if (kind === 'snapshot') return { type: 'snapshot', timeMs, bars: [] };
  return { ...of, type: types[kind], ...(kind === 'cancel' ? { reason } : {}) } as unknown as GuardEvent;
};
const guard = orderToTradeRatio({ limit: 3, grace: 4, windowMs: 100 });
const after = (...events: readonly (readonly [kind: Kind, timeMs: number, reason?: string])[]): MessageState =>
  events.reduce(
    (state, [kind, timeMs, reason]) => guard.update!(state, eventOf(kind, timeMs, reason), portfolioOf({ timeMs })),
    structuredClone(guard.initial),
  );
const check = (state: MessageState, timeMs = 0, intent = order) =>
  guard.check?.(intent, portfolioOf({ timeMs }), state);
const orders = (count: number, timeMs = 0) => Array.from({ length: count }, () => ['order', timeMs] as const);

describe('orderToTradeRatio', () => {
  it('needs no fill for the messages of the grace', () => {
    expect(check(after(...orders(3)))).toBe(pass);
    expect(check(after(...orders(4)))).toEqual({ type: 'deny', code: 'RATIO_ABOVE_LIMIT', limit: 3, observed: 5 });
  });

  it('takes no fill for none, however many messages one would allow', () => {
    const wide = orderToTradeRatio({ limit: 10, grace: 1, windowMs: 100 });
    expect(wide.check?.(order, portfolioOf({}), after())).toBe(pass);
    expect(wide.check?.(order, portfolioOf({}), after(...orders(1)))).toMatchObject({ type: 'deny', observed: 2 });
    expect(wide.check?.(order, portfolioOf({}), after(...orders(9), ['fill', 0]))).toBe(pass);
  });

  it('then lets so many messages leave for each fill', () => {
    expect(check(after(...orders(5), ['fill', 0], ['fill', 0]))).toBe(pass);
    expect(check(after(...orders(6), ['fill', 0], ['fill', 0]))).toMatchObject({ observed: 3.5 });
  });

  it('counts cancellations that the bot asked for, and no others', () => {
    expect(check(after(...orders(3), ['cancel', 0]))).toMatchObject({ type: 'deny' });
    expect(check(after(...orders(3), ['cancel', 0, 'halted']))).toMatchObject({ type: 'deny' });
    expect(check(after(...orders(3), ['cancel', 0, 'one-cancels-other'], ['other', 0]))).toBe(pass);
  });

  it('counts the exits that leave with an order', () => {
    const bracket = { stopLossPrice: 80, takeProfitPrice: 110 };
    expect(check(after(...orders(1)), 0, { ...order, bracket })).toBe(pass);
    expect(check(after(...orders(2)), 0, { ...order, bracket })).toMatchObject({ type: 'deny', observed: 5 });
  });

  it('forgets what is a window ago', () => {
    expect(check(after(...orders(4)), 99)).toMatchObject({ type: 'deny' });
    expect(check(after(...orders(4)), 100)).toBe(pass);
    expect(check(after(...orders(6, 50), ['fill', 0], ['fill', 0], ['fill', 0]), 99)).toBe(pass);
    expect(check(after(...orders(6, 50), ['fill', 0], ['fill', 0], ['fill', 0]), 100)).toMatchObject({ observed: 7 });
    expect(after(...orders(4), ['fill', 50], ['snapshot', 100])).toEqual({ messages: [], fills: [50] });
    expect(after(...orders(4), ['snapshot', 99]).messages).toHaveLength(4);
  });

  it('lets reductions pass', () => {
    expect(check(after(...orders(9)), 0, { ...order, side: 'sell', reduceOnly: true })).toBe(pass);
  });

  it('does not forget because a clock went back, or is none', () => {
    expect(after(...orders(1, 90), ['order', 20]).messages).toEqual([90, 90]);
    expect(after(...orders(1, 90), ['order', Number.NaN]).messages).toEqual([90, 90]);
    expect(check(after(...orders(4, 50), ['fill', 50], ['fill', 50]), Number.NaN)).toMatchObject({ observed: 5 });
  });

  it('agrees with counting over all events', () => {
    const kinds = fc.constantFrom<Kind>('order', 'order', 'cancel', 'fill', 'snapshot');
    const steps = fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 60 })), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (list) => {
        let now = 0;
        const events = list.map(([kind, gap]) => {
          now += gap;
          return [kind, now] as const;
        });
        const recent = events.filter(([, timeMs]) => timeMs > now - 100).map(([kind]) => kind);
        const sent = recent.filter((kind) => kind === 'order' || kind === 'cancel').length + 1;
        const filled = recent.filter((kind) => kind === 'fill').length;
        expect(check(after(...events), now) === pass).toBe(sent <= 4 || sent <= 3 * filled);
      }),
    );
  });

  it('has no defaults', () => {
    expect(() => orderToTradeRatio({ grace: 1, windowMs: 1 } as never)).toThrow('limit was undefined');
    expect(() => orderToTradeRatio({ limit: 1, windowMs: 1 } as never)).toThrow('grace was undefined');
    expect(() => orderToTradeRatio({ limit: 1, grace: 1 } as never)).toThrow('windowMs was undefined');
    expect(() => orderToTradeRatio({ limit: 0.5, grace: 0, windowMs: 1 })).toThrow('limit was 0.5');
  });
});

describeGuard({
  name: 'orderToTradeRatio',
  make: () => orderToTradeRatio({ limit: 1, grace: 2, windowMs: 3 * 3_600_000 }),
  reads: [],
});
