import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import { barRange } from './bar-range';
import { barOpenMs } from './bar-tape';
import { dayStatistics } from './day-statistics';
import { fundingAt, fundingBetween, fundingIntervalMs, nextFundingMs } from './funding-schedule';
import { rangeOf } from './trade-tape';
import { venueBar } from './venue-bar';
import { venueInstrument } from './venue-instrument';
import { lastTicks, type MarketStep, VenueMarket } from './venue-market';

const startMs = 1_704_067_200_000;

const marketOf = (seed: number, symbol = 'BTC/USDT'): VenueMarket =>
  new VenueMarket({
    instrument: venueInstrument(symbol, 3),
    random: seededRandom(seed),
    startMs,
    historyMs: 1_800_000,
    firstTradeId: 9_007_199_254_740_990n,
    firstUpdateId: 9_007_199_254_740_000n,
  });

const run = (market: VenueMarket, steps: number, each: (step: MarketStep) => void = () => undefined): void => {
  for (let step = 1; step <= steps; step++) each(market.step(market.timeMs + 100));
};

/** Bars summed from texts, one interval after the other: slow and plain. */
const naiveBars = (market: VenueMarket, lengthMs: number) => {
  const { trades } = market;
  const bars: (readonly number[])[] = [];
  let close = Number(trades[0]?.price);
  const firstMs = Math.floor((trades[0]?.timeMs ?? 0) / lengthMs) * lengthMs;
  for (let openMs = firstMs; openMs <= market.timeMs; openMs += lengthMs) {
    const inside = trades.filter(({ timeMs }) => timeMs >= openMs && timeMs < openMs + lengthMs);
    const prices = inside.length === 0 ? [close] : inside.map(({ price }) => Number(price));
    const volume = inside.reduce((sum, { quantity }) => sum + Number(quantity), 0);
    const turnover = inside.reduce((sum, { quantity, price }) => sum + Number(quantity) * Number(price), 0);
    close = prices.at(-1) as number;
    bars.push([
      openMs,
      prices[0] as number,
      Math.max(...prices),
      Math.min(...prices),
      close,
      volume,
      turnover,
      inside.length,
    ]);
  }
  return bars;
};

test.each([10_000, 60_000, 300_000])('bars of %i ms are what the trades come to', (lengthMs) => {
  const market = marketOf(1);
  // Asked for before and after trades: the sums are kept up.
  market.bars(lengthMs);
  run(market, 3_000);
  const bars = market.bars(lengthMs).bars.map((bar) => {
    const { openMs, open, high, low, close, volume, turnover, trades } = venueBar(market.instrument, bar);
    return [openMs, ...[open, high, low, close, volume, turnover].map(Number), trades];
  });
  const naive = naiveBars(market, lengthMs);
  expect(bars.length).toBe(naive.length);
  bars.forEach((bar, index) => {
    bar.forEach((value, column) => {
      expect(value).toBeCloseTo(naive[index]?.[column] as number, 4);
    });
  });
});

test('bars that end are told once, at their end', () => {
  const market = marketOf(2);
  const tape = market.bars(60_000);
  const ended: number[] = [];
  run(market, 1_850, ({ previousMs, timeMs }) => {
    for (const bar of tape.finishedBetween(previousMs, timeMs)) {
      expect(bar.closeMs).toBe(timeMs);
      ended.push(bar.openMs);
    }
  });
  expect(ended).toEqual([0, 1, 2].map((minute) => startMs + minute * 60_000));
});

test('changes lead from one book to the next, and every book is kept', () => {
  const market = marketOf(3);
  const books = [market.book()];
  const known = { bids: new Map(market.book().bids), asks: new Map(market.book().asks) };
  let previous = market.updateId;
  run(market, 400, ({ change, updates }) => {
    for (const side of ['bids', 'asks'] as const) {
      for (const [price, quantity] of change[side]) {
        if (Number(quantity) === 0) known[side].delete(price);
        else known[side].set(price, quantity);
      }
      const better = side === 'bids' ? -1 : 1;
      const sorted = [...known[side]].sort(([a], [b]) => better * (Number(a) - Number(b)));
      expect(market.book()[side]).toEqual(sorted);
    }
    expect(Number(market.book().bids[0]?.[0])).toBeLessThan(Number(market.book().asks[0]?.[0]));
    if (updates === undefined) return;
    expect([updates.previous, updates.first]).toEqual([previous, previous + 1n]);
    previous = updates.last;
    books.push(market.book());
  });
  for (const book of books) {
    expect(market.book({ updateId: book.updateId })).toEqual(book);
    expect(market.book({ timeMs: book.timeMs })).toEqual(book);
    expect(market.book({ timeMs: book.timeMs + 1 })).toEqual(book);
  }
  expect(market.book({ timeMs: 0 })).toEqual(books[0]);
});

test('the spread stays small and the price moves', () => {
  const market = marketOf(4);
  const prices: number[] = [];
  run(market, 6_000, () => {
    const { bid, ask } = market.touch;
    expect(ask - bid).toBeLessThanOrEqual(60);
    expect(market.book().bids.length).toBeGreaterThanOrEqual(10);
    prices.push(lastTicks(market));
  });
  expect(new Set(prices).size).toBeGreaterThan(200);
});

