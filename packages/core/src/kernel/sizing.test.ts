import { describe, expect, it } from 'vitest';
import { spotInstrument } from '../market/instrument';
import { type Decision, hold, orders, target, targets } from '../strategy/decision';
import {
  type BotRun,
  barsOf,
  btc,
  coarse,
  eth,
  ethBtc,
  freeBroker,
  limit,
  market,
  moments,
  runBot,
  story,
} from './bot-run.test-helper';

const both = [coarse(btc), coarse(eth)];
const flat = (count: number) => moments(...Array.from({ length: count }, () => ({ [btc]: 100, [eth]: 10 })));

/** The orders that a run sent. */
const sent = (run: BotRun): string[] =>
  story(runBot(run).events)
    .filter((line) => line.includes('submitted'))
    .map((line) => line.replace(' submitted', ''));

describe('a target becomes the order that reaches it', () => {
  it('from nothing, from below, from above, and to nothing', () => {
    const decide = [target(btc, 0.5), target(btc, 0.75), target(btc, 0.25), target(btc, 0)];
    expect(sent({ bars: barsOf(100, 100, 100, 100, 100), decide })).toEqual([
      '1 buy 50 BTC/USDT',
      '2 buy 25 BTC/USDT',
      '3 sell 50 BTC/USDT',
      '4 sell 25 BTC/USDT',
    ]);
  });

  it('in whole lots, never more than asked for', () => {
    const odd = [spotInstrument(btc, { priceStep: 0.01, quantityStep: 0.3 })];
    expect(sent({ bars: barsOf(7, 7), decide: [target(btc, 0.5)] })).toEqual(['1 buy 714.285 BTC/USDT']);
    expect(sent({ bars: barsOf(7, 7), decide: [target(btc, 0.5)], instruments: odd })).toEqual(['1 buy 714 BTC/USDT']);
  });

  it('of the equity of the moment, open positions included', () => {
    expect(sent({ bars: barsOf(100, 100, 200), decide: [target(btc, 0.5), hold, target(btc, 0.5)] })).toEqual([
      '1 buy 50 BTC/USDT',
      // 10,000 in units and 5,000 in cash: half of 15,000 is 37.5 units.
      '3 sell 12.5 BTC/USDT',
    ]);
  });

  it('and instruments that are not named keep their position', () => {
    const decide = [targets({ [btc]: 0.5, [eth]: 0.5 }), target(btc, 0)];
    expect(sent({ bars: flat(3), instruments: both, decide })).toEqual([
      '1 buy 50 BTC/USDT',
      '1 buy 500 ETH/USDT',
      '2 sell 50 BTC/USDT',
    ]);
  });

  it('nothing before the first price, and nothing on an empty account', () => {
    const late = moments({ [btc]: 100 }, { [btc]: 100, [eth]: 10 }, { [btc]: 100, [eth]: 10 });
    expect(sent({ bars: late, instruments: both, decide: () => target(eth, 0.5) })).toEqual(['2 buy 500 ETH/USDT']);
    expect(sent({ bars: barsOf(100, 100), decide: () => target(btc, 1), cash: { USDT: 0 } })).toEqual([]);
  });

  it('in the quote asset of the instrument, whatever equity is counted in', () => {
    const bars = moments({ [btc]: 100, [ethBtc]: 0.05 }, { [btc]: 100, [ethBtc]: 0.05 });
    const instruments = [coarse(btc), spotInstrument(ethBtc, { priceStep: 0.0001, quantityStep: 0.001 })];
    const decide = [targets({ [ethBtc]: 0.25 })];
    expect(sent({ bars, instruments, decide, cash: { USDT: 900, BTC: 1 } })).toEqual(['1 buy 20 ETH/BTC']);
  });
});

