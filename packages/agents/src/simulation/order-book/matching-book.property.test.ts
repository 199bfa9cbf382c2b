import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { profileSeed, share } from '../../testing-profile.test-helper';
import { type MatchingOrder, type MatchingSide, type MatchingTrade, matchingBook } from './matching-book';

/** The rules, written once more: a list of orders that is sorted for each match. */
const naiveBook = () => {
  let orders: (MatchingOrder & { left: number; time: number })[] = [];
  let time = 0;
  return {
    submit: (order: MatchingOrder, trades: MatchingTrade[]): number => {
      let left = order.quantity;
      const sign = order.side === 'buy' ? 1 : -1;
      const candidates = orders
        .filter((one) => one.side !== order.side && sign * (order.ticks - one.ticks) >= 0)
        .sort((a, b) => sign * (a.ticks - b.ticks) || a.time - b.time);
      for (const maker of candidates) {
        if (left === 0) break;
        if (maker.owner === order.owner) {
          maker.left = 0;
          continue;
        }
        const quantity = Math.min(left, maker.left);
        left -= quantity;
        maker.left -= quantity;
        const [buyer, seller] = order.side === 'buy' ? [order.owner, maker.owner] : [maker.owner, order.owner];
        trades.push({ makerId: maker.id, takerId: order.id, buyer, seller, ticks: maker.ticks, quantity });
      }
      orders = orders.filter((one) => one.left > 0);
      if (left > 0 && order.isImmediate !== true) orders.push({ ...order, left, time: time++ });
      return left;
    },
    cancel: (id: number): number => {
      const left = orders.find((one) => one.id === id)?.left ?? 0;
      orders = orders.filter((one) => one.id !== id);
      return left;
    },
    levels: (side: MatchingSide) => {
      const byTicks = new Map<number, number>();
      for (const one of orders) if (one.side === side) byTicks.set(one.ticks, (byTicks.get(one.ticks) ?? 0) + one.left);
      const sign = side === 'buy' ? -1 : 1;
      return [...byTicks].map(([ticks, quantity]) => ({ ticks, quantity })).sort((a, b) => sign * (a.ticks - b.ticks));
    },
  };
};

it('trades, rests and cancels as the rules say, for random orders', () => {
  const random = seededRandom(profileSeed());
  for (let run = 0; run < share(20, 500); run++) {
    const [book, oracle] = [matchingBook(), naiveBook()];
    for (let id = 0; id < 300; id++) {
      if (random.uniform() < 0.2) {
        const other = random.integer(id + 1);
        expect(book.cancel(other)).toBe(oracle.cancel(other));
        continue;
      }
      const order: MatchingOrder = {
        id,
        owner: random.integer(6),
        side: random.uniform() < 0.5 ? 'buy' : 'sell',
        ticks: 95 + random.integer(11),
        quantity: 1 + random.integer(9),
        isImmediate: random.uniform() < 0.2,
      };
      const [trades, expected]: MatchingTrade[][] = [[], []];
      expect(book.submit(order, (trade) => trades?.push(trade))).toBe(oracle.submit(order, expected ?? []));
      expect(trades).toEqual(expected);
      for (const side of ['buy', 'sell'] as const) {
        expect(book.levels(side)).toEqual(oracle.levels(side));
        expect(book.bestTicks(side)).toBe(oracle.levels(side)[0]?.ticks);
      }
    }
  }
});

it('the earlier order at a price is filled first', () => {
  const book = matchingBook();
  const trades: MatchingTrade[] = [];
  for (const id of [1, 2]) book.submit({ id, owner: id, side: 'buy', ticks: 10, quantity: 1 }, () => {});
  book.submit({ id: 3, owner: 3, side: 'sell', ticks: 9, quantity: 1 }, (trade) => trades.push(trade));
  expect(trades).toEqual([{ makerId: 1, takerId: 3, buyer: 1, seller: 3, ticks: 10, quantity: 1 }]);
});
