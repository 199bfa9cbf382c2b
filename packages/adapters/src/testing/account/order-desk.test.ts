import { seededRandom } from '@sigmax/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { venueInstrument } from '../market/venue-instrument';
import { lastTicks, type MarketStep, VenueMarket } from '../market/venue-market';
import { amountFrom, amountOf, amountText } from './amount';
import { leverage, OrderDesk, type OrderReport, type OrderRequest } from './order-desk';
import { openProfit, worthOf } from './position';
import { isOpen, leftSteps, type VenueOrder } from './venue-order';

const startMs = 1_704_067_200_000;
const fees = { spot: { maker: 500n, taker: 1_000n }, swap: { maker: 200n, taker: 500n } };

let market: VenueMarket;
let desk: OrderDesk;
let reports: OrderReport[];
let steps: MarketStep[];

const open = (
  symbol: string,
  rules: Partial<ConstructorParameters<typeof OrderDesk>[0]['rules']> = {},
  seed = 1,
): void => {
  market = new VenueMarket({
    instrument: venueInstrument(symbol, 3),
    random: seededRandom(seed),
    startMs,
    historyMs: 60_000,
    firstTradeId: 1n,
    firstUpdateId: 1n,
  });
  reports = [];
  steps = [];
  desk = new OrderDesk({
    rules: { feeAsset: 'received', fees, postOnly: 'refuse', clientIds: 'open', ...rules },
    balances: { USDT: 100_000, BTC: 2 },
    firstOrderId: 100n,
    nowMs: () => market.timeMs,
    onStep: (step) => steps.push(step),
    onReport: (report) => reports.push(report),
  });
};

const request = (more: Partial<OrderRequest> = {}): OrderRequest => ({
  market,
  clientId: undefined,
  side: 'buy',
  type: 'market',
  timeInForce: 'GTC',
  isPostOnly: false,
  isReduceOnly: false,
  ticks: undefined,
  steps: 20,
  ...more,
});

const place = (more: Partial<OrderRequest> = {}): VenueOrder => {
  const placed = desk.place(request(more));
  if (typeof placed === 'string') throw new Error(placed);
  return placed;
};

const pass = (count: number): void => {
  for (let step = 0; step < count; step++) desk.stepped(market.step(market.timeMs + 100));
};

