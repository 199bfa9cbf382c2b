import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BotEvent } from '../kernel/bot-event';
import type { RunResult } from '../kernel/run-result';
import type { Bar } from '../market/bar';
import type { Fill, OrderSubmitted } from '../orders/order-events';
import type { OrderIntent } from '../orders/order-intent';
import { profile } from '../testing-profile.test-helper';
import { btc, runOrders, type TableOptions } from './bar-table.test-helper';

const bnb = 'demo:BNB/USDT';
const ids = [btc, bnb];
const tick = 0.01;
const lot = 0.001;

/** Whole steps of 1e-8, so that sums of decimals can be compared. */
const steps = (amount: number): number => Math.round(amount * 1e8);
const cents = (ticks: number): number => Math.round(ticks) / 100;

interface Shape {
  readonly gap: number;
  readonly up: number;
  readonly down: number;
  readonly close: number;
  readonly volume: number;
  readonly isMissing: boolean;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  gap: fc.oneof(fc.constant(0), fc.integer({ min: -400, max: 400 })),
  up: fc.integer({ min: 0, max: 500 }),
  down: fc.integer({ min: 0, max: 500 }),
  close: fc.integer({ min: 0, max: 4 }),
  volume: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(0)),
  isMissing: fc.boolean(),
});

/** Bars of both instruments; the second one may have gaps. All prices lie on the tick unless `isOdd`. */
const barsOf = (shapes: readonly (readonly [Shape, Shape])[], isOdd: boolean): Bar[] => {
  const last = [10_000, 5_000];
  return shapes.flatMap((pair, index) =>
    pair.flatMap((one, place) => {
      if (place === 1 && index > 0 && one.isMissing) return [];
      const base = last[place] as number;
      const open = Math.max(600, base + one.gap);
      const high = open + one.up;
      const low = open - one.down;
      const close = low + Math.round(((high - low) * one.close) / 4);
      last[place] = close;
      const shift = isOdd ? 0.37 : 0;
      const price = (ticks: number): number => (ticks + shift) / 100;
      const [o, h, l, c] = [price(open), price(high), price(low), price(close)];
      const bar = { timeMs: (index + 1) * 60_000, open: o, high: h, low: l, close: c, volume: one.volume / 2 };
      return [{ type: 'bar' as const, instrumentId: ids[place] as string, ...bar }];
    }),
  );
};

interface Wish {
  readonly isBuy: boolean;
  readonly lots: number;
  readonly place: number;
  readonly type: 'market' | 'limit' | 'stop' | 'stop-limit' | 'trail';
  readonly offsets: readonly [number, number, number];
  readonly trail: string;
  readonly flags: readonly string[];
  readonly hasTarget: boolean;
  readonly hasStop: boolean;
  readonly activates: boolean;
}

const offset = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.constant(0));
const wish: fc.Arbitrary<Wish> = fc.record({
  isBuy: fc.boolean(),
  lots: fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 20_000 })),
  place: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  type: fc.constantFrom('market', 'limit', 'stop', 'stop-limit', 'trail'),
  offsets: fc.tuple(offset, offset, offset),
  trail: fc.constantFrom('1', '0.5', '2%', '0.3%', '40t'),
  flags: fc.subarray(['reduce', 'post', 'ioc', 'fok'], { maxLength: 2 }),
  hasTarget: fc.boolean(),
  hasStop: fc.boolean(),
  activates: fc.boolean(),
});

/** The words of an order near the price that it was decided at. */
const wordsOf = (one: Wish, price: number): string => {
  const ticks = Math.round(price * 100);
  const near = (index: number): string => String(cents(Math.max(1, ticks + (one.offsets[index] as number))));
  const { type } = one;
  const isTimed = type === 'market' || type === 'limit';
  const inForce = isTimed ? (['ioc', 'fok'].find((flag) => one.flags.includes(flag)) ?? '') : '';
  const post = type === 'limit' && inForce === '' && one.flags.includes('post') ? 'post' : '';
  const prices = { market: '', limit: near(0), stop: near(0), 'stop-limit': `${near(0)} ${near(1)}`, trail: one.trail }[
    type
  ];
  const from = type === 'trail' && one.activates ? `from ${near(2)}` : '';
  const reduce = one.flags.includes('reduce') ? 'reduce' : '';
  const bracket = [one.hasTarget ? `tp ${near(1)}` : '', one.hasStop ? `sl ${near(2)}` : ''].join(' ');
  const side = one.isBuy ? 'buy' : 'sell';
  const quantity = Math.round(one.lots) / 1000;
  return [side, quantity, one.place === 1 ? 'BNB' : '', type, prices, from, reduce, post, inForce, bracket]
    .filter((word) => word !== '')
    .join(' ');
};