describe('the no-trade band', () => {
  const run = (closes: number[], weights: number[], rebalanceBand: number) =>
    sent({ bars: barsOf(...closes), decide: weights.map((weight) => target(btc, weight)), sizing: { rebalanceBand } });

  it('leaves alone what lies inside it or on its edge', () => {
    expect(run([100, 100, 100, 100], [0.5, 0.53, 0.55, 0.551], 0.05)).toEqual([
      '1 buy 50 BTC/USDT',
      '4 buy 5.1 BTC/USDT',
    ]);
  });

  it('keeps a constant target from trading at every price', () => {
    const closes = Array.from({ length: 50 }, (_, index) => 100 + (index % 5));
    expect(
      run(
        closes,
        closes.map(() => 0.5),
        0.02,
      ),
    ).toHaveLength(1);
    expect(
      run(
        closes,
        closes.map(() => 0.5),
        0,
      ).length,
    ).toBeGreaterThan(40);
  });

  it('never keeps a position open that should be closed', () => {
    expect(run([100, 100, 100], [0.1, 0, 0], 0.05)).toEqual(['1 buy 10 BTC/USDT', '2 sell 10 BTC/USDT']);
    expect(run([100, 100, 100], [0.04, 0.06, 0], 0.05)).toEqual(['1 buy 4 BTC/USDT', '3 sell 4 BTC/USDT']);
  });

  it('opens a position smaller than itself, so that a share among many is not forgotten', () => {
    expect(run([100, 100, 100], [0.004, 0.004, 0.008], 0.05)).toEqual(['1 buy 0.4 BTC/USDT']);
  });

  it('keeps what little money is left from trading at every price', () => {
    // As equity falls the reserve does too, and sets a little money free at every price.
    const bars = moments(...Array.from({ length: 10 }, (_, index) => ({ [btc]: 100 - index, [eth]: 10 })));
    const decide = () => targets({ [btc]: 0.7, [eth]: 0.7 });
    const sizing = { rebalanceBand: 0.02, cashReserve: 0.05 };
    const orders = sent({ bars, instruments: both, decide, sizing });
    expect(orders).toEqual(['1 buy 47.5 BTC/USDT', '1 buy 475 ETH/USDT']);
  });
});

describe('purchases are cut to the money there is', () => {
  it('less the reserve', () => {
    const decide = () => target(btc, 1);
    expect(sent({ bars: barsOf(100, 100, 100), decide, sizing: { cashReserve: 0.05 } })).toEqual(['1 buy 95 BTC/USDT']);
  });

  it('less what fees and slippage take, so that the fill is paid for', () => {
    const broker = freeBroker({ takerFeeRate: 0.01, slippageRate: 0.02 });
    const { fills, rejectedCount } = runBot({ bars: barsOf(100, 100), decide: [target(btc, 1)], broker });
    expect([fills.length, rejectedCount]).toEqual([1, 0]);
    expect(fills[0]?.quantity).toBe(97.068);
  });

  it('all alike when it does not reach for all', () => {
    const decide = [targets({ [btc]: 1, [eth]: 0.5 })];
    expect(sent({ bars: flat(2), instruments: both, decide })).toEqual([
      '1 buy 66.666 BTC/USDT',
      '1 buy 333.333 ETH/USDT',
    ]);
  });

  it('for each quote asset by itself', () => {
    const eur = 'demo:ADA/EUR';
    const bars = moments({ [btc]: 100, [eur]: 1, 'demo:EUR/USDT': 1 }, { [btc]: 100, [eur]: 1, 'demo:EUR/USDT': 1 });
    const instruments = [coarse(btc), coarse(eur), coarse('demo:EUR/USDT')];
    const decide = [targets({ [btc]: 0.9, [eur]: 0.2 })];
    expect(sent({ bars, instruments, decide, cash: { USDT: 500, EUR: 500 } })).toEqual([
      '1 buy 5 BTC/USDT',
      '1 buy 200 ADA/EUR',
    ]);
  });

  it('less what open orders have promised', () => {
    const decide = [orders([limit('buy', 60, 90)]), target(btc, 1)];
    expect(sent({ bars: barsOf(100, 100, 100), decide })).toEqual(['1 buy 60 BTC/USDT', '2 buy 40 BTC/USDT']);
    expect(
      sent({ bars: flat(3), instruments: both, decide: [orders([limit('buy', 60, 90)]), target(eth, 1)] }),
    ).toEqual(['1 buy 60 BTC/USDT', '2 buy 460 ETH/USDT']);
  });

  it('sales come first, and pay for purchases of the same decision', () => {
    const decide = [target(eth, 1), targets({ [btc]: 1, [eth]: 0 })];
    const { events, rejectedCount } = runBot({ bars: flat(3), instruments: both, decide });
    expect(story(events).slice(2)).toEqual([
      '2 submitted sell 1000 ETH/USDT',
      '2 submitted buy 100 BTC/USDT',
      '3 sell 1000 ETH/USDT @ 10',
      '3 buy 100 BTC/USDT @ 100',
    ]);
    expect(rejectedCount).toBe(0);
  });
});