test('trade ids follow each other beyond 2^53, aggregates hold each trade once, places count within a moment', () => {
  const market = marketOf(5);
  run(market, 500);
  const { trades, aggregates } = market;
  trades.forEach(({ id, timeMs, place }, index) => {
    expect(id).toBe(String(9_007_199_254_740_990n + BigInt(index)));
    const before = trades[index - 1];
    expect(place).toBe(before?.timeMs === timeMs ? before.place + 1 : 0);
  });
  let next = 9_007_199_254_740_990n;
  for (const { firstId, lastId, quantity, price } of aggregates) {
    expect(BigInt(firstId)).toBe(next);
    next = BigInt(lastId) + 1n;
    const own = trades.slice(Number(BigInt(firstId) - 9_007_199_254_740_990n), Number(next - 9_007_199_254_740_990n));
    expect(new Set(own.map((trade) => trade.price))).toEqual(new Set([price]));
    expect(own.reduce((sum, { steps }) => sum + steps, 0)).toBe(Math.round(Number(quantity) * 1_000));
  }
  expect(aggregates.some(({ firstId, lastId }) => firstId !== lastId)).toBe(true);
});

test('a taker takes the best prices first, no worse than the limit, and is in the trades', () => {
  const market = marketOf(6);
  run(market, 10);
  const { asks } = market.book();
  const [[firstPrice, firstQuantity] = ['', ''], [secondPrice] = ['']] = asks;
  const firstSteps = Math.round(Number(firstQuantity) * 1_000);
  const limit = Math.round(Number(secondPrice) * 10) - 1;
  const before = market.trades.length;
  const step = market.take('buy', firstSteps + 50, limit);
  expect(step.trades.map(({ price, steps, side }) => [price, steps, side])).toEqual([[firstPrice, firstSteps, 'buy']]);
  expect(market.trades.length).toBe(before + 1);
  expect(step.change.asks).toEqual([[firstPrice, '0.000']]);
  expect(market.book().asks[0]?.[0]).toBe(secondPrice);
});

test('requests for a part of a list: by id, by time, or the newest', () => {
  const market = marketOf(7);
  const { trades } = market;
  const ids = (range: Parameters<typeof rangeOf>[1]): string[] => rangeOf(trades, range).map(({ id }) => id);
  const all = trades.map(({ id }) => id);
  expect(ids({ limit: 3 })).toEqual(all.slice(-3));
  expect(ids({ fromId: all[5], limit: 3 })).toEqual(all.slice(5, 8));
  const fromMs = trades[20]?.timeMs as number;
  const first = trades.findIndex(({ timeMs }) => timeMs === fromMs);
  expect(ids({ fromMs, limit: 4 })).toEqual(all.slice(first, first + 4));
  expect(ids({ toMs: fromMs - 1, limit: 2 })).toEqual(all.slice(first - 2, first));
  expect(ids({ fromMs: market.timeMs + 1, limit: 2 })).toEqual([]);
  const opens = barRange(market, 60_000, { fromMs: startMs - 300_000, toMs: startMs - 120_000, limit: 9 });
  expect(opens.map(({ openMs }) => (openMs - startMs) / 60_000)).toEqual([-5, -4, -3, -2]);
  expect(barRange(market, 60_000, { limit: 2 }).map(({ openMs }) => openMs)).toEqual([startMs - 60_000, startMs]);
});

test('the last day is summed from its minutes', () => {
  const market = marketOf(8);
  run(market, 200);
  const day = dayStatistics(market);
  const prices = market.trades.map(({ price }) => Number(price));
  expect([day.high, day.low, day.last].map(Number)).toEqual([Math.max(...prices), Math.min(...prices), prices.at(-1)]);
  expect(day.trades).toBe(prices.length);
  expect(Number(day.volume)).toBeCloseTo(
    market.trades.reduce((sum, { quantity }) => sum + Number(quantity), 0),
    6,
  );
  expect(Number(day.change)).toBeCloseTo(Number(day.last) - Number(day.open), 6);
});

test('weeks begin on Monday', () => {
  // 2024-01-03 was a Wednesday.
  expect(barOpenMs(Date.UTC(2024, 0, 3, 12), 604_800_000)).toBe(Date.UTC(2024, 0, 1));
});

test('funding is a function of the seed and the boundary', () => {
  const random = seededRandom(9);
  const all = fundingBetween(random, startMs, startMs + 3 * fundingIntervalMs);
  expect(all.map(({ timeMs }) => timeMs)).toEqual([0, 1, 2, 3].map((count) => startMs + count * fundingIntervalMs));
  for (const { timeMs, rate } of all) {
    expect(fundingAt(seededRandom(9), timeMs).rate).toBe(rate);
    expect(Math.abs(Number(rate))).toBeLessThanOrEqual(0.0002);
  }
  expect(nextFundingMs(startMs)).toBe(startMs + fundingIntervalMs);
  const many = fundingBetween(random, startMs, startMs + 200 * fundingIntervalMs);
  expect(new Set(many.map(({ rate }) => Math.sign(Number(rate))))).toEqual(new Set([-1, 0, 1]));
});
