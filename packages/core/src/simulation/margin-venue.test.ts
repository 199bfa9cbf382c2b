import { from, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  barsOf,
  botOf,
  btc,
  coarse,
  eth,
  freeBroker,
  limit,
  market,
  moments,
  type Prices,
  runBot,
  story,
} from '../kernel/bot-run.test-helper';
import { perpetualInstrument } from '../market/perpetual-instrument';
import { orders, target, targets } from '../strategy/decision';

const rates = { initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0 };
const steps = { priceStep: 0.01, quantityStep: 0.001 };
const perpetual = (id: string, more: Partial<typeof rates> = {}) =>
  perpetualInstrument(id, { ...steps, ...rates, ...more });
const venue = (more: Parameters<typeof freeBroker>[0] = {}) => freeBroker({ funding: 'none', ...more });

/** Buys (or sells) at the first moment and holds. */
const held = (quantity: number, prices: readonly Prices[], more: Partial<Parameters<typeof runBot>[0]> = {}) =>
  runBot({
    instruments: [perpetual(btc)],
    broker: venue(),
    cash: { USDT: 1_000 },
    bars: barsOf(...prices),
    decide: [orders([market(quantity > 0 ? 'buy' : 'sell', Math.abs(quantity))])],
    ...more,
  });

describe('a position on margin', () => {
  it('delivers nothing; profit and loss move the quote balance', () => {
    const long = held(50, [100, 100, 110]);
    expect(long.balances).toEqual([
      { asset: 'USDT', amount: 1_000 },
      { asset: 'BTC', amount: 0 },
    ]);
    expect([...long.equity]).toEqual([1_000, 1_000, 1_500]);
    expect([...long.exposure]).toEqual([0, 5, 5_500 / 1_500]);
    const short = held(-50, [100, 100, 110, 90]);
    expect([...short.equity]).toEqual([1_000, 1_000, 500, 1_500]);
    expect(short.positions[0]).toMatchObject({ quantity: -50, averagePrice: 100, unrealisedPnl: 500 });
  });

  it('opens no more than the initial margin carries, its fee included', () => {
    const broker = venue({ takerFeeRate: 0.001 });
    expect(story(held(99, [100, 100], { broker }).events).slice(1)).toEqual(['2 buy 99 BTC/USDT @ 100']);
    expect(story(held(99.02, [100, 100], { broker }).events).slice(1)).toEqual(['2 rejected insufficient-funds']);
    expect(story(held(-99.02, [100, 100], { broker }).events).slice(1)).toEqual(['2 rejected insufficient-funds']);
  });

  it('always closes, and turns round when the margin carries the other side', () => {
    const turned = (quantity: number) =>
      runBot({
        instruments: [perpetual(btc)],
        broker: venue(),
        cash: { USDT: 1_000 },
        bars: barsOf(100, 100, 98, 98),
        decide: [orders([market('buy', 100)]), undefined, orders([market('sell', quantity)])],
      });
    // 200 are lost; 800 carry 81.632 at 98.
    expect(turned(100).positions[0]?.quantity).toBe(0);
    expect(turned(181.632).positions[0]).toMatchObject({
      quantity: -81.632,
      averagePrice: expect.closeTo(98, 9),
      realisedPnl: -200,
    });
    expect(story(turned(181.633).events).at(-1)).toBe('4 rejected insufficient-funds');
  });

  it('keeps its margin from spot purchases and resting orders', () => {
    const run = (quantity: number) =>
      runBot({
        instruments: [perpetual(btc), coarse(eth)],
        broker: venue(),
        cash: { USDT: 1_000 },
        bars: moments(...Array(4).fill({ [btc]: 100, [eth]: 10 })),
        decide: [orders([market('buy', 50), limit('buy', 20, 90)]), undefined, orders([market('buy', quantity, eth)])],
      });
    // 500 carry the position and 180 the order, so that 320 are free.
    expect(run(32).positions[1]?.quantity).toBe(32);
    expect(story(run(32.001).events).at(-1)).toBe('4 rejected insufficient-funds');
  });
});

