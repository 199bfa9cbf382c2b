import {
  type BotEvent,
  createBot,
  type Decision,
  defineStrategy,
  hold,
  type OrderIntent,
  orders,
  type RunResult,
  seededRandom,
  simulatedBroker,
} from '@sigmax/core';
import { barsFromCloses } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { maxDrawdown } from '../guards/max-drawdown';
import { type Outage, outageBroker } from './outage-broker';

const id = 'demo:BTC/USDT';
const minute = 60_000;
const free = { takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 };
const buy = (quantity: number): OrderIntent => ({ type: 'market', instrumentId: id, side: 'buy', quantity });
const limit = (side: 'buy' | 'sell', quantity: number, limitPrice: number): OrderIntent => ({
  type: 'limit',
  instrumentId: id,
  side,
  quantity,
  limitPrice,
});
const from = (first: number, until: number): Outage => ({ fromMs: first * minute, untilMs: until * minute });

const run = (
  closes: readonly number[],
  decide: (moment: number) => Decision,
  windows: readonly Outage[],
  options: { readonly guards?: Parameters<typeof createBot>[0]['guards']; readonly broker?: object } = {},
): RunResult => {
  const strategy = defineStrategy({
    name: 'told',
    start:
      () =>
      ({ timeMs }) =>
        decide(timeMs / minute),
  });
  const inner = simulatedBroker({ ...free, ...options.broker });
  return createBot({ strategy: strategy(), guards: options.guards ?? [], cash: { USDT: 10_000 } }).backtest({
    market: barsFromCloses(closes, { timeframeMs: minute }),
    broker: windows.length === 0 ? inner : outageBroker(inner, windows),
  });
};

const story = (result: RunResult): string[] =>
  result.events.flatMap((event: BotEvent) => {
    const at = 'timeMs' in event ? event.timeMs / minute : 0;
    switch (event.type) {
      case 'order-submitted':
        return [`${at} submitted ${event.side} ${event.quantity}`];
      case 'order-accepted':
        return [`${at} accepted`];
      case 'order-cancelled':
        return [`${at} cancelled ${event.reason}`];
      case 'order-rejected':
        return [`${at} rejected ${event.code}`];
      case 'fill':
        return [`${at} ${event.side} ${event.quantity} @ ${event.price}`];
      case 'bot-halted':
        return [`${at} ${event.action}`];
      default:
        return [];
    }
  });