it('sales pay for purchases less what they cost themselves', () => {
  const broker = freeBroker({ takerFeeRate: 0.01, slippageRate: 0.02 });
  const { fills, rejectedCount } = runBot({
    bars: flat(3),
    instruments: both,
    broker,
    decide: [target(eth, 1), targets({ [btc]: 1, [eth]: 0 })],
  });
  expect([fills.length, rejectedCount]).toEqual([3, 0]);
});

describe('what is too small is left alone, without a word', () => {
  const small = (steps: Parameters<typeof spotInstrument>[1], weight: number) => {
    const result = runBot({
      bars: barsOf(100, 100),
      decide: [target(btc, weight)],
      instruments: [spotInstrument(btc, steps)],
    });
    return [result.fills.length, result.deniedCount];
  };

  it.each([
    [{ quantityStep: 1 }, 0.0099, 0],
    [{ quantityStep: 1 }, 0.01, 1],
    [{ minimumQuantity: 2 }, 0.0199, 0],
    [{ minimumQuantity: 2 }, 0.02, 1],
    [{ minimumNotional: 50 }, 0.00499, 0],
    [{ minimumNotional: 50 }, 0.005, 1],
  ])('%j at weight %d: %d orders', (steps, weight, count) => {
    expect(small(steps, weight)).toEqual([count, 0]);
  });
});

describe('a target of 0 always closes', () => {
  const closed = (run: BotRun, asset = 'BTC') => {
    const result = runBot(run);
    return {
      rejected: result.rejectedCount,
      left: result.balances.find((one) => one.asset === asset)?.amount,
      events: story(result.events),
    };
  };

  it('beside a purchase that rests far below', () => {
    const decide: Decision[] = [
      orders([market('buy', 5), limit('buy', 5, 50)]),
      target(btc, 0),
      target(btc, 0),
      target(btc, 0),
    ];
    expect(closed({ bars: barsOf(100, 100, 100, 100, 100), decide })).toEqual({
      rejected: 0,
      left: 0,
      events: expect.arrayContaining(['2 submitted sell 5 BTC/USDT', '3 sell 5 BTC/USDT @ 100']),
    });
  });

  it('and sends one order for it, however often it is said', () => {
    const decide: Decision[] = [
      orders([market('buy', 5), limit('buy', 5, 50)]),
      ...Array.from({ length: 5 }, () => target(btc, 0)),
    ];
    expect(
      sent({ bars: barsOf(100, 100, 100, 100, 100, 100), decide }).filter((line) => line.includes('sell')),
    ).toHaveLength(1);
  });

  it('sells what the account can deliver when fees have taken units', () => {
    const bnb = 'demo:BNB/USDT';
    const prices = { [btc]: 100, [bnb]: 50 };
    const decide: Decision[] = [
      orders([market('buy', 2, bnb)]),
      orders([market('buy', 1)]),
      ...Array.from({ length: 4 }, () => target(bnb, 0)),
    ];
    const broker = freeBroker({ takerFeeRate: 0.01, feeAsset: 'BNB' });
    const run = closed(
      {
        bars: moments(prices, prices, prices, prices, prices, prices, prices),
        instruments: [coarse(btc), coarse(bnb)],
        decide,
        broker,
      },
      'BNB',
    );
    expect(run).toMatchObject({ rejected: 0, left: 0 });
    expect(run.events.filter((line) => line.includes('sell'))).toHaveLength(2);
  });

  it('sells what a withdrawal has left', () => {
    const decide: Decision[] = [target(btc, 0.5), hold, target(btc, 0), target(btc, 0)];
    const run = closed({
      bars: barsOf(100, 100, 100, 100, 100),
      decide,
      cashMoves: [{ timeMs: 150_000, asset: 'BTC', amount: -20 }],
    });
    expect(run).toMatchObject({ rejected: 0, left: 0 });
  });

  it('and a smaller target sells no more than is there, resting sales taken off', () => {
    const decide: Decision[] = [
      target(btc, 0.5),
      orders([limit('sell', 30, 200), limit('buy', 100, 10)]),
      target(btc, 0.1),
    ];
    const run = closed({ bars: barsOf(100, 100, 100, 100), decide });
    expect(run.events.slice(-2)).toEqual(['3 submitted sell 20 BTC/USDT', '4 sell 20 BTC/USDT @ 100']);
  });

  it('is nothing to do for what was sold of a deposit', () => {
    const decide: Decision[] = [orders([market('sell', 1)]), target(btc, 0), target(btc, 0)];
    expect(sent({ bars: barsOf(100, 100, 100, 100), decide, cash: { USDT: 1_000, BTC: 3 } })).toEqual([
      '1 sell 1 BTC/USDT',
    ]);
  });
});
