import { describe, expect, it } from 'vitest';
import { SigmaxError, StrategyContractError } from '../errors';
import type { Guard } from '../guard/guard';
import type { Order } from '../orders/order';
import type { OrderIntent } from '../orders/order-intent';
import type { Broker, BrokerContext } from '../simulation/broker';
import { type Decision, orders, target, targets } from '../strategy/decision';
import { barsOf, btc, coarse, eth, limit, market, moments, runBot, story } from './bot-run.test-helper';

/** A broker that fills whatever it has at the close of the next bar, and writes down when it is called. */
const tracing = (trace: string[]): Broker => ({
  name: 'tracing',
  options: {},
  takerCostRate: 0,
  open: ({ reports, ledger }: BrokerContext) => {
    const resting: Order[] = [];
    return {
      state: { resting },
      submit: (order) => {
        trace.push(`submit ${order.sequence}`);
        resting.push(order);
        reports.accepted(order);
      },
      cancel: (order, reason) => reports.cancelled(order, reason),
      onSlice: ({ views }) => {
        for (const order of resting.splice(0)) {
          const price = (views[order.index] as { close: number }).close;
          trace.push(`match ${order.sequence}`);
          const notional = Math.round(order.quantity * price);
          reports.filled(order, {
            quantity: order.quantity,
            price,
            notional,
            feeAsset: ledger.quoteIndex[0] as number,
            fee: 0,
            liquidity: 'taker',
            slippageCost: 0,
          });
          trace.push(`booked ${ledger.quantity[order.index]}`);
        }
      },
    };
  },
});

const watcher = (name: string, trace: string[]): Guard<{ seen: number }> => ({
  name,
  initial: { seen: 0 },
  update: (state, event, portfolio) => {
    trace.push(`${name} hears ${event.type} at equity ${portfolio.equity}, price ${portfolio.price(btc)}`);
    return { seen: state.seen + 1 };
  },
  check: ({ quantity }, { equity }, { seen }) => {
    trace.push(`${name} checks ${quantity} at equity ${equity} after ${seen}`);
    return { type: 'pass' };
  },
  intervene: () => {
    trace.push(`${name} is asked`);
    return undefined;
  },
});

it('one step is match, book, mark, guards in order, strategy, checks in order, submit', () => {
  const trace: string[] = [];
  runBot({
    bars: barsOf(100, 110),
    broker: tracing(trace),
    guards: [watcher('first', trace), watcher('second', trace)],
    decide: ({ portfolio, bar }, index) => {
      trace.push(`strategy sees ${bar.close} at equity ${portfolio.equity}`);
      return index === 0 ? orders([market('buy', 1), market('sell', 0.5)]) : undefined;
    },
    cash: { USDT: 1_000 },
  });
  expect(trace).toEqual([
    'first hears snapshot at equity 1000, price 100',
    'second hears snapshot at equity 1000, price 100',
    'first is asked',
    'second is asked',
    'strategy sees 100 at equity 1000',
    'first checks 1 at equity 1000 after 1',
    'second checks 1 at equity 1000 after 1',
    'first hears order-submitted at equity 1000, price 100',
    'second hears order-submitted at equity 1000, price 100',
    'submit 1',
    'first hears order-accepted at equity 1000, price 100',
    'second hears order-accepted at equity 1000, price 100',
    'first checks 0.5 at equity 1000 after 3',
    'second checks 0.5 at equity 1000 after 3',
    'first hears order-submitted at equity 1000, price 100',
    'second hears order-submitted at equity 1000, price 100',
    'submit 2',
    'first hears order-accepted at equity 1000, price 100',
    'second hears order-accepted at equity 1000, price 100',
    // The second moment: everything is booked and marked before a guard hears of it.
    'match 1',
    'booked 100000000',
    'match 2',
    'booked 50000000',
    'first hears fill at equity 1000, price 110',
    'first hears fill at equity 1000, price 110',
    'first hears snapshot at equity 1000, price 110',
    'second hears fill at equity 1000, price 110',
    'second hears fill at equity 1000, price 110',
    'second hears snapshot at equity 1000, price 110',
    'first is asked',
    'second is asked',
    'strategy sees 110 at equity 1000',
  ]);
});

it('a decision cannot see, and its orders cannot use, the bar that comes after it', () => {
  const seen: number[] = [];
  const result = runBot({
    bars: barsOf({ open: 100, close: 110 }, { open: 90, close: 130 }, { open: 70, close: 80 }),
    decide: ({ bar, portfolio }) => {
      seen.push(bar.close, portfolio.price(btc) as number);
      return orders([market('buy', 1)]);
    },
  });
  expect(seen).toEqual([110, 110, 130, 130, 80, 80]);
  expect(result.fills.map(({ price, timeMs }) => [price, timeMs])).toEqual([
    [90, 120_000],
    [70, 180_000],
  ]);
});