describe('targets', () => {
  const decided = (weight: number, more: Partial<Parameters<typeof runBot>[0]> = {}, ...prices: readonly Prices[]) =>
    held(1, [100, 100, ...prices], { decide: [target(btc, weight)], ...more });

  it('are short below 0 and leveraged beyond 1, and go back to 0 from either side', () => {
    expect(decided(-0.5).positions[0]?.quantity).toBe(-5);
    expect(decided(3).positions[0]?.quantity).toBe(30);
    const back = decided(1, { decide: [target(btc, -2), target(btc, 1), target(btc, 0)] }, 100, 100);
    expect(story(back.events).filter((line) => line.includes('@'))).toEqual([
      '2 sell 20 BTC/USDT @ 100',
      '3 buy 30 BTC/USDT @ 100',
      '4 sell 10 BTC/USDT @ 100',
    ]);
  });

  it('are cut to what the margin carries, with room for costs', () => {
    expect(decided(50).positions[0]?.quantity).toBe(100);
    expect(decided(-50, { broker: venue({ takerFeeRate: 0.001 }) }).positions[0]?.quantity).toBe(-99.009);
    expect(decided(50, { sizing: { cashReserve: 0.1 } }).positions[0]?.quantity).toBe(90);
  });

  it('share the margin of one asset, and what closes makes room for what opens', () => {
    const instruments = [perpetual(btc), perpetual(eth)];
    const bars = moments(...Array(4).fill({ [btc]: 100, [eth]: 10 }));
    const run = (...decide: Parameters<typeof runBot>[0]['decide'] & unknown[]) =>
      runBot({ instruments, bars, broker: venue(), cash: { USDT: 1_000 }, decide });
    const both = run(targets({ [btc]: 10, [eth]: -10 }));
    expect(both.positions.map(({ quantity }) => quantity)).toEqual([50, -500]);
    const swapped = run(targets({ [btc]: -10 }), targets({ [btc]: 0, [eth]: 10 }));
    expect(swapped.positions.map(({ quantity }) => quantity)).toEqual([0, 1_000]);
    expect(swapped.rejectedCount).toBe(0);
  });
});