describe('outageBroker', () => {
  it('fills what rested in the outage at the prices of then, and tells of it afterwards', () => {
    const decide = (moment: number) => (moment === 1 ? orders([limit('buy', 1, 95)]) : hold);
    expect(story(run([100, 100, 90, 120, 120, 120], decide, [from(3, 5)]))).toEqual([
      '1 submitted buy 1',
      '1 accepted',
      '5 buy 1 @ 95',
    ]);
  });

  it('lets orders of the outage arrive after it, to fill a moment later', () => {
    const decide = (moment: number) => (moment === 3 ? orders([buy(1), limit('buy', 2, 50)]) : hold);
    expect(story(run([100, 100, 100, 110, 120, 130, 140], decide, [from(2, 5)]))).toEqual([
      '3 submitted buy 1',
      '3 submitted buy 2',
      '5 accepted',
      '6 buy 1 @ 120',
    ]);
  });

  it('lets cancellations of the outage come too late', () => {
    const decide = (moment: number) =>
      moment === 1
        ? orders([limit('buy', 1, 95), limit('buy', 1, 10)])
        : moment > 2
          ? orders([], { cancel: 'all' })
          : hold;
    expect(story(run([100, 100, 100, 90, 100, 100], decide, [from(3, 5)]))).toEqual([
      '1 submitted buy 1',
      '1 accepted',
      '1 submitted buy 1',
      '1 accepted',
      '5 buy 1 @ 95',
      '5 cancelled requested',
    ]);
  });

  it('cancels an order that never arrived after it has', () => {
    const decide = (moment: number) =>
      moment === 3 ? orders([limit('buy', 1, 50)]) : moment === 4 ? orders([], { cancel: 'all' }) : hold;
    expect(story(run([100, 100, 100, 100, 100, 100], decide, [from(2, 5)]))).toEqual([
      '3 submitted buy 1',
      '5 accepted',
      '5 cancelled requested',
    ]);
  });

  it('keeps a flatten waiting until the venue is back', () => {
    const decide = (moment: number) => (moment === 1 ? orders([buy(50)]) : hold);
    const guards = [maxDrawdown({ limit: 0.1, action: 'flatten' })];
    const closes = [100, 100, 70, 60, 50, 50, 50, 50];
    expect(story(run(closes, decide, [], { guards })).slice(2)).toEqual([
      '3 flatten',
      '3 submitted sell 50',
      '4 sell 50 @ 70',
    ]);
    expect(story(run(closes, decide, [from(3, 6)], { guards })).slice(2)).toEqual([
      '3 flatten',
      '3 submitted sell 50',
      '7 sell 50 @ 50',
    ]);
  });

  it('reports partial fills of missed bars one after the other', () => {
    const decide = (moment: number) => (moment === 1 ? orders([buy(5)]) : hold);
    const broker = { volumeShare: 0.002 };
    expect(story(run([100, 100, 101, 102, 103, 104], decide, [from(3, 5)], { broker }))).toEqual([
      '1 submitted buy 5',
      '2 buy 2 @ 100',
      '5 buy 2 @ 100',
      '5 buy 1 @ 101',
    ]);
  });

  it('sends exits of a bracket with their entry', () => {
    const decide = (moment: number) =>
      moment === 2
        ? orders([{ ...buy(1), bracket: { stopLossPrice: 80, takeProfitPrice: 130 } } as OrderIntent])
        : hold;
    expect(story(run([100, 100, 100, 100, 100, 70, 70], decide, [from(2, 4)]))).toEqual([
      '2 submitted buy 1',
      '2 submitted sell 1',
      '2 submitted sell 1',
      '5 buy 1 @ 100',
      '5 accepted',
      '5 accepted',
      '6 sell 1 @ 80',
      '6 cancelled one-cancels-other',
    ]);
  });

  it('forgets what was about orders that have ended', () => {
    const decide = (moment: number) =>
      moment === 1
        ? orders([limit('buy', 1, 50)])
        : moment === 2
          ? orders([], { cancel: 'all' })
          : moment >= 5
            ? orders([buy(1)])
            : hold;
    expect(story(run([100, 100, 100, 100, 100, 100, 100], decide, [from(3, 5)])).slice(2)).toEqual([
      '2 cancelled requested',
      '5 submitted buy 1',
      '6 buy 1 @ 100',
      '6 submitted buy 1',
      '7 buy 1 @ 100',
      '7 submitted buy 1',
    ]);
  });

  it('takes no order that the guards did not hand over', () => {
    const inner = simulatedBroker(free);
    const broker = outageBroker(inner, [from(0, 9)]);
    const refusals: unknown[] = [];
    const spied = {
      ...broker,
      open: (context: Parameters<typeof broker.open>[0]) => {
        const session = broker.open(context);
        const submit: typeof session.submit = (order) => {
          session.submit(order);
          for (const forged of [{ ...order }, order]) {
            try {
              session.submit(forged);
            } catch (error) {
              refusals.push(error);
            }
          }
        };
        return {
          state: session.state,
          submit,
          cancel: session.cancel.bind(session),
          onSlice: session.onSlice.bind(session),
        };
      },
    };
    const strategy = defineStrategy({
      name: 'one',
      start:
        () =>
        ({ timeMs }) =>
          timeMs === minute ? orders([buy(1)]) : hold,
    });
    createBot({ strategy: strategy(), cash: { USDT: 1_000 } }).backtest({
      market: barsFromCloses([100, 100, 100], { timeframeMs: minute }),
      broker: spied,
    });
    const refused = { code: 'ORDER_NOT_APPROVED' };
    expect(refusals).toMatchObject([refused, refused]);
  });

  it('is the inner broker while nothing is cut, and shows its windows', () => {
    const decide = (moment: number) => (moment % 3 === 0 ? orders([buy(1), limit('sell', 1, 101)]) : hold);
    const closes = Array.from({ length: 40 }, (_, index) => 100 + (index % 7));
    const cut = run(closes, decide, [from(1_000, 1_001)]);
    expect(story(cut)).toEqual(story(run(closes, decide, [])));
    expect(cut.broker).toMatchObject({ name: 'simulated-with-outages', options: { outages: [from(1_000, 1_001)] } });
    expect(() => outageBroker(simulatedBroker(free), [])).toThrow('outageBroker: windows');
    expect(() => outageBroker(simulatedBroker(free), [from(2, 2)])).toThrow('end after they begin');
  });

  it('loses no order and no fill, in any storm: every order ends once and the account adds up', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const closes = Array.from({ length: 60 }, () => 80 + 40 * random.uniform());
      const begin = random.integer(40) + 2;
      const decide = (): Decision => {
        const choice = random.integer(5);
        if (choice === 0) return orders([], { cancel: 'all' });
        if (choice === 1) return orders([buy(1 + random.integer(3))]);
        if (choice === 2) return orders([limit('sell', 1 + random.integer(2), 70 + 60 * random.uniform())]);
        return choice === 3 ? orders([limit('buy', 1, 70 + 60 * random.uniform())]) : hold;
      };
      const windows = [from(begin, begin + 1 + random.integer(12))];
      const result = run(closes, decide, windows, { broker: { volumeShare: 0.004 } });
      const ends = new Map<string, number>();
      let cash = 10_000;
      let held = 0;
      for (const event of result.events) {
        if (event.type === 'fill') {
          cash += (event.side === 'buy' ? -1 : 1) * event.notional;
          held += (event.side === 'buy' ? 1 : -1) * event.quantity;
        }
        if (event.type === 'order-cancelled' || event.type === 'order-rejected')
          ends.set(event.clientOrderId, (ends.get(event.clientOrderId) ?? 0) + 1);
        if (event.type === 'fill' || event.type === 'order-accepted' || event.type === 'order-cancelled') {
          const [window] = windows as [Outage];
          expect(event.timeMs >= window.fromMs && event.timeMs < window.untilMs).toBe(false);
        }
      }
      expect([...ends.values()].every((count) => count === 1)).toBe(true);
      expect(result.balances.find(({ asset }) => asset === 'USDT')?.amount).toBeCloseTo(cash, 6);
      expect(result.positions[0]?.quantity).toBeCloseTo(held, 8);
    }
  });
});