describe('on spot', () => {
  beforeEach(() => open('BTC/USDT'));

  it('fills a market order from the book, for a fee in what was received', () => {
    const ask = market.touch.ask;
    const order = place();
    expect(order).toMatchObject({ status: 'filled', filledSteps: 20 });
    expect(order.fills[0]).toMatchObject({ ticks: ask, isMaker: false, feeAsset: 'BTC' });
    expect(amountText(desk.wallet.total('BTC'))).toBe('2.01998000');
    expect(desk.wallet.total('USDT')).toBe(amountFrom('100000') - amountOf(order.turnover, 4));
    expect(reports.map(({ type }) => type)).toEqual(['accepted', ...order.fills.map(() => 'filled')]);
    expect(steps.flatMap(({ trades }) => trades.map(({ id }) => id))).toEqual(order.fills.map(({ id }) => id));
  });

  it('sets money aside for what rests, and gives it back', () => {
    const order = place({ type: 'limit', ticks: 500_000, steps: 100 });
    expect(order.status).toBe('new');
    expect(amountText(desk.wallet.free('USDT'))).toBe('95000.00000000');
    expect(desk.cancel(order)).toBe(order);
    expect(amountText(desk.wallet.free('USDT'))).toBe('100000.00000000');
    expect(desk.cancel(order)).toBe('unknown-order');
    const sell = place({ side: 'sell', type: 'limit', ticks: 700_000, steps: 500 });
    expect(amountText(desk.wallet.free('BTC'))).toBe('1.50000000');
    desk.cancel(sell);
    expect(reports.map(({ type }) => type)).toEqual(['accepted', 'cancelled', 'accepted', 'cancelled']);
  });

  it('fills what rests when others trade there, at its price, for the fee of a maker', () => {
    const order = place({ type: 'limit', ticks: market.touch.bid - 3, steps: 900 });
    for (let count = 0; count < 3_000 && isOpen(order); count++) pass(1);
    expect(order.status).toBe('filled');
    expect(order.fills.length).toBeGreaterThan(1);
    expect(order.fills.every(({ ticks, isMaker }) => ticks === order.ticks && isMaker)).toBe(true);
    expect(order.fills.reduce((sum, fill) => sum + fill.steps, 0)).toBe(900);
    expect(amountText(desk.wallet.free('USDT'))).toBe(amountText(desk.wallet.total('USDT')));
  });

  it('fills what rests from trades of the other side, at its price or through it, each share once', () => {
    const ticks = market.touch.bid - 5;
    const first = place({ type: 'limit', ticks, steps: 30 });
    const second = place({ type: 'limit', ticks: ticks - 1, steps: 30 });
    const trade = { id: '9', timeMs: startMs, price: '', quantity: '', aggregate: 0, place: 0 };
    const tell = (side: 'buy' | 'sell', at: number, of: number): void =>
      desk.stepped({
        market,
        timeMs: startMs,
        previousMs: startMs,
        change: { bids: [], asks: [] },
        updates: undefined,
        trades: [{ ...trade, side, ticks: at, steps: of }],
        aggregates: [],
      });
    tell('buy', ticks - 9, 50);
    tell('sell', ticks + 1, 50);
    expect([first.filledSteps, second.filledSteps]).toEqual([0, 0]);
    tell('sell', ticks, 12);
    expect([first.filledSteps, second.filledSteps]).toEqual([12, 0]);
    tell('sell', ticks - 4, 28);
    expect([first.filledSteps, second.filledSteps]).toEqual([30, 10]);
    expect(second.fills).toMatchObject([{ id: '9', ticks: ticks - 1, steps: 10, isMaker: true }]);
  });

  it('takes up to the limit and lets the rest go or stay', () => {
    const { ask } = market.touch;
    const there = Math.round(Number(market.book().asks[0]?.[1]) * 1_000);
    const taken = { type: 'limit', ticks: ask, steps: there + 7 } as const;
    const killed = place({ ...taken, timeInForce: 'FOK' });
    expect(killed).toMatchObject({ status: 'expired', filledSteps: 0 });
    const cancelled = place({ ...taken, timeInForce: 'IOC' });
    expect(cancelled).toMatchObject({ status: 'expired', filledSteps: there });
    const second = market.touch.ask;
    const left = Math.round(Number(market.book().asks[0]?.[1]) * 1_000);
    const resting = place({ type: 'limit', ticks: second, steps: left + 5 });
    expect(resting).toMatchObject({ status: 'partially-filled', filledSteps: left });
    expect(leftSteps(resting)).toBe(5);
    expect(desk.wallet.total('USDT') - desk.wallet.free('USDT')).toBe(worthOf(market, second, 5));
  });

  it('expires what a market order cannot find', () => {
    const all = market.book().asks.reduce((sum, [, quantity]) => sum + Math.round(Number(quantity) * 1_000), 0);
    const order = place({ steps: Math.min(all + 10, 1_600) });
    const isWhole = order.filledSteps === order.steps;
    expect(order.status).toBe(isWhole ? 'filled' : 'expired');
  });

  it.each([
    ['insufficient-balance', { steps: 100_000 }],
    ['insufficient-balance', { side: 'sell', steps: 2_001 }],
    ['insufficient-balance', { type: 'limit', ticks: 500_000, steps: 2_001 }],
    ['minimum-notional', { type: 'limit', ticks: 10_000, steps: 4 }],
    ['would-take', { type: 'limit', ticks: 700_000, isPostOnly: true }],
    ['reduce-only', { isReduceOnly: true }],
  ] as const)('refuses: %s', (refusal, more) => {
    const before = desk.wallet.balances;
    expect(desk.place(request(more))).toBe(refusal);
    expect([desk.wallet.balances, reports, desk.orders]).toEqual([before, [], []]);
  });

  it('lets a client use its id again once the order is over, or never', () => {
    const rest = { type: 'limit', ticks: 400_000, clientId: 'mine' } as const;
    const first = place(rest);
    expect(desk.place(request(rest))).toBe('duplicate-client-id');
    desk.cancel(first);
    expect(desk.find(market, { clientId: 'mine' })).toBe(first);
    expect(place(rest).clientId).toBe('mine');
    open('BTC/USDT', { clientIds: 'all' });
    desk.cancel(place({ ...rest, market }));
    expect(desk.place(request({ ...rest, market }))).toBe('duplicate-client-id');
  });

  it('cancels a post-only order that would take, where the venue does that', () => {
    open('BTC/USDT', { postOnly: 'cancel' });
    expect(place({ type: 'limit', ticks: 700_000, isPostOnly: true })).toMatchObject({
      status: 'cancelled',
      filledSteps: 0,
    });
  });

  it('takes its fee in quote, where the venue does that', () => {
    open('BTC/USDT', { feeAsset: 'quote' });
    const order = place();
    expect(order.fills[0]?.feeAsset).toBe('USDT');
    expect(amountText(desk.wallet.total('BTC'))).toBe('2.02000000');
  });
});