describe('money that moves', () => {
  it('comes and goes at the first moment not before its time, before orders fill', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100, 100),
      cash: { USDT: 50 },
      decide: (_, index) => (index === 0 ? orders([market('buy', 1)]) : undefined),
      cashMoves: [
        { timeMs: 170_000, asset: 'USDT', amount: -20.5 },
        { timeMs: 61_000, asset: 'USDT', amount: 100 },
        { timeMs: 0, asset: 'USDT', amount: 1 },
        { timeMs: 999_000, asset: 'USDT', amount: 7 },
      ],
    });
    expect(story(result.events)).toEqual([
      '1 moved 1 USDT',
      '1 submitted buy 1 BTC/USDT',
      '2 moved 100 USDT',
      '2 buy 1 BTC/USDT @ 100',
      '3 moved -20.5 USDT',
    ]);
    expect([...result.equity]).toEqual([51, 151, 130.5, 130.5]);
    expect(result.cashMoves.map(({ amount, timeMs }) => [amount, timeMs])).toEqual([
      [1, 60_000],
      [100, 120_000],
      [-20.5, 180_000],
    ]);
  });

  it('may leave a resting order without its funds, which ends that order and nothing else', () => {
    const result = runBot({
      bars: barsOf(100, 100, { open: 100, close: 100, low: 80 }, 100),
      decide: (_, index) => (index === 0 ? orders([limit('buy', 50, 90), limit('buy', 40, 85)]) : undefined),
      cashMoves: [{ timeMs: 150_000, asset: 'USDT', amount: -5_000 }],
    });
    expect(story(result.events).slice(4)).toEqual([
      '3 moved -5000 USDT',
      '3 cancelled insufficient-funds',
      '3 buy 40 BTC/USDT @ 85',
    ]);
  });

  it('cannot leave when it is not there', () => {
    const run = () =>
      runBot({ bars: barsOf(100), decide: [], cashMoves: [{ timeMs: 0, asset: 'USDT', amount: -10_001 }] });
    expect(run).toThrow(expect.objectContaining({ code: 'OVERDRAWN' }));
  });

  it('of an asset that the run does not know is refused before it begins', () => {
    const decided: number[] = [];
    const run = () =>
      runBot({
        bars: barsOf(100, 100),
        decide: (_, index) => void decided.push(index),
        cashMoves: [{ timeMs: 90_000, asset: 'EUR', amount: 1 }],
      });
    expect(run).toThrow(expect.objectContaining({ code: 'UNKNOWN_ASSET' }));
    expect(decided).toEqual([]);
  });
});

describe('an order far beyond any account', () => {
  const kinds = (quantity: number): OrderIntent[] => [
    market('buy', quantity),
    market('sell', quantity),
    limit('buy', quantity, 90),
    limit('sell', quantity, 110),
    { type: 'stop', instrumentId: btc, side: 'sell', quantity, stopPrice: 99 },
    { type: 'stop', instrumentId: btc, side: 'buy', quantity, stopPrice: 101 },
  ];

  it.each([1e6, 1e7, 9e7])('of %d units is refused for want of funds, and the run goes on', (quantity) => {
    for (const order of kinds(quantity)) {
      const bars = barsOf(100, { open: 100, close: 100, high: 120, low: 80 }, 100);
      const { rejectedCount, events, fills } = runBot({
        bars,
        cash: { USDT: 1_000, BTC: 1 },
        decide: [orders([order])],
      });
      const ends = story(events).filter((line) => line.endsWith('insufficient-funds'));
      expect([ends.length, fills.length]).toEqual([1, 0]);
      expect(rejectedCount).toBe(order.type === 'stop' ? 0 : 1);
    }
  });

  it.each([1e8, 1e9, 1e17, 1e300])('of %d units, more than can be counted, is denied', (quantity) => {
    for (const order of kinds(quantity)) {
      const { events } = runBot({ bars: barsOf(100, 100), cash: { USDT: 1_000, BTC: 1 }, decide: [orders([order])] });
      expect(events).toMatchObject([
        { type: 'order-denied', guard: 'sizing', code: 'ABOVE_LARGEST_QUANTITY', observed: quantity },
      ]);
    }
  });
});