const rates = fc.constantFrom(0, 0.001, 0.05, 1 / 3000);
const options: fc.Arbitrary<TableOptions> = fc
  .record({
    takerFeeRate: rates,
    makerFeeRate: fc.oneof(rates, fc.constant(-0.0005)),
    feeAsset: fc.constantFrom('quote', 'received', 'BNB', 'BTC', 'USDT'),
    slippage: fc.constantFrom<Record<string, number>>(
      { slippageRate: 0 },
      { slippageRate: 0.002 },
      { slippageTicks: 3 },
      { slippageImpact: 0.1 },
    ),
    volumeShare: fc.constantFrom(undefined, undefined, 0.1, 1),
    intrabarPath: fc.constantFrom('worst-case', 'worst-case', 'open-high-low-close', 'open-low-high-close', 'adaptive'),
    accounting: fc.constantFrom('average', 'fifo'),
    cash: fc.record({
      USDT: fc.constantFrom(0, 300, 5_000),
      BTC: fc.constantFrom(0, 5),
      BNB: fc.constantFrom(0, 0.01, 3),
    }),
  })
  .map(({ slippage, volumeShare, accounting, cash, ...broker }) => ({
    broker: { ...broker, ...slippage, ...(volumeShare === undefined ? {} : { volumeShare }) },
    cash,
    accounting,
  }));

interface Play {
  readonly bars: readonly Bar[];
  readonly decisions: readonly (readonly string[])[];
  readonly options: TableOptions;
}

const play: fc.Arbitrary<Play> = fc
  .record({
    moments: fc.array(
      fc.record({
        shapes: fc.tuple(shape, shape),
        wishes: fc.array(wish, { maxLength: 3 }),
        cancels: fc.constantFrom('', '', '', '', 'cancel all', 'cancel #1', 'cancel #3'),
      }),
      { minLength: 1, maxLength: 14 },
    ),
    isOdd: fc.boolean(),
    options,
  })
  .map(({ moments, isOdd, options: chosen }) => {
    const bars = barsOf(
      moments.map(({ shapes }) => shapes),
      isOdd,
    );
    const last = [100, 50];
    const decisions = moments.map(({ wishes, cancels }, index) => {
      for (const bar of bars) if (bar.timeMs === (index + 1) * 60_000) last[ids.indexOf(bar.instrumentId)] = bar.close;
      const words = wishes.map((one) => wordsOf(one, last[one.place] as number));
      return cancels === '' ? words : [cancels, ...words];
    });
    return { bars, decisions, options: chosen };
  });

const run = ({ bars, decisions, options: chosen }: Play): RunResult =>
  runOrders(bars, (index) => decisions[index] ?? [], chosen, ids);

interface Life {
  readonly submitted: OrderSubmitted;
  readonly intent: OrderIntent;
  readonly events: BotEvent[];
  readonly fills: Fill[];
  /** Sequence of the entry, for the exit of a bracket. */
  readonly entry: string | undefined;
}

/** What happened to each order, by id. Exits follow their entry at once. */
const livesOf = ({ events }: RunResult): Map<string, Life> => {
  const lives = new Map<string, Life>();
  let exits = 0;
  let entry: string | undefined;
  for (const event of events) {
    if (!('clientOrderId' in event)) continue;
    if (event.type === 'order-submitted') {
      const isExit = exits > 0;
      if (isExit) exits -= 1;
      else entry = event.clientOrderId;
      lives.set(event.clientOrderId, {
        submitted: event,
        intent: event.intent,
        events: [],
        fills: [],
        entry: isExit ? entry : undefined,
      });
      if (!isExit) exits = Object.keys(event.intent.bracket ?? {}).length;
      continue;
    }
    const life = lives.get(event.clientOrderId) as Life;
    life.events.push(event);
    if (event.type === 'fill') life.fills.push(event);
  }
  return lives;
};

