export type MatchingSide = 'buy' | 'sell';

/** An order for a matching book: price in ticks and quantity in lots, both whole numbers above 0. */
export interface MatchingOrder {
  readonly id: number;
  /** Whose it is: an owner never trades with himself. */
  readonly owner: number;
  readonly side: MatchingSide;
  /** Highest price that a buyer pays, lowest that a seller takes. */
  readonly ticks: number;
  readonly quantity: number;
  /** What is not filled at once does not rest. Defaults to false. */
  readonly isImmediate?: boolean;
}

/** Two orders met, at the price of the one that rested. */
export interface MatchingTrade {
  readonly makerId: number;
  readonly takerId: number;
  readonly buyer: number;
  readonly seller: number;
  readonly ticks: number;
  readonly quantity: number;
}

/** Quantity that rests at one price. */
export interface MatchingLevel {
  readonly ticks: number;
  readonly quantity: number;
}

export interface MatchingBook {
  /** Fills what can be filled, tells `onTrade` each trade, rests what is left, and returns it. */
  submit(order: MatchingOrder, onTrade: (trade: MatchingTrade) => void): number;
  /** Takes a resting order out; returns the quantity that rested, 0 for one that does not rest. */
  cancel(id: number): number;
  bestTicks(side: MatchingSide): number | undefined;
  /** Levels from the best on. */
  levels(side: MatchingSide): MatchingLevel[];
}

interface Resting {
  readonly order: MatchingOrder;
  left: number;
}

interface Level {
  readonly ticks: number;
  /** In order of time; those that are empty are skipped. */
  readonly queue: Resting[];
  head: number;
  quantity: number;
}

/** Where a price stands, or would stand, among levels whose last is the best. */
const placeOf = (levels: readonly Level[], ticks: number, isBuy: boolean): number => {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = (levels[middle] as Level).ticks;
    if (isBuy ? other < ticks : other > ticks) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * An order book that matches by price, then by time. Trades are at the price of the resting order; an order that meets one of its
 * own owner takes that one out and goes on.
 *
 * - Units: whole ticks and lots, so that nothing is rounded. State: the resting orders.
 * - Cost: O(log levels) an order and O(1) a trade; a new level costs O(levels).
 *
 * @example
 * ```ts
 * import { matchingBook, type MatchingTrade } from '@sigmax/agents/simulation';
 * const book = matchingBook();
 * const trades: MatchingTrade[] = [];
 * const note = (trade: MatchingTrade) => trades.push(trade);
 * book.submit({ id: 1, owner: 1, side: 'sell', ticks: 101, quantity: 5 }, note);
 * book.submit({ id: 2, owner: 2, side: 'sell', ticks: 100, quantity: 5 }, note);
 * book.submit({ id: 3, owner: 3, side: 'buy', ticks: 101, quantity: 7 }, note); // => 0
 * trades.map(({ makerId, ticks, quantity }) => [makerId, ticks, quantity]); // => [[2, 100, 5], [1, 101, 2]]
 * ```
 */
export const matchingBook = (): MatchingBook => {
  const sides = { buy: [] as Level[], sell: [] as Level[] };
  const resting = new Map<number, Resting>();

  const remove = (one: Resting): number => {
    const { left, order } = one;
    const levels = sides[order.side];
    const place = placeOf(levels, order.ticks, order.side === 'buy');
    const level = levels[place] as Level;
    level.quantity -= left;
    one.left = 0;
    resting.delete(order.id);
    if (level.quantity === 0) levels.splice(place, 1);
    return left;
  };

  const rest = (order: MatchingOrder, left: number): void => {
    const levels = sides[order.side];
    const place = placeOf(levels, order.ticks, order.side === 'buy');
    let level = levels[place];
    if (level === undefined || level.ticks !== order.ticks) {
      level = { ticks: order.ticks, queue: [], head: 0, quantity: 0 };
      levels.splice(place, 0, level);
    }
    const one = { order, left };
    level.queue.push(one);
    level.quantity += left;
    resting.set(order.id, one);
  };

  const submit = (order: MatchingOrder, onTrade: (trade: MatchingTrade) => void): number => {
    const { id, owner, ticks, quantity } = order;
    const isBuy = order.side === 'buy';
    const opposite = isBuy ? sides.sell : sides.buy;
    let left = quantity;
    while (left > 0) {
      const level = opposite.at(-1);
      if (level === undefined || (isBuy ? level.ticks > ticks : level.ticks < ticks)) break;
      const maker = level.queue[level.head] as Resting;
      if (maker.left === 0) {
        level.head += 1;
        continue;
      }
      if (maker.order.owner === owner) {
        remove(maker);
        continue;
      }
      const traded = Math.min(left, maker.left);
      left -= traded;
      maker.left -= traded;
      level.quantity -= traded;
      if (maker.left === 0) resting.delete(maker.order.id);
      if (level.quantity === 0) opposite.pop();
      const [buyer, seller] = isBuy ? [owner, maker.order.owner] : [maker.order.owner, owner];
      onTrade({ makerId: maker.order.id, takerId: id, buyer, seller, ticks: level.ticks, quantity: traded });
    }
    if (left > 0 && order.isImmediate !== true) rest(order, left);
    return left;
  };

  return {
    submit,
    cancel: (id) => {
      const one = resting.get(id);
      return one === undefined ? 0 : remove(one);
    },
    bestTicks: (side) => sides[side].at(-1)?.ticks,
    levels: (side) => sides[side].map(({ ticks, quantity }) => ({ ticks, quantity })).reverse(),
  };
};