describe('a strategy that breaks its contract', () => {
  const failure = (decision: unknown, instruments = [coarse(btc)]): SigmaxError => {
    let error: unknown;
    try {
      runBot({
        bars: barsOf(100, 100, 100),
        instruments,
        decide: (_, index) => (index === 1 ? (decision as Decision) : undefined),
      });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(StrategyContractError);
    return error as SigmaxError;
  };

  const circle: { type: string; self?: unknown } = { type: 'circle' };
  circle.self = circle;

  it.each([
    [null, 'INVALID_DECISION', /Decision 2 was null/],
    ['buy', 'INVALID_DECISION', /Decision 2 was "buy"/],
    [{ type: 'buy' }, 'INVALID_DECISION', /Decision 2 was {"type":"buy"}/],
    [Promise.resolve(1), 'INVALID_DECISION', /Decision 2 was/],
    [{ type: 'x', amount: 1n }, 'INVALID_DECISION', /Decision 2 was/],
    [circle, 'INVALID_DECISION', /Decision 2 was/],
    [() => 1, 'INVALID_DECISION', /Decision 2 was/],
    [{ type: 'targets' }, 'INVALID_DECISION', /Decision 2 was {"type":"targets"}/],
    [{ type: 'targets', targets: [null] }, 'INVALID_DECISION', /Decision 2 was/],
    [{ type: 'targets', targets: { [btc]: 1 } }, 'INVALID_DECISION', /Decision 2 was/],
    [{ type: 'orders' }, 'INVALID_DECISION', /Decision 2 was {"type":"orders"}/],
    [{ type: 'orders', orders: [], cancel: 'none' }, 'INVALID_DECISION', /Decision 2 was/],
    [{ type: 'orders', orders: [] }, 'INVALID_DECISION', /Decision 2 was/],
    [orders([null as never]), 'INVALID_ORDER', /Decision 2: order intent: options was null/],
    [orders([{ ...market('buy', 1), quantity: -1 }]), 'INVALID_ORDER', /Decision 2: order intent: quantity was -1/],
    [orders([limit('buy', 1, Number.NaN)]), 'INVALID_ORDER', /limitPrice was NaN/],
    [
      orders([market('buy', 1, eth)]),
      'UNKNOWN_INSTRUMENT',
      /Decision 2 ordered "demo:ETH\/USDT".*Use one of demo:BTC\/USDT/,
    ],
    [target(eth, 0.5), 'UNKNOWN_INSTRUMENT', /target for "demo:ETH\/USDT".*Use one of demo:BTC\/USDT/],
    [target(btc, Number.NaN), 'INVALID_WEIGHT', /weight NaN for demo:BTC\/USDT/],
    [target(btc, Number.POSITIVE_INFINITY), 'INVALID_WEIGHT', /weight Infinity/],
    [target(btc, Number.NEGATIVE_INFINITY), 'INVALID_WEIGHT', /weight -Infinity/],
    [target(btc, '0.5' as never), 'INVALID_WEIGHT', /weight 0.5/],
    [target(btc, null as never), 'INVALID_WEIGHT', /weight null/],
    [target(btc, -0.1), 'SHORT_SPOT', /weight -0.1.*spot cannot be sold short/],
    [
      {
        type: 'targets',
        targets: [
          { instrumentId: btc, weight: 0.1 },
          { instrumentId: btc, weight: 0.2 },
        ],
      },
      'DUPLICATE_TARGET',
      /two targets/,
    ],
  ])('%o: %s', (decision, code, text) => {
    const error = failure(decision);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(text);
  });

  it('is told apart by its snapshot', () => {
    expect(failure({ type: 'no' }).context).toEqual({ snapshot: 2 });
  });

  it('when it throws, with the cause; our own errors pass unchanged', () => {
    const cause = new RangeError('too far');
    const run = (thrown: unknown) => () =>
      runBot({
        bars: barsOf(100, 100),
        decide: (_, index) => {
          if (index === 1) throw thrown;
          return undefined;
        },
      });
    expect(run(cause)).toThrow(
      expect.objectContaining({
        code: 'STRATEGY_FAILED',
        cause,
        message: expect.stringContaining('script threw at snapshot 2: too far'),
      }),
    );
    expect(run('text')).toThrow(expect.objectContaining({ code: 'STRATEGY_FAILED', cause: 'text' }));
    const own = new SigmaxError({ code: 'MINE', message: 'Mine.' });
    expect(run(own)).toThrow(own);
  });

  it('a wrong target sends nothing of a decision whose other targets are right', () => {
    const run = () =>
      runBot({
        bars: moments({ [btc]: 100, [eth]: 10 }, { [btc]: 100, [eth]: 10 }),
        instruments: [coarse(btc), coarse(eth)],
        decide: () => targets({ [btc]: 0.5, [eth]: -1 }),
      });
    expect(run).toThrow(StrategyContractError);
  });
});
