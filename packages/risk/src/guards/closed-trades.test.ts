import { type Fill, roundTrips, seededRandom } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { bookTrade, type ClosedTrade, type OpenTrades } from './closed-trades';
import { btc, eth, fill, reread } from './guard-events.test-helper';

const book = (fills: readonly Fill[], fields = {}): ClosedTrade[] => {
  const trades: OpenTrades = {};
  return fills.flatMap((one) => bookTrade(trades, one, portfolioOf(fields)) ?? []);
};

describe('bookTrade', () => {
  it('closes a trade when its position is gone, whatever number of fills that takes', () => {
    const fills = [
      fill(0, 'buy', { quantity: 2, positionAfter: 2, feeValue: 1 }),
      fill(1, 'sell', { quantity: 0.5, positionAfter: 1.5, realisedPnl: -3, feeValue: 1 }),
      fill(2, 'buy', { quantity: 0.5, positionAfter: 2, feeValue: 1 }),
      fill(3, 'sell', { quantity: 2, positionAfter: 0, realisedPnl: 6, feeValue: 1 }),
    ];
    expect(book(fills.slice(0, 3))).toEqual([]);
    expect(book(fills)).toEqual([{ profit: -1, isLoss: true }]);
  });

  it('counts fees: a trade that gains less than it costs loses', () => {
    const pair = (profit: number) => [
      fill(0, 'buy', { feeValue: 0.1 }),
      fill(1, 'sell', { realisedPnl: profit, feeValue: 0.1 }),
    ];
    expect(book(pair(0.15))[0]?.isLoss).toBe(true);
    expect(book(pair(0.2))[0]).toEqual({ profit: 0, isLoss: false });
  });

  it('keeps instruments apart, and values the quote asset', () => {
    const other = 'demo:ETH/BTC';
    const fills = [
      fill(0, 'buy'),
      fill(0, 'buy', { instrumentId: other }),
      fill(1, 'sell', { instrumentId: other, realisedPnl: 0.5 }),
      fill(1, 'sell', { realisedPnl: 2 }),
    ];
    expect(book(fills, { assetValue: { BTC: 100 } }).map(({ profit }) => profit)).toEqual([50, 2]);
    expect(book(fills).map(({ isLoss }) => isLoss)).toEqual([true, false]);
    expect(book(fills)[0]?.profit).toBeUndefined();
    expect(book([fill(0, 'buy', { feeValue: Number.NaN }), fill(1, 'sell')])).toEqual([
      { profit: undefined, isLoss: true },
    ]);
  });

  it('closes and opens with a fill that turns the position around, its fee split by quantity', () => {
    const fills = [
      fill(0, 'sell', { quantity: 1, positionAfter: -1, feeValue: 1 }),
      fill(1, 'buy', { quantity: 4, positionAfter: 3, realisedPnl: 10, feeValue: 4 }),
      fill(2, 'sell', { quantity: 3, positionAfter: 0, realisedPnl: -2, feeValue: 1 }),
    ];
    expect(book(fills).map(({ profit }) => profit)).toEqual([8, -6]);
  });

  it('takes what a fee in the base asset leaves for the end of the trade, and for no trade of its own', () => {
    const fills = [
      fill(0, 'buy', { quantity: 1, positionAfter: 1 }),
      fill(1, 'sell', { quantity: 0.997, positionAfter: 0.003, realisedPnl: 5 }),
      fill(2, 'sell', { quantity: 0.003, positionAfter: 0, realisedPnl: -1 }),
      fill(3, 'buy', { quantity: 1, positionAfter: 1 }),
      fill(4, 'sell', { quantity: 0.99, positionAfter: 0.01, realisedPnl: 5 }),
      fill(5, 'sell', { quantity: 0.01, positionAfter: 0, realisedPnl: 1 }),
    ];
    expect(book(fills).map(({ profit }) => profit)).toEqual([5, 6]);
  });

  it('counts what was held before its first fill', () => {
    expect(book([fill(0, 'sell', { quantity: 1, positionAfter: 0, realisedPnl: -3 })])).toEqual([
      { profit: -3, isLoss: true },
    ]);
  });
});

it('agrees with roundTrips of core on random fills, over a restart too', () => {
  const random = seededRandom(profileSeed()).split('closed-trades');
  for (let round = 0; round < share(200, 4_000); round++) {
    const fills: Fill[] = [];
    const books = { [btc]: { held: 0, cost: 0 }, [eth]: { held: 0, cost: 0 } };
    for (let index = 0; index < 40; index++) {
      const instrumentId = random.integer(2) === 0 ? btc : eth;
      const book = books[instrumentId] as { held: number; cost: number };
      const { held } = book;
      const quantity = random.integer(3) === 0 && held !== 0 ? Math.abs(held) : 1 + random.integer(5);
      const direction = random.integer(2) === 0 ? 1 : -1;
      const price = 50 + 100 * random.uniform();
      const reduced = held * direction < 0 ? Math.min(quantity, Math.abs(held)) : 0;
      // Average cost, booked by hand.
      const average = held === 0 ? 0 : book.cost / Math.abs(held);
      book.cost += -reduced * average + (quantity - reduced) * price;
      book.held = held + direction * quantity;
      fills.push(
        fill(index, direction > 0 ? 'buy' : 'sell', {
          instrumentId,
          quantity,
          price,
          notional: quantity * price,
          positionAfter: book.held,
          realisedPnl: reduced * (price - average) * -direction,
          feeValue: random.uniform() / 10,
        }),
      );
    }
    let trades: OpenTrades = {};
    const closed = fills.flatMap((one, index) => {
      if (index === 20) trades = reread(trades);
      return bookTrade(trades, one, portfolioOf({})) ?? [];
    });
    const expected = roundTrips(fills).filter(({ isOpen }) => !isOpen);
    expect(closed).toHaveLength(expected.length);
    closed.forEach(({ profit }, index) => {
      expect(profit).toBeCloseTo(expected[index]?.netPnl as number, 9);
    });
  }
});
