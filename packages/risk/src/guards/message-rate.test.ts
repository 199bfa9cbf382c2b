import { createBot, defineStrategy, type OrderIntent, orders, pass, simulatedBroker } from '@sigmax/core';
import { barsFromCloses, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, cancelled, market, reread, submitted, told } from './guard-events.test-helper';
import { messageRate } from './message-rate';
import type { TimeRing } from './time-ring';

for (const verdict of ['delay', 'deny'] as const) {
  describeGuard({
    name: `messageRate that would ${verdict}`,
    make: () => messageRate({ limit: 3, windowMs: 7_200_000, verdict }),
    reads: [],
  });
}

const guard = messageRate({ limit: 2, windowMs: 1_000, verdict: 'delay' });
const sent = (...times: readonly number[]) =>
  told(
    guard,
    times.map((timeMs) => submitted(timeMs)),
  );
const check = (state: TimeRing, timeMs: number, intent: OrderIntent = market(), on = guard, held = 0) =>
  on.check!(intent, portfolioOf({ timeMs, quantity: { [btc]: held } }), state);

describe('messageRate', () => {
  it('lets the limit leave within the window and puts off what is more', () => {
    expect(check(sent(0), 0)).toBe(pass);
    expect(check(sent(0, 10), 20)).toEqual({ type: 'delay', code: 'MESSAGES_ABOVE_LIMIT', limit: 2, observed: 3 });
    expect(check(sent(0, 10), 999)).toMatchObject({ type: 'delay' });
    expect(check(sent(0, 10), 1_000)).toBe(pass);
    expect(check(sent(0, 10, 1_000), 1_009)).toMatchObject({ type: 'delay' });
    expect(check(sent(0, 10, 1_000), 1_010)).toBe(pass);
  });

  it('denies instead where it is told to', () => {
    const strict = messageRate({ limit: 1, windowMs: 1_000, verdict: 'deny' });
    const state = told(strict, [submitted(0)]);
    expect(check(state, 500, market(), strict)).toMatchObject({ type: 'deny', observed: 2 });
  });

  it('counts the exits of a bracket with their entry', () => {
    const bracketed = market({ bracket: { takeProfitPrice: 2, stopLossPrice: 1 } });
    const three = messageRate({ limit: 3, windowMs: 1_000, verdict: 'delay' });
    expect(check(told(three, []), 0, bracketed, three)).toBe(pass);
    expect(check(told(three, [submitted(0)]), 0, bracketed, three)).toMatchObject({ type: 'delay', observed: 4 });
    expect(check(told(three, [submitted(0)]), 0, market({ bracket: { stopLossPrice: 1 } }), three)).toBe(pass);
    // Waiting would not help.
    expect(check(sent(), 0, bracketed)).toMatchObject({ type: 'deny', observed: 3 });
  });

  it('counts cancellations that were asked for, and lets them and exits pass', () => {
    const events = [cancelled(0), cancelled(1, { reason: 'halted' })];
    expect(check(told(guard, events), 2)).toMatchObject({ type: 'delay', observed: 3 });
    const own = [cancelled(0), cancelled(1, { reason: 'one-cancels-other' })];
    expect(check(told(guard, own), 2)).toBe(pass);
    expect(check(sent(0, 1), 2, market({ side: 'sell' }), guard, 1)).toBe(pass);
    expect(check(sent(0, 1), 2, market({ side: 'sell', reduceOnly: true }))).toBe(pass);
    expect(check(sent(0, 1), 2, market({ side: 'sell', quantity: 2 }), guard, 1)).toMatchObject({ type: 'delay' });
  });

  it('lets nothing but exits pass while the clock is behind the last message, or is none', () => {
    expect(check(sent(5_000), 4_999)).toMatchObject({ type: 'delay' });
    expect(check(sent(5_000), 5_000)).toBe(pass);
    expect(check(sent(5_000), 4_999, market({ side: 'sell' }), guard, 1)).toBe(pass);
    for (const timeMs of [Number.NaN, Infinity, -Infinity]) {
      expect(check(sent(), timeMs)).toMatchObject({ type: 'delay', observed: 1 });
    }
  });

  it('keeps counting after a restart with another limit', () => {
    const wide = messageRate({ limit: 5, windowMs: 1_000, verdict: 'delay' });
    const saved = reread(
      told(
        wide,
        [0, 1, 2, 3, 4, 5, 6].map((timeMs) => submitted(timeMs)),
      ),
    );
    const state = told(guard, [submitted(7)], {}, saved);
    expect(state.times).toHaveLength(2);
    expect(check(state, 8)).toMatchObject({ observed: 3 });
    expect(check(state, 1_006)).toBe(pass);
  });

  it('has no default and takes no limit that is none', () => {
    expect(() => messageRate({ limit: 1, windowMs: 1 } as never)).toThrow('messageRate: verdict was undefined');
    for (const limit of [0, 1.5, Number.NaN, 1e7]) {
      expect(() => messageRate({ limit, windowMs: 1, verdict: 'deny' })).toThrow(`limit was ${limit}`);
    }
  });
});

describe('a bot with messageRate', () => {
  const minute = 60_000;
  const flood = defineStrategy({
    name: 'flood',
    start: () => {
      let count = 0;
      return () =>
        orders(
          [1, 2, 3].map(() => market({ type: 'limit', limitPrice: 50, quantity: 0.01 } as never)),
          { cancel: count++ % 7 === 6 ? 'all' : [] },
        );
    },
  });

  it.each(['delay', 'deny'] as const)('sends no order that is one too many in any window (%s)', (verdict) => {
    const { events } = createBot({
      strategy: flood(),
      guards: [messageRate({ limit: 5, windowMs: 3 * minute, verdict })],
      cash: { USDT: 1_000 },
    }).backtest({
      market: barsFromCloses(Array<number>(60).fill(100), { timeframeMs: minute }),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
    });
    const messages = events.flatMap((event) =>
      event.type === 'order-submitted' || event.type === 'order-cancelled' ? [event] : [],
    );
    const sent = messages.flatMap((event, index) => (event.type === 'order-submitted' ? [{ event, index }] : []));
    expect(sent.length).toBeGreaterThan(20);
    for (const { event, index } of sent) {
      const before = messages.slice(0, index + 1).filter(({ timeMs }) => timeMs > event.timeMs - 3 * minute);
      expect(before.length).toBeLessThanOrEqual(5);
    }
  });
});