describe('on a perpetual', () => {
  beforeEach(() => open('BTC/USDT:USDT'));

  it('opens, grows, turns and closes a position', () => {
    const buy = place({ steps: 40 });
    place({ steps: 20 });
    const [position] = desk.positions;
    expect(position?.steps).toBe(60);
    expect(desk.margin('USDT')).toBe(worthOf(market, lastTicks(market), 60) / BigInt(leverage));
    const sell = place({ side: 'sell', steps: 100 });
    expect(position?.steps).toBe(-40);
    const closing = place({ steps: 90, isReduceOnly: true });
    expect([closing.steps, desk.positions]).toEqual([40, []]);
    const fills = desk.orders.flatMap((order) => order.fills.map((fill) => ({ ...fill, side: order.side })));
    const flow = fills.reduce(
      (sum, { side, ticks, steps: of }) => sum + (side === 'sell' ? 1n : -1n) * worthOf(market, ticks, of),
      0n,
    );
    const paid = fills.reduce((sum, { fee }) => sum + fee, 0n);
    const got = desk.wallet.total('USDT') - amountFrom('100000') + paid;
    // Shares of a cost are cut to the last unit.
    expect(Number(got - flow)).toBeLessThanOrEqual(10);
    expect(buy.fills[0]?.feeAsset).toBe('USDT');
    expect(sell.fills.some(({ profit }) => profit !== 0n)).toBe(true);
  });

  it('keeps wallet and open profit equal to what was bought and sold, over 500 random orders', () => {
    const random = seededRandom(8);
    for (let count = 0; count < 500; count++) {
      pass(3);
      const side = random.integer(2) === 0 ? 'buy' : 'sell';
      const isLimit = random.integer(3) === 0;
      const ticks = isLimit ? lastTicks(market) + random.integer(60) - 30 : undefined;
      desk.place(request({ side, steps: 1 + random.integer(60), type: isLimit ? 'limit' : 'market', ticks }));
      if (random.integer(4) === 0) for (const order of desk.orders.filter(isOpen)) desk.cancel(order);
    }
    const fills = desk.orders.flatMap((order) => order.fills.map((fill) => ({ ...fill, side: order.side })));
    expect(fills.length).toBeGreaterThan(300);
    const held = fills.reduce((sum, { side, steps: of }) => sum + (side === 'buy' ? of : -of), 0);
    expect(desk.positions.reduce((sum, position) => sum + position.steps, 0)).toBe(held);
    const flow = fills.reduce(
      (sum, { side, ticks, steps: of, fee }) => sum + (side === 'sell' ? 1n : -1n) * worthOf(market, ticks, of) - fee,
      0n,
    );
    const value = worthOf(market, lastTicks(market), 1) * BigInt(held);
    const [position] = desk.positions;
    const unreal = position === undefined ? 0n : openProfit(position, lastTicks(market));
    const difference = desk.wallet.total('USDT') + unreal - (amountFrom('100000') + flow + value);
    expect(Math.abs(Number(difference))).toBeLessThan(1_000);
    for (const order of desk.orders.filter(isOpen)) desk.cancel(order);
    expect(desk.wallet.free('USDT')).toBe(desk.wallet.total('USDT'));
  });

  it('pays and gets funding of the value', () => {
    place({ steps: 100 });
    const before = desk.wallet.total('USDT');
    desk.settle(market, 100n);
    const value = worthOf(market, lastTicks(market), 100);
    expect(before - desk.wallet.total('USDT')).toBe((value * 100n) / 1_000_000n);
    desk.settle(market, -100n);
    expect(desk.wallet.total('USDT')).toBe(before);
  });
});
