import {
  type Bar,
  type Guard,
  type GuardEvent,
  type Intervention,
  type OrderIntent,
  type Portfolio,
  parseOptions,
  venueOf,
} from '@sigmax/core';
import { z } from 'zod';
import { requireGuard, told } from './inner-guard';
import { followStops, type KnownStops, urgentDemand } from './known-stops';
import { noOrders, type OrderTags, orderOf } from './order-tags';
import { demandOf, type Part } from './part';
import { partEvent, snapshotOf } from './part-event';
import { PartPortfolio } from './part-portfolio';

const schema = z.enum(['instrument', 'venue', 'tag']);

/** Plain data, changed in place. */
export interface PerState {
  /** A state of the guard for each instrument, venue or tag that was seen. */
  readonly states: Record<string, unknown>;
  readonly orders: OrderTags;
  readonly stops: KnownStops;
}

const noBars: readonly Bar[] = [];

/** What an order or an event belongs to, and the part of the bot that this is. */
interface Division {
  keyOf(order: { readonly instrumentId: string; readonly tag?: string | undefined }): string;
  partOf(key: string): Part;
}

/** A tag is any text; this one would be no field of a record. */
const tagKey = (tag: string | undefined): string => (tag === '__proto__' ? '__proto__ ' : (tag ?? ''));

const divisionOf = (by: z.output<typeof schema>): Division => {
  if (by === 'instrument')
    return { keyOf: ({ instrumentId }) => instrumentId, partOf: (key) => ({ instrumentId: key }) };
  if (by === 'tag') {
    return { keyOf: ({ tag }) => tagKey(tag), partOf: (key) => ({ tag: key === '__proto__ ' ? '__proto__' : key }) };
  }
  // Cut once for each instrument, so that a check allocates nothing.
  const venues = new Map<string, string>();
  const keyOf = ({ instrumentId }: { readonly instrumentId: string }): string => {
    const known = venues.get(instrumentId) ?? venueOf(instrumentId);
    venues.set(instrumentId, known);
    return known;
  };
  return { keyOf, partOf: (key) => ({ venue: key }) };
};

/**
 * Makes a guard keep a state of its own for each instrument, each venue or each tag.
 *
 * Each state is told of the orders, bars and open orders of its part and of what concerns the whole account, and is asked
 * about the orders of its part. What it asks of the bot is about that part alone; `flatten`, and what is asked for orders
 * without a tag, is about all tags. An operator's `rearm` of its name reaches each part, one with a scope that part.
 *
 * `make` is called once. A state begins when its instrument or venue is traded by the bot, and for a tag with the first
 * order that has it; a tag is kept for good, so a tag of its own for every order is not for this.
 *
 * - State: {@link PerState}.
 * - Cost: that of the guard, for a snapshot once for each part, with one small allocation each.
 *
 * @throws {InvalidOptionsError} `by` is none of the three, or `make` makes no guard.
 * @example
 * ```ts
 * import { messageRate, per } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = per('instrument', () => messageRate({ limit: 1, windowMs: 1_000, verdict: 'deny' }));
 * const order = { instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
 * const intent = { type: 'market', ...order } as const;
 * const sent = { type: 'order-submitted', timeMs: 0, clientOrderId: 'a-1', orderType: 'market', intent, ...order } as const;
 * const state = guard.update!(guard.initial, sent, portfolioOf({}));
 * guard.check!(intent, portfolioOf({}), state).type; // => 'deny'
 * guard.check!({ ...intent, instrumentId: 'demo:ETH/USDT' }, portfolioOf({}), state).type; // => 'pass'
 * ```
 */
export const per = (by: 'instrument' | 'venue' | 'tag', make: () => Guard): Guard<PerState> => {
  const { keyOf, partOf } = divisionOf(parseOptions(schema, by, 'per'));
  const guard = requireGuard(make(), 'per');
  const { name, update, check, intervene, instruments, isSoft } = guard;
  const views = new Map<string, PartPortfolio>();
  const shownTo = (key: string, portfolio: Portfolio): Portfolio => {
    let view = views.get(key);
    if (view === undefined) {
      view = new PartPortfolio(partOf(key));
      views.set(key, view);
    }
    return view.of(portfolio);
  };
  const stateOf = ({ states }: PerState, key: string): unknown =>
    Object.hasOwn(states, key) ? states[key] : structuredClone(guard.initial);
  const tell = (state: PerState, key: string, event: GuardEvent, portfolio: Portfolio): void => {
    state.states[key] = told(guard, stateOf(state, key), event, shownTo(key, portfolio));
  };
  const tellMoment = (
    state: PerState,
    event: Extract<GuardEvent, { type: 'snapshot' }>,
    portfolio: Portfolio,
  ): void => {
    const bars = new Map<string, Bar[]>();
    for (const instrumentId of portfolio.instrumentIds) bars.set(keyOf({ instrumentId }), []);
    for (const bar of event.bars) {
      const key = keyOf(bar);
      const own = bars.get(key);
      if (own === undefined) bars.set(key, [bar]);
      else own.push(bar);
    }
    for (const key of new Set([...bars.keys(), ...Object.keys(state.states)])) {
      tell(state, key, snapshotOf(event.timeMs, bars.get(key) ?? noBars), portfolio);
    }
  };
  const tellAll = (state: PerState, event: GuardEvent, portfolio: Portfolio): void => {
    for (const key of Object.keys(state.states)) {
      const heard = partEvent(partOf(key), event, name, name);
      if (heard !== undefined) tell(state, key, heard, portfolio);
    }
  };
  const hear = (state: PerState, event: GuardEvent, portfolio: Portfolio): PerState => {
    const { orders } = state;
    followStops(state.stops, event, name);
    if (event.type === 'order-shrunk') {
      orders.shrunk = event;
      return state;
    }
    const order = orderOf(orders, event);
    if (order === undefined) {
      if (event.type === 'snapshot' && by !== 'tag') tellMoment(state, event, portfolio);
      else tellAll(state, event, portfolio);
      return state;
    }
    const key = keyOf(order);
    if (event.type === 'order-submitted') {
      if (orders.shrunk?.instrumentId === order.instrumentId) tell(state, key, orders.shrunk, portfolio);
      orders.shrunk = undefined;
    }
    tell(state, key, event, portfolio);
    return state;
  };
  const ask = (intent: OrderIntent, portfolio: Portfolio, { states }: PerState) => {
    const key = keyOf(intent);
    const state = Object.hasOwn(states, key) ? states[key] : guard.initial;
    return guard.check!(intent, shownTo(key, portfolio), state);
  };
  const demand = ({ states, stops }: PerState, portfolio: Portfolio): Intervention | undefined => {
    let most: Intervention | undefined;
    for (const key of Object.keys(states)) {
      const own = guard.intervene!(states[key], shownTo(key, portfolio));
      most = urgentDemand(stops, most, demandOf(partOf(key), own));
    }
    return most;
  };
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: { per: by, ...guard.options },
    ...(isSoft === undefined ? undefined : { isSoft }),
    initial: { states: {}, orders: noOrders(), stops: {} },
    ...(update === undefined && intervene === undefined ? undefined : { update: hear }),
    ...(check === undefined ? undefined : { check: ask }),
    ...(intervene === undefined ? undefined : { intervene: demand }),
  };
};
