import { type Guard, type GuardEvent, pass } from '@sigmax/core';
import { bar, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { duplicateOrders } from '../guards/duplicate-orders';
import {
  accepted,
  btc,
  cancelled,
  eth,
  fill,
  market,
  moved,
  observed,
  rearmed,
  reread,
  snapshot,
  submitted,
  told,
  trade,
} from '../guards/guard-events.test-helper';
import { lossStreak } from '../guards/loss-streak';
import { maxOrderNotional } from '../guards/max-order-notional';
import { maxWeight } from '../guards/max-weight';
import { positionBreach } from '../guards/position-breach';
import { repeatedExecution } from '../guards/repeated-execution';
import { when } from './when';

describeGuard({
  name: 'when',
  make: () => when({ instrumentId: btc }, maxWeight({ limit: 0.3 })),
  reads: ['price', 'quantity', 'equity'],
});
describeGuard({
  name: 'when, with a guard that watches',
  make: () =>
    when({ venue: 'demo', tag: 'any' }, repeatedExecution({ entries: 6, windowMs: 36_000_000, action: 'halt' })),
  reads: [],
});

const denying: Guard = {
  name: 'no',
  initial: 0,
  check: () => ({ type: 'deny', code: 'A_B', limit: 0, observed: 0 }),
};
/** Remembers the types of what it is told. */
const listening: Guard<string[]> = {
  name: 'ear',
  initial: [],
  update: (state, event) => [...state, event.type],
};
const heard = (predicate: Parameters<typeof when>[0], events: readonly GuardEvent[]) =>
  told(when(predicate, listening), events).inner;

describe('when', () => {
  it.each([
    [{ instrumentId: btc }, [true, false, true, true]],
    [{ venue: 'demo' }, [true, true, true, true]],
    [{ venue: 'other' }, [false, false, false, false]],
    [{ tag: 'a' }, [false, false, true, false]],
    [{ side: 'sell' }, [false, false, false, true]],
    [{ instrumentId: btc, tag: 'a', side: 'buy' }, [false, false, true, false]],
  ] as const)('asks about the orders that fit %o', (predicate, expected) => {
    const guard = when(predicate, denying);
    const intents = [market(), market({ instrumentId: eth }), market({ tag: 'a' }), market({ side: 'sell' })];
    const verdicts = intents.map((intent) => guard.check!(intent, portfolioOf({}), guard.initial));
    expect(verdicts.map((verdict) => verdict !== pass)).toEqual(expected);
    for (const verdict of verdicts) if (verdict.type === 'pass') expect(verdict).toBe(pass);
  });

  it('tells of the orders that fit, and of what concerns everything', () => {
    const events = [
      submitted(0, market({ tag: 'a' }), 'run-1'),
      submitted(0, market({ tag: 'b' }), 'run-2'),
      submitted(0, market({ instrumentId: eth, tag: 'a' }), 'run-3'),
      accepted(1, 'run-1'),
      accepted(1, 'run-2'),
      cancelled(2, { clientOrderId: 'run-1' }),
      fill(2, 'buy', { clientOrderId: 'run-2', tag: 'b' }),
      moved(5),
      observed(0, 'x', 1),
    ];
    expect(heard({ instrumentId: btc, tag: 'a' }, events)).toEqual([
      'order-submitted',
      'order-accepted',
      'order-cancelled',
      'cash-moved',
      'control',
    ]);
    expect(heard({ instrumentId: eth }, events)).toEqual(['order-submitted', 'cash-moved', 'control']);
    // A trade has two sides.
    expect(heard({ side: 'sell' }, events)).toHaveLength(events.length);
  });

  it('tells of an order that was made smaller with the order itself', () => {
    const shrunk = (instrumentId: string): GuardEvent => ({
      type: 'order-shrunk',
      timeMs: 0,
      instrumentId,
      guard: 'g',
      code: 'A_B',
      limit: 0,
      observed: 0,
      quantityBefore: 5,
      quantityAfter: 1,
    });
    expect(
      heard({ tag: 'a' }, [shrunk(btc), submitted(0, market({ tag: 'a' })), submitted(0, market({ tag: 'a' }))]),
    ).toEqual(['order-shrunk', 'order-submitted', 'order-submitted']);
    expect(
      heard({ tag: 'a' }, [shrunk(btc), submitted(0, market({ tag: 'b' })), submitted(0, market({ tag: 'a' }))]),
    ).toEqual(['order-submitted']);
    const guard = when({ tag: 'a' }, duplicateOrders({ windowMs: 1_000 }));
    const state = told(guard, [shrunk(btc), submitted(0, market({ tag: 'a' }))]);
    expect(guard.check!(market({ tag: 'a', quantity: 5 }), portfolioOf({}), state)).not.toBe(pass);
  });

  it('counts what fits alone', () => {
    const guard = when({ tag: 'a' }, lossStreak({ losses: 2, action: 'pause' }));
    const lost = (tag: string) => trade(0, -1, { tag, ...(tag === 'a' ? {} : { instrumentId: eth }) });
    const demand = (events: readonly GuardEvent[]) => guard.intervene!(told(guard, events), portfolioOf({}));
    expect(demand([...lost('a'), ...lost('b'), ...lost('b')])).toBeUndefined();
    expect(demand([...lost('a'), ...lost('b'), ...lost('a')])).toMatchObject({ action: 'pause', scope: { tag: 'a' } });
  });

  it('shows the bars and the instruments that fit', () => {
    const bars = [bar({ instrumentId: btc, close: 1 }), bar({ instrumentId: eth, close: 2 })];
    const seen: unknown[] = [];
    const watching: Guard = {
      name: 'eye',
      initial: 0,
      update: (state, event, portfolio) => {
        if (event.type === 'snapshot') seen.push([event.bars.map(({ close }) => close), portfolio.instrumentIds]);
        return state;
      },
    };
    for (const predicate of [{ instrumentId: eth }, { venue: 'other' }, { tag: 'a' }]) {
      told(when(predicate, watching), [snapshot(0, bars)], { instrumentIds: [btc, eth] });
    }
    expect(seen).toEqual([
      [[2], [eth]],
      [[], []],
      [
        [1, 2],
        [btc, eth],
      ],
    ]);
  });

  it('asks for a stop of the part alone, and is re-armed there', () => {
    const guard = when({ instrumentId: btc }, positionBreach({ limit: 0.5, action: 'flatten' }));
    const fields = { equity: 100, price: { [btc]: 1, [eth]: 1 } };
    const hold = (id: string) => told(guard, [snapshot(0)], { ...fields, quantity: { [id]: 60 } });
    expect(guard.intervene!(hold(eth), portfolioOf({}))).toBeUndefined();
    const tripped = reread(hold(btc));
    expect(guard.intervene!(tripped, portfolioOf({}))).toMatchObject({
      action: 'flatten',
      scope: { instrumentId: btc },
    });
    const scoped = (instrumentId: string) => ({ ...rearmed('position-breach'), scope: { instrumentId } }) as GuardEvent;
    expect(guard.intervene!(told(guard, [scoped(eth)], {}, reread(tripped)), portfolioOf({}))).toBeDefined();
    expect(guard.intervene!(told(guard, [scoped(btc)], {}, reread(tripped)), portfolioOf({}))).toBeUndefined();
    expect(guard.intervene!(told(guard, [rearmed('position-breach')], {}, tripped), portfolioOf({}))).toBeUndefined();
  });

  it('says whose it is', () => {
    const guard = when({ venue: 'demo' }, { ...maxOrderNotional({ limit: 5 }), isSoft: true });
    expect(guard).toMatchObject({
      name: 'max-order-notional',
      options: { when: { venue: 'demo' }, limit: 5 },
      isSoft: true,
    });
    expect([guard.update, guard.intervene, guard.instruments]).toEqual([undefined, undefined, undefined]);
    expect(when({ instrumentId: btc }, maxWeight({ limit: 1, instruments: [eth] })).instruments).toEqual([btc, eth]);
  });

  it('refuses a predicate that says nothing', () => {
    expect(() => when({}, denying)).toThrow('when: options was {}');
    expect(() => when({ instrument: btc } as never, denying)).toThrow('instrument was');
    expect(() => when({ tag: 'a' }, {} as never)).toThrow('when: a guard was');
  });
});
