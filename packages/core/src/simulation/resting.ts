import { roundToStep } from '../ledger/quanta';
import type { Instrument } from '../market/instrument';
import type { Order } from '../orders/order';
import type { TrailingOffset } from '../orders/order-intent';

/** An order at the simulated venue and what the venue remembers of it. Plain data. */
export interface Resting {
  readonly order: Order;
  /** Price that turns a stop into a market or limit order; moves for a trailing stop, `undefined` when there is none. */
  stop: number | undefined;
  readonly limit: number | undefined;
  /** A limit that could fill on arrival; takes at the next open. */
  isMarketable: boolean;
  /** No bar has passed since it arrived. */
  isNew: boolean;
  /** False for the exits of an entry that has not filled. */
  isLive: boolean;
  /** Came alive inside the present bar: its price may have been passed before. */
  isBornInside: boolean;
  /** A trailing stop that waits for its activation price has not begun to trail. */
  isTrailing: boolean;
  /** A stop whose price was touched; it is a market or limit order now. */
  isTriggered: boolean;
  /** Base steps that an entry's fills have brought in, fees in units taken off. */
  received: number;
}

export const restingOf = (order: Order, price: number): Resting => {
  const { intent, direction } = order;
  const resting: Resting = {
    order,
    stop: 'stopPrice' in intent ? intent.stopPrice : undefined,
    limit: 'limitPrice' in intent ? intent.limitPrice : undefined,
    isMarketable: intent.type === 'limit' && price > 0 && direction * (intent.limitPrice - price) >= 0,
    isNew: true,
    isLive: order.entry === undefined,
    isBornInside: false,
    isTrailing: intent.type === 'trailing-stop' && intent.activationPrice === undefined,
    isTriggered: false,
    received: 0,
  };
  if (resting.isTrailing && price > 0) trail(resting, price);
  return resting;
};

const offset = (trailing: TrailingOffset, price: number, instrument: Instrument): number => {
  if ('price' in trailing) return trailing.price;
  return 'fraction' in trailing ? price * trailing.fraction : trailing.ticks * instrument.priceStep;
};

/** Moves the stop of a trailing order after `price`, never away from the market. */
export const trail = (resting: Resting, price: number): void => {
  const { intent, direction } = resting.order;
  if (intent.type !== 'trailing-stop' || resting.isTriggered) return;
  const { instrument } = resting.order;
  const raw = price + direction * offset(intent.trail, price, instrument);
  const level = Math.max(instrument.priceStep, roundToStep(raw, instrument.priceStep, 'nearest'));
  if (resting.stop === undefined || direction * (level - resting.stop) < 0) resting.stop = level;
};

/** Starts a trailing stop that waited, once `high` or `low` touches its activation price. */
export const activate = (resting: Resting, low: number, high: number): void => {
  const { intent, direction } = resting.order;
  if (resting.isTrailing || intent.type !== 'trailing-stop' || intent.activationPrice === undefined) return;
  // A sale trails a rise, so it waits for a high; a purchase trails a fall and waits for a low.
  resting.isTrailing = direction < 0 ? high >= intent.activationPrice : low <= intent.activationPrice;
};
