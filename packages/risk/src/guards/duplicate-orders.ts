import {
  type Guard,
  type GuardEvent,
  type OrderIntent,
  parseOptions,
  pass,
  type TrailingOffset,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';

const schema = z.strictObject({
  windowMs: z.number().positive(),
  tags: z.enum(['ignored', 'distinguish', 'identify']).default('ignored'),
  name: z.string().min(1).default('duplicate-orders'),
});

export interface DuplicateOrdersOptions {
  /** How long after an order has left the same one is a duplicate. */
  readonly windowMs: number;
  /**
   * What tags mean. `ignored`: nothing. `distinguish`: orders with different tags are different orders. `identify`: a tag
   * belongs to one order, so that two of one tag are duplicates whatever else they say. Defaults to `ignored`.
   */
  readonly tags?: 'ignored' | 'distinguish' | 'identify';
  /** Defaults to `"duplicate-orders"`. */
  readonly name?: string;
}

/** An order that left. Plain data. */
interface Sent {
  readonly clientOrderId: string;
  readonly intent: OrderIntent;
  /** The quantity that left, and the one before guards made it smaller. */
  readonly quantity: number;
  readonly asked: number;
  readonly timeMs: number;
  /** Whether the venue has said anything about it. */
  isAnswered: boolean;
}

/** Plain data, changed in place. */
export interface DuplicateState {
  sent: Sent[];
  /** What the next order was before it was made smaller. */
  shrunk: { readonly instrumentId: string; readonly quantity: number } | undefined;
}

/** The prices that an order of any type may have. */
interface Prices {
  readonly limitPrice?: number;
  readonly stopPrice?: number;
  readonly activationPrice?: number;
  readonly trail?: TrailingOffset;
}

interface Offset {
  readonly price?: number;
  readonly fraction?: number;
  readonly ticks?: number;
}

const isSameOffset = (one: Offset | undefined, other: Offset | undefined): boolean =>
  one?.price === other?.price && one?.fraction === other?.fraction && one?.ticks === other?.ticks;

const isSamePrice = (one: Prices, other: Prices): boolean =>
  one.limitPrice === other.limitPrice &&
  one.stopPrice === other.stopPrice &&
  one.activationPrice === other.activationPrice &&
  isSameOffset(one.trail, other.trail);

const isSame = (intent: OrderIntent, sent: Sent): boolean =>
  // What differs most often comes first.
  (intent.quantity === sent.asked || intent.quantity === sent.quantity) &&
  intent.instrumentId === sent.intent.instrumentId &&
  intent.side === sent.intent.side &&
  intent.type === sent.intent.type &&
  isSamePrice(intent as Prices, sent.intent as Prices);

const answer = (state: DuplicateState, clientOrderId: string): void => {
  for (const one of state.sent) {
    if (one.clientOrderId === clientOrderId) one.isAnswered = true;
  }
};

const forget = (state: DuplicateState, clientOrderId: string): void => {
  state.sent = state.sent.filter((one) => one.clientOrderId !== clientOrderId);
};

const note = (
  state: DuplicateState,
  { timeMs, clientOrderId, intent }: Extract<GuardEvent, { readonly type: 'order-submitted' }>,
  windowMs: number,
): void => {
  const { shrunk } = state;
  state.shrunk = undefined;
  state.sent = state.sent.filter((one) => !(one.isAnswered && timeMs - one.timeMs >= windowMs));
  if (intent.reduceOnly === true) return;
  const asked = shrunk?.instrumentId === intent.instrumentId ? shrunk.quantity : intent.quantity;
  state.sent.push({ clientOrderId, intent, quantity: intent.quantity, asked, timeMs, isAnswered: false });
};

/**
 * Denies an order that has just left already.
 *
 * Two orders are the same when instrument, side, type, every price and the quantity are equal; the quantity of one that
 * guards made smaller is also the one that was asked for. The later one is denied for `windowMs` after the earlier one has
 * left, and for as long as the venue has said nothing about it: a lost acknowledgement is resolved by asking, and sending
 * again would double it.
 *
 * An order that was rejected, or cancelled before any of it filled, has done nothing, so it may be sent again at once: a
 * target that is sized anew is no duplicate. One that has filled, even in part, has. Exits pass.
 *
 * - Units: ms of event time. A clock that goes back makes the window longer.
 * - State: {@link DuplicateState}; the orders of the window and those without an answer.
 * - Cost: O(orders in the state) per order.
 * - Source: SEC rule 15c3-5(c)(1)(ii), duplicative orders.
 *
 * @throws {InvalidOptionsError} `windowMs` is missing or not above 0.
 * @example
 * ```ts
 * import { duplicateOrders } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = duplicateOrders({ windowMs: 1_000 });
 * const order = { instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
 * const intent = { type: 'market', ...order } as const;
 * const sent = { type: 'order-submitted', timeMs: 0, clientOrderId: 'a-1', orderType: 'market', intent, ...order } as const;
 * const state = guard.update!(guard.initial, sent, portfolioOf({}));
 * guard.check!(intent, portfolioOf({ timeMs: 500 }), state).type; // => 'deny'
 * guard.check!({ ...intent, quantity: 2 }, portfolioOf({ timeMs: 500 }), state).type; // => 'pass'
 * ```
 */
export const duplicateOrders = (options: DuplicateOrdersOptions): Guard<DuplicateState> => {
  const { windowMs, tags, name } = parseOptions(schema, options, 'duplicateOrders');
  const isDuplicate = (intent: OrderIntent, sent: Sent): boolean => {
    if (tags === 'identify' && intent.tag !== undefined && intent.tag === sent.intent.tag) return true;
    return isSame(intent, sent) && (tags !== 'distinguish' || intent.tag === sent.intent.tag);
  };
  return {
    name,
    options: { windowMs, tags },
    initial: { sent: [], shrunk: undefined },
    update: (state, event) => {
      switch (event.type) {
        case 'order-shrunk':
          state.shrunk = { instrumentId: event.instrumentId, quantity: event.quantityBefore };
          break;
        case 'order-submitted':
          note(state, event, windowMs);
          break;
        case 'order-accepted':
        case 'fill':
          answer(state, event.clientOrderId);
          break;
        case 'order-rejected':
          forget(state, event.clientOrderId);
          break;
        case 'order-cancelled':
          if (event.filledQuantity > 0) answer(state, event.clientOrderId);
          else forget(state, event.clientOrderId);
      }
      return state;
    },
    check: (intent, portfolio, { sent }): Verdict => {
      if (!isUsable(intent.quantity)) return deny('QUANTITY_INVALID', windowMs, intent.quantity);
      const { timeMs } = portfolio;
      for (let place = 0; place < sent.length; place++) {
        const one = sent[place] as Sent;
        if (one.isAnswered && timeMs - one.timeMs >= windowMs) continue;
        if (!isDuplicate(intent, one)) continue;
        return isReducing(intent, portfolio) ? pass : deny('ORDER_DUPLICATED', windowMs, timeMs - one.timeMs);
      }
      return pass;
    },
  };
};
