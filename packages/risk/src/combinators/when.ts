import { type Guard, parseOptions, pass } from '@sigmax/core';
import { z } from 'zod';
import { requireGuard, told } from './inner-guard';
import { noOrders, type OrderTags, orderOf } from './order-tags';
import { demandOf, isOrderOf, type Part } from './part';
import { partEvent } from './part-event';
import { PartPortfolio } from './part-portfolio';

const text = z.string().min(1);

const schema = z
  .strictObject({
    instrumentId: text.exactOptional(),
    venue: text.exactOptional(),
    tag: text.exactOptional(),
    side: z.enum(['buy', 'sell']).exactOptional(),
  })
  .refine((predicate) => Object.keys(predicate).length > 0, 'expected instrumentId, venue, tag, side or some of them');

/** Which orders a guard is about; every field narrows it. */
export interface WhenPredicate {
  readonly instrumentId?: string;
  /** What stands before the colon of an instrument's id. */
  readonly venue?: string;
  readonly tag?: string;
  readonly side?: 'buy' | 'sell';
}

/** Plain data, changed in place. */
export interface WhenState {
  /** The state of the guard. */
  inner: unknown;
  readonly orders: OrderTags;
}

/**
 * Makes a guard be about some orders only.
 *
 * It is asked about the orders that fit, and told of their events, of the bars and open orders of their instruments, and of
 * what concerns the whole account: equity, cash, controls. What it asks of the bot is about that instrument, venue or tag
 * alone; a `flatten` is about all tags, since a position has none. `side` narrows the orders that it is asked about and
 * nothing else: a trade has two sides.
 *
 * The bot knows it by the guard's own name.
 *
 * - State: {@link WhenState}.
 * - Cost: that of the guard; one small allocation per snapshot with `instrumentId` or `venue`.
 *
 * @throws {InvalidOptionsError} the predicate is empty or has another field, or the guard is none.
 * @example
 * ```ts
 * import { maxOrderNotional, when } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = when({ tag: 'scalper' }, maxOrderNotional({ limit: 500 }));
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 50 } as const;
 * const portfolio = portfolioOf({ price: { [id]: 100 } });
 * guard.check!(order, portfolio, guard.initial).type; // => 'pass'
 * guard.check!({ ...order, tag: 'scalper' }, portfolio, guard.initial).type; // => 'shrink'
 * ```
 */
export const when = (predicate: WhenPredicate, guard: Guard): Guard<WhenState> => {
  const { side, ...rest } = parseOptions(schema, predicate, 'when');
  const part: Part = rest;
  const { name, check, intervene, isSoft } = requireGuard(guard, 'when');
  const view = new PartPortfolio(part);
  const { instrumentId } = part;
  const instruments = [
    ...new Set([...(instrumentId === undefined ? [] : [instrumentId]), ...(guard.instruments ?? [])]),
  ];
  return {
    name,
    ...(instruments.length === 0 ? undefined : { instruments }),
    options: { when: { ...predicate }, ...guard.options },
    ...(isSoft === undefined ? undefined : { isSoft }),
    initial: { inner: structuredClone(guard.initial), orders: noOrders() },
    ...(guard.update === undefined
      ? undefined
      : {
          update: (state: WhenState, event, portfolio) => {
            const { orders } = state;
            if (event.type === 'order-shrunk') {
              orders.shrunk = event;
              return state;
            }
            const order = orderOf(orders, event);
            const shown = view.of(portfolio);
            if (order === undefined) {
              const heard = partEvent(part, event, name, name);
              if (heard !== undefined) state.inner = told(guard, state.inner, heard, shown);
              return state;
            }
            if (isOrderOf(part, order)) {
              const { shrunk } = orders;
              if (event.type === 'order-submitted' && shrunk?.instrumentId === order.instrumentId) {
                state.inner = told(guard, state.inner, shrunk, shown);
              }
              state.inner = told(guard, state.inner, event, shown);
            }
            if (event.type === 'order-submitted') orders.shrunk = undefined;
            return state;
          },
        }),
    ...(check === undefined
      ? undefined
      : {
          check: (intent, portfolio, { inner }: WhenState) =>
            (side === undefined || side === intent.side) && isOrderOf(part, intent)
              ? guard.check!(intent, view.of(portfolio), inner)
              : pass,
        }),
    ...(intervene === undefined
      ? undefined
      : {
          intervene: ({ inner }: WhenState, portfolio) => demandOf(part, guard.intervene!(inner, view.of(portfolio))),
        }),
  } satisfies Guard<WhenState>;
};