const total = (fills: readonly Fill[]): number => fills.reduce((sum, { quantity }) => sum + steps(quantity), 0);

const expectLegalOrder = ({ submitted, events, fills, intent, entry }: Life): void => {
  const kinds = events.map(({ type }) => type);
  const story = kinds
    .map(
      (kind) =>
        ({ 'order-accepted': 'a', fill: 'f', 'order-cancelled': 'c', 'order-rejected': 'r' })[kind as string] ?? '?',
    )
    .join('');
  // Market orders fill without a word before; a rejection is the first and last that is heard.
  expect(story).toMatch(
    intent.type === 'market' ? /^(f*c?|r)$/ : entry === undefined ? /^(af*c?|r)$/ : /^((af*)?c?|r)$/,
  );
  const filled = total(fills);
  const ordered = steps(submitted.quantity);
  expect(filled).toBeLessThanOrEqual(ordered);
  const cancelled = events.find((event) => event.type === 'order-cancelled');
  if (cancelled !== undefined) expect(steps(cancelled.filledQuantity)).toBe(filled);
  if (filled === ordered) expect(cancelled === undefined || entry !== undefined).toBe(true);
};

const expectWithinRules = (life: Life, bars: ReadonlyMap<string, Bar>, { broker = {} }: TableOptions): void => {
  const { submitted, fills, intent } = life;
  for (const fill of fills) {
    const bar = bars.get(`${fill.instrumentId} ${fill.timeMs}`) as Bar;
    expect(fill.timeMs).toBeGreaterThan(submitted.timeMs);
    const isBuy = fill.side === 'buy';
    expect(Math.abs(fill.price / tick - Math.round(fill.price / tick))).toBeLessThan(1e-6);
    expect(steps(fill.quantity) % steps(lot)).toBe(0);
    expect(fill.slippageCost).toBeGreaterThanOrEqual(0);
    if ('limitPrice' in intent)
      expect(isBuy ? intent.limitPrice - fill.price : fill.price - intent.limitPrice).toBeGreaterThanOrEqual(0);
    if (fill.liquidity === 'maker') {
      expect('limitPrice' in intent && fill.price === intent.limitPrice).toBe(true);
      expect(isBuy ? bar.low : -bar.high).toBeLessThan(isBuy ? fill.price : -fill.price);
      expect(fill.slippageCost).toBe(0);
    } else {
      const share = bar.volume > 0 ? Math.min(1, fill.quantity / bar.volume) : 1;
      const slipped = (price: number) =>
        price * ((broker.slippageRate ?? 0) + (broker.slippageImpact ?? 0) * share * share) +
        (broker.slippageTicks ?? 0) * tick;
      // Rounding adds at most a step, against the order; an odd price may be rounded to its stop by half of one.
      if (isBuy) expect(fill.price).toBeGreaterThanOrEqual(bar.low - tick);
      else expect(fill.price).toBeLessThanOrEqual(bar.high + tick);
      if (isBuy) expect(fill.price).toBeLessThanOrEqual(bar.high + slipped(bar.high + tick) + 2 * tick);
      else expect(fill.price).toBeGreaterThanOrEqual(Math.min(tick, bar.low - slipped(bar.low) - 2 * tick));
      expect('postOnly' in intent).toBe(false);
    }
  }
  const inForce = 'timeInForce' in intent ? intent.timeInForce : undefined;
  if (inForce === 'ioc' || inForce === 'fok') {
    const first = [...bars.values()].find(
      (bar) => bar.instrumentId === intent.instrumentId && bar.timeMs > submitted.timeMs,
    );
    for (const fill of fills) expect(fill.timeMs).toBe(first?.timeMs);
    for (const event of life.events) {
      if (event.type === 'order-cancelled' && event.reason !== 'requested') expect(event.timeMs).toBe(first?.timeMs);
    }
  }
  if (inForce === 'fok' && fills.length > 0) {
    expect(fills).toHaveLength(1);
    if (intent.reduceOnly !== true) expect(steps(fills[0]?.quantity ?? 0)).toBe(steps(submitted.quantity));
  }
};

