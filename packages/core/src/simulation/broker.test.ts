import { describe, expect, it } from 'vitest';
import { BrokerError } from '../errors';
import { barsOf, freeBroker, limit, runBot } from '../kernel/bot-run.test-helper';
import type { Order } from '../orders/order';
import { hold, orders } from '../strategy/decision';
import type { Broker, BrokerSession } from './broker';

/** Runs a bot whose broker lets a stranger at its session whenever an order is handed over or a moment comes. */
const intruded = (intrude: (session: BrokerSession, order: Order) => void) => {
  const inner = freeBroker();
  const refusals: unknown[] = [];
  const broker: Broker = {
    ...inner,
    open: (context) => {
      const session = inner.open(context);
      let seen: Order | undefined;
      const attempt = () => {
        try {
          intrude(session, seen as Order);
        } catch (error) {
          refusals.push(error);
        }
      };
      return {
        state: session.state,
        submit: (order) => {
          session.submit(order);
          seen = order;
          attempt();
        },
        cancel: (order, reason) => session.cancel(order, reason),
        onSlice: (slice) => {
          session.onSlice(slice);
          attempt();
        },
      };
    },
  };
  const result = runBot({ bars: barsOf(100, 100, 80, 80), broker, decide: [orders([limit('buy', 1, 90)])] });
  return { result, refusals };
};

describe('an order that the guards have not approved is refused', () => {
  it.each<[string, (order: Order) => Order]>([
    ['one that is made by hand', ({ instrument }) => ({ instrument, quantity: 5, clientOrderId: 'mine' }) as never],
    ['a copy that is larger', (order) => ({ ...order, quantity: order.quantity * 100 })],
    ['an exact copy', (order) => structuredClone(order)],
    ['a proxy', (order) => new Proxy(order, {})],
    ['what inherits from it', (order) => Object.create(order)],
    ['nothing', () => undefined as never],
  ])('%s', (_name, forge) => {
    const { result, refusals } = intruded((session, order) => session.submit(forge(order)));
    expect(refusals.length).toBeGreaterThan(1);
    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(BrokerError);
      expect(refusal).toMatchObject({ code: 'ORDER_NOT_APPROVED' });
    }
    expect(result.fills.map(({ quantity }) => quantity)).toEqual([1]);
  });

  it('one that was handed over before', () => {
    let moments = 0;
    const { result, refusals } = intruded((session, order) => {
      // The hand-over itself is the first time.
      if (moments++ > 0) session.submit(order);
    });
    expect(refusals[0]).toMatchObject({ code: 'ORDER_NOT_APPROVED' });
    expect(result.fills).toHaveLength(1);
  });
});

it('a broker knows the time of the moment in which it is asked', () => {
  const inner = freeBroker();
  const seen: [string, number][] = [];
  const broker: Broker = {
    ...inner,
    open: (context) => {
      seen.push(['open', context.timeMs()]);
      const session = inner.open(context);
      return {
        state: session.state,
        submit: (order) => {
          seen.push(['submit', context.timeMs()]);
          session.submit(order);
        },
        cancel: (order, reason) => session.cancel(order, reason),
        onSlice: (slice) => {
          seen.push(['slice', context.timeMs() - slice.timeMs]);
          session.onSlice(slice);
        },
      };
    },
  };
  runBot({ bars: barsOf(100, 100, 80), broker, decide: [hold, orders([limit('buy', 1, 90)])] });
  expect(seen).toEqual([
    ['open', Number.NEGATIVE_INFINITY],
    ['submit', 120_000],
    ['slice', 0],
  ]);
});