describe('liquidation', () => {
  it.each([
    // The venue's formula: (cost − balance) / (quantity · (1 − m)) for a long, (balance + cost) / (quantity · (1 + m)) for a short.
    ['a long', 50, { open: 100, high: 101, low: 80, close: 90 }, (5_000 - 1_000) / (50 * 0.95)],
    ['a short', -50, { open: 100, high: 120, low: 99, close: 110 }, (1_000 + 5_000) / (50 * 1.05)],
  ] as const)('%s is closed at the venue’s liquidation price', (_, quantity, bar, price) => {
    const run = held(quantity, [100, 100, bar]);
    expect(run.events.filter(({ type }) => type === 'position-liquidated')).toEqual([
      expect.objectContaining({ quantity, price: expect.closeTo(price, 1) }),
    ]);
    expect(Math.abs((run.fills[1]?.price as number) / price - 1)).toBeLessThan(1e-4);
    expect(run.positions[0]?.quantity).toBe(0);
    // Rounded against the account.
    expect((run.fills[1]?.price as number) <= price).toBe(quantity > 0);
  });

  it('leaves what is above it alone', () => {
    const run = held(50, [100, 100, { open: 100, low: 84.22, high: 100, close: 84.22 }]);
    expect(run.positions[0]?.quantity).toBe(50);
  });

  it('costs the taker fee and the liquidation fee, at a worse price', () => {
    const broker = venue({ takerFeeRate: 0.001, slippageRate: 0.001 });
    const instruments = [perpetual(btc, { liquidationFeeRate: 0.01 })];
    const run = held(50, [100, 100, { open: 100, low: 50, high: 100, close: 60 }], { broker, instruments });
    const [entry, exit] = run.fills;
    expect(entry).toMatchObject({ price: 100.1, fee: 5.005 });
    const price = (5_005 - 1_000 + 5.005) / (50 * 0.95);
    expect(exit?.price).toBe(Math.floor(price * 0.999 * 100) / 100);
    expect(exit?.fee).toBeCloseTo((exit?.notional as number) * 0.011, 8);
  });

  it('at a gap costs what it costs, and the venue covers what the balance cannot pay', () => {
    const run = held(50, [100, 100, { open: 70, low: 60, high: 75, close: 75 }, 75]);
    expect(story(run.events).slice(2)).toEqual(['3 position-liquidated', '3 sell 50 BTC/USDT @ 70', '3 loss-covered']);
    expect([...run.equity]).toEqual([1_000, 1_000, 0, 0]);
    expect(run.liquidationCount).toBe(1);
    expect(run.events.at(-1)).toMatchObject({ asset: 'USDT', amount: 500 });
  });

  it('covers what is opened and closed at one open for more than there is', () => {
    const run = held(1, [100, 100, { open: 124, low: 124, high: 125, close: 124 }], {
      // The resting limit fills at its price, the market order at the gap.
      decide: [orders([limit('sell', 72, 110)]), orders([market('buy', 72)])],
    });
    expect(story(run.events).slice(-3)).toEqual([
      '3 sell 72 BTC/USDT @ 110',
      '3 buy 72 BTC/USDT @ 124',
      '3 loss-covered',
    ]);
    expect(run.finalEquity).toBe(0);
  });

  it('takes the open orders along, and every position of the asset', () => {
    const run = runBot({
      instruments: [perpetual(btc), perpetual(eth)],
      broker: venue(),
      cash: { USDT: 1_000 },
      bars: moments(...Array(2).fill({ [btc]: 100, [eth]: 10 }), {
        [btc]: { open: 100, low: 70, high: 100, close: 80 },
        [eth]: 10,
      }),
      decide: [orders([market('buy', 50), market('sell', 100, eth), limit('buy', 1, 50)])],
    });
    expect(story(run.events).slice(-5)).toEqual([
      '3 cancelled liquidated',
      '3 position-liquidated',
      '3 sell 50 BTC/USDT @ 85.26',
      '3 position-liquidated',
      '3 buy 100 ETH/USDT @ 10',
    ]);
  });

  it('comes after a stop that lies nearer, and before one that lies further', () => {
    const run = (stopPrice: number) =>
      held(50, [100, 100, { open: 100, low: 70, high: 100, close: 80 }], {
        decide: [
          orders([market('buy', 50)]),
          orders([{ type: 'stop', instrumentId: btc, side: 'sell', quantity: 50, stopPrice, reduceOnly: true }]),
        ],
      });
    expect(story(run(90).events).at(-1)).toBe('3 sell 50 BTC/USDT @ 90');
    expect(story(run(84).events).slice(-3)).toEqual([
      '3 cancelled liquidated',
      '3 position-liquidated',
      '3 sell 50 BTC/USDT @ 84.21',
    ]);
  });

  it('judges what was opened inside the bar', () => {
    const run = held(1, [100, { open: 100, high: 121, low: 90, close: 100 }], {
      decide: [orders([{ type: 'stop', instrumentId: btc, side: 'buy', quantity: 80, stopPrice: 120 }])],
    });
    // (9,600 − 1,000) / (80 · 0.95)
    expect(story(run.events).slice(-2)).toEqual(['2 position-liquidated', '2 sell 80 BTC/USDT @ 113.15']);
  });
});