/** Replays fills into positions and balances, and compares each step and the end. */
const expectBooksBalance = (result: RunResult, { cash = {} }: TableOptions, lives: ReadonlyMap<string, Life>): void => {
  const balances = new Map(Object.entries(cash).map(([asset, amount]) => [asset, steps(amount)]));
  const positions = new Map<string, number>();
  const add = (book: Map<string, number>, key: string, amount: number) => book.set(key, (book.get(key) ?? 0) + amount);
  for (const fill of result.fills) {
    const { instrumentId, side, feeAsset } = fill;
    const sign = side === 'buy' ? 1 : -1;
    const [base, quote] = instrumentId.slice(5).split('/') as [string, string];
    const before = positions.get(instrumentId) ?? 0;
    add(positions, instrumentId, sign * steps(fill.quantity));
    add(balances, base, sign * steps(fill.quantity));
    add(balances, quote, -sign * steps(fill.notional));
    add(balances, feeAsset, -steps(fill.fee));
    const traded = positions.get(instrumentId) as number;
    if (feeAsset === base && traded >= Math.max(0, steps(fill.fee)))
      positions.set(instrumentId, traded - steps(fill.fee));
    expect(steps(fill.positionAfter)).toBe(positions.get(instrumentId));
    expect(
      Math.abs(steps(fill.notional) - (steps(fill.quantity) * Math.round(fill.price * 100)) / 100),
    ).toBeLessThanOrEqual(0.5);
    expect(Math.min(...balances.values())).toBeGreaterThanOrEqual(0);
    if (lives.get(fill.clientOrderId)?.intent.reduceOnly === true) {
      expect(before * sign).toBeLessThan(0);
      expect(Math.abs(before + sign * steps(fill.quantity))).toBeLessThan(Math.abs(before));
      expect((before + sign * steps(fill.quantity)) * before).toBeGreaterThanOrEqual(0);
    }
  }
  for (const { asset, amount } of result.balances) expect(steps(amount)).toBe(balances.get(asset) ?? 0);
  for (const { instrumentId, quantity } of result.positions)
    expect(steps(quantity)).toBe(positions.get(instrumentId) ?? 0);
};

const expectVolumeKept = (
  { fills }: RunResult,
  bars: ReadonlyMap<string, Bar>,
  { broker = {} }: TableOptions,
): void => {
  const { volumeShare } = broker;
  if (volumeShare === undefined) return;
  const used = new Map<string, number>();
  for (const { instrumentId, timeMs, quantity } of fills) {
    const key = `${instrumentId} ${timeMs}`;
    used.set(key, (used.get(key) ?? 0) + steps(quantity));
  }
  for (const [key, quantity] of used)
    expect(quantity).toBeLessThanOrEqual(steps((bars.get(key) as Bar).volume * volumeShare));
};

const expectExitsWithinEntries = (lives: ReadonlyMap<string, Life>): void => {
  const exits = new Map<string, number>();
  for (const { entry, fills } of lives.values())
    if (entry !== undefined) exits.set(entry, (exits.get(entry) ?? 0) + total(fills));
  for (const [entry, quantity] of exits) expect(quantity).toBeLessThanOrEqual(total(lives.get(entry)?.fills ?? []));
};

test('any orders on any bars: no fill out of nothing, no balance below 0, one end to every order', () => {
  const seen = { fills: 0, cancels: 0, rejects: 0, exits: 0 };
  fc.assert(
    fc.property(play, (given) => {
      const result = run(given);
      const bars = new Map(given.bars.map((bar) => [`${bar.instrumentId} ${bar.timeMs}`, bar]));
      const lives = livesOf(result);
      for (const life of lives.values()) {
        expectLegalOrder(life);
        expectWithinRules(life, bars, given.options);
        seen.exits += life.entry === undefined ? 0 : life.fills.length;
        seen.cancels += life.events.filter(({ type }) => type === 'order-cancelled').length;
      }
      expectBooksBalance(result, given.options, lives);
      expectVolumeKept(result, bars, given.options);
      expectExitsWithinEntries(lives);
      expect(result.equity.every(Number.isFinite)).toBe(true);
      const times = result.events.map((event) => ('timeMs' in event ? event.timeMs : 0));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      seen.fills += result.fills.length;
      seen.rejects += result.rejectedCount;
    }),
    profile(250, 60_000),
  );
  // A generator that makes nothing happen would prove nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

test('the same orders on the same bars give the same log', () => {
  fc.assert(
    fc.property(play, (given) => {
      expect(run(given).digest).toBe(run(given).digest);
    }),
    profile(30, 2_000),
  );
});