describe('funding', () => {
  const minute = 60_000;

  it('is paid at its boundaries on what is held at the close: longs pay shorts above 0', () => {
    const broker = venue({ funding: { rate: 0.001, everyMs: 2 * minute } });
    const prices = [100, 100, 110, 120, 120];
    expect(held(10, prices, { broker }).events.filter(({ type }) => type === 'funding-paid')).toEqual([
      { type: 'funding-paid', timeMs: 2 * minute, instrumentId: btc, rate: 0.001, amount: -1 },
      { type: 'funding-paid', timeMs: 4 * minute, instrumentId: btc, rate: 0.001, amount: -1.2 },
    ]);
    expect(held(10, prices, { broker }).finalEquity).toBe(1_000 + 200 - 2.2);
    expect(held(10, prices, { broker }).fundingPnl).toBe(-2.2);
    expect(held(-10, prices, { broker }).finalEquity).toBe(1_000 - 200 + 2.2);
  });

  it('follows recorded rates, at their mark price where they have one', () => {
    const rate = (settlesAtMs: number, value: number, markPrice?: number) =>
      ({ type: 'funding-rate', instrumentId: btc, timeMs: 0, rate: value, settlesAtMs, markPrice }) as const;
    const broker = venue({ funding: [rate(minute, 0.5), rate(2.5 * minute, 0.01, 99), rate(4 * minute, -0.02)] });
    const run = held(10, [100, 100, 110, 120], { broker });
    expect(run.events.flatMap((event) => (event.type === 'funding-paid' ? [event.amount] : []))).toEqual([-9.9, 24]);
    expect(run.broker.options.funding).toMatchObject({ rates: 3 });
  });

  it('has to be said, and to be there', () => {
    expect(() => held(1, [100], { broker: freeBroker() })).toThrow(
      /demo:BTC\/USDT is a perpetual and funding was undefined/,
    );
    expect(() => held(1, [100], { broker: venue({ funding: [] }) })).toThrow(/no rates of demo:BTC\/USDT/);
  });
});

it('a broker without margin is refused a perpetual', () => {
  const { isMarginVenue, ...broker } = venue();
  expect(isMarginVenue).toBe(true);
  expect(() => held(1, [100], { broker })).toThrow(
    /demo:BTC\/USDT is a perpetual, and broker simulated keeps no margin/,
  );
});

it('a flatten buys back what is short', () => {
  const kill = { type: 'kill', action: 'flatten', reason: 'test', by: 'ops' } as const;
  const run = held(-5, [100, 100, 90, 95], { controls: [{ timeMs: 150_000, control: kill }] });
  expect(story(run.events).slice(-2)).toEqual(['2.5 submitted buy 5 BTC/USDT', '3 buy 5 BTC/USDT @ 90']);
  const collared = held(-5, [100, 100, 112, 110, 120], {
    controls: [{ timeMs: 150_000, control: { ...kill, collarRate: 0.1 } }],
  });
  expect(story(collared.events).slice(-4)).toEqual([
    // 112 is beyond the collar of 110; the next one stands at 123.2.
    '3 cancelled ioc-remainder',
    '3 submitted buy 5 BTC/USDT',
    '3 order-accepted',
    '4 buy 5 BTC/USDT @ 110',
  ]);
});

it('a bracket of a short stops above and takes its profit below', () => {
  const bracket = { stopLossPrice: 110, takeProfitPrice: 90 };
  const short = (bar: Prices) =>
    held(-10, [100, 100, bar], { decide: [orders([{ ...market('sell', 10), bracket }])] }).fills.at(-1);
  expect(short({ open: 100, high: 111, low: 99, close: 105 })).toMatchObject({
    side: 'buy',
    price: 110,
    realisedPnl: -100,
  });
  expect(short({ open: 100, high: 101, low: 89, close: 95 })).toMatchObject({
    side: 'buy',
    price: 90,
    realisedPnl: 100,
  });
});

it('a run gives the log of a backtest, byte for byte', async () => {
  const bars = barsOf(100, 104, { open: 104, high: 130, low: 100, close: 120 }, 90, 95);
  const decide = [target(btc, -8), undefined, target(btc, 3), target(btc, -2)];
  const given = { instruments: [perpetual(btc)], cash: { USDT: 1_000 }, bars, decide };
  const broker = () => venue({ takerFeeRate: 0.001, funding: { rate: 0.001, everyMs: 120_000 } });
  const stored = runBot({ ...given, broker: broker() });
  const streamed = await lastValueFrom(botOf(given).run({ market: from(bars), broker: broker() }));
  expect(stored.liquidationCount).toBe(1);
  expect(streamed.type === 'bot-finished' && streamed.result.digest).toBe(stored.digest);
});
