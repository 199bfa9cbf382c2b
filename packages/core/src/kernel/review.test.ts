import { describe, expect, it } from 'vitest';
import type { Guard, Verdict } from '../guard/guard';
import type { OrderIntent } from '../orders/order-intent';
import { hold, orders, target } from '../strategy/decision';
import { barsOf, btc, coarse, eth, freeBroker, limit, market, moments, runBot, story } from './bot-run.test-helper';

const facts = { code: 'TOO_MUCH', limit: 1, observed: 2 };

/** A guard that answers an intent as told. */
const saying = (name: string, answer: (intent: OrderIntent, index: number) => unknown): Guard => {
  let index = 0;
  return { name, initial: undefined, check: (intent) => answer(intent, index++) as Verdict };
};

const buyOnce = { bars: barsOf(100, 100), decide: [orders([market('buy', 2)])] };
const run = (guards: readonly Guard[]) => runBot({ ...buyOnce, guards });

describe('a guard may', () => {
  it('let an order pass', () => {
    expect(story(run([saying('a', () => ({ type: 'pass' }))]).events)).toEqual([
      '1 submitted buy 2 BTC/USDT',
      '2 buy 2 BTC/USDT @ 100',
    ]);
  });

  it('shrink it, and the least that any of them leaves counts, whatever their order', () => {
    const seen: number[] = [];
    const guards = [
      saying('a', ({ quantity }) => {
        seen.push(quantity);
        return { type: 'shrink', quantity: 1.2345, ...facts };
      }),
      saying('b', ({ quantity }) => {
        seen.push(quantity);
        return { type: 'shrink', quantity: 0.5, ...facts };
      }),
    ];
    for (const list of [guards, [...guards].reverse()]) {
      expect(story(run(list).events)).toEqual([
        '1 shrunk b 2 to 0.5',
        '1 submitted buy 0.5 BTC/USDT',
        '2 buy 0.5 BTC/USDT @ 100',
      ]);
    }
    expect(seen).toEqual([2, 2, 2, 2]);
  });

  it('shrink it by nothing', () => {
    expect(run([saying('a', () => ({ type: 'shrink', quantity: 2, ...facts }))]).fills[0]?.quantity).toBe(2);
  });

  it('shrink it to less than a lot, which denies it', () => {
    const result = run([saying('a', () => ({ type: 'shrink', quantity: 0.0009, ...facts }))]);
    expect(story(result.events)).toEqual(['1 denied a TOO_MUCH']);
  });

  it('deny it, whatever the others say', () => {
    const result = run([saying('b', () => ({ type: 'pass' })), saying('a', () => ({ type: 'deny', ...facts }))]);
    expect(result.events).toEqual([
      { type: 'order-denied', timeMs: 60_000, instrumentId: btc, guard: 'a', ...facts, intent: market('buy', 2) },
    ]);
    expect(result.deniedCount).toBe(1);
  });

  it('halt the bot with it', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100),
      decide: [orders([limit('buy', 1, 90)]), orders([market('buy', 2), market('buy', 3)])],
      guards: [saying('a', ({ quantity }) => (quantity === 2 ? { type: 'halt', ...facts } : { type: 'pass' }))],
    });
    expect(story(result.events).slice(2)).toEqual([
      '2 halt by a TOO_MUCH',
      '2 cancelled halted',
      '2 denied a TOO_MUCH',
      '2 denied a TOO_MUCH',
    ]);
    expect(result.stops).toHaveLength(1);
  });

  describe('leave only what reduces', () => {
    const onlyExits = (answer: object = {}) => saying('a', () => ({ type: 'reduce-only', ...answer, ...facts }));
    const sales = (quantity: number, guard: Guard) =>
      runBot({
        bars: barsOf(100, 100, 100, 100),
        decide: [orders([market('buy', 2)]), hold, orders([market('sell', quantity)])],
        guards: [
          {
            ...guard,
            check: (intent, ...rest) => (intent.side === 'buy' ? { type: 'pass' } : guard.check!(intent, ...rest)),
          },
        ],
      });

    it('so a purchase is denied', () => {
      expect(story(run([onlyExits()]).events)).toEqual(['1 denied a TOO_MUCH']);
    });

    it('and a sale is cut to what is held', () => {
      expect(story(sales(3, onlyExits()).events).slice(2)).toEqual([
        '3 shrunk a 3 to 2',
        '3 submitted sell 2 BTC/USDT',
        '4 sell 2 BTC/USDT @ 100',
      ]);
    });

    it('or to what else the guard says', () => {
      expect(story(sales(3, onlyExits({ quantity: 0.5 })).events).slice(2)).toEqual([
        '3 shrunk a 3 to 0.5',
        '3 submitted sell 0.5 BTC/USDT',
        '4 sell 0.5 BTC/USDT @ 100',
      ]);
      expect(story(sales(1, onlyExits({ quantity: 2 })).events)[2]).toBe('3 denied a GUARD_ANSWER_INVALID');
    });

    it('and the order that leaves cannot do anything else', () => {
      const sent = sales(2, onlyExits()).events.findLast((event) => event.type === 'order-submitted');
      expect(sent).toMatchObject({ intent: { side: 'sell', quantity: 2, reduceOnly: true } });
    });
  });

  it('have no check at all', () => {
    expect(run([{ name: 'a', initial: 0, intervene: () => undefined }]).fills).toHaveLength(1);
  });
});

describe('an answer that is none denies', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['true', true],
    ['"pass"', 'pass'],
    ['an unknown verdict', { type: 'grow', quantity: 3 }],
    ['a larger quantity', { type: 'shrink', quantity: 2.001, ...facts }],
    ['a quantity that is no number', { type: 'shrink', quantity: Number.NaN, ...facts }],
    ['an infinite quantity', { type: 'shrink', quantity: Number.POSITIVE_INFINITY, ...facts }],
    ['no quantity', { type: 'shrink', ...facts }],
    ['a quantity of 0', { type: 'shrink', quantity: 0, ...facts }],
    ['a negative quantity', { type: 'shrink', quantity: -1, ...facts }],
    ['text for a quantity', { type: 'shrink', quantity: '1', ...facts }],
    ['a promise', Promise.resolve({ type: 'pass' })],
    ['a denial without a code', { type: 'deny', limit: 1, observed: 2 }],
    [
      'a verdict that throws',
      {
        get type() {
          throw new Error('broken');
        },
      },
    ],
  ])('%s', (_name, answer) => {
    const result = run([saying('a', () => answer)]);
    expect(result.events).toMatchObject([
      { type: 'order-denied', guard: 'a', code: expect.stringMatching(/^GUARD_(ANSWER_INVALID|FAILED)$/) },
    ]);
    expect(result.fills).toEqual([]);
  });

  it('an exception', () => {
    const result = run([
      saying('a', () => {
        throw new Error('broken');
      }),
    ]);
    expect(result.events).toMatchObject([{ type: 'order-denied', guard: 'a', code: 'GUARD_FAILED' }]);
  });

  it.each<[string, (intent: OrderIntent) => void]>([
    ['its quantity', (intent) => Object.assign(intent, { quantity: 50 })],
    ['its side', (intent) => Object.assign(intent, { side: 'sell' })],
    ['its price', (intent) => Object.assign(intent, { limitPrice: 500 })],
    ['its bracket', (intent) => Object.assign(intent.bracket as object, { stopLossPrice: 1 })],
  ])('changing the order: %s', (_name, change) => {
    const intent = { ...limit('buy', 2, 90), bracket: { stopLossPrice: 80 } };
    const guard = saying('a', (shown) => {
      change(shown);
      return { type: 'pass' };
    });
    const result = runBot({
      bars: barsOf(100, 100),
      decide: [orders([intent])],
      guards: [guard],
      cash: { USDT: 1_000 },
    });
    expect(result.events).toMatchObject([{ type: 'order-denied', guard: 'a', code: 'GUARD_FAILED', intent }]);
  });
});

describe('a guard that fails while it is told of something', () => {
  const failing = (when: string): Guard => ({
    name: 'frail',
    initial: 0,
    update: (state, { type }) => {
      if (type === when) throw new Error('broken');
      return state;
    },
  });

  it('of a snapshot, halts the bot', () => {
    expect(story(run([failing('snapshot')]).events)).toEqual([
      '1 halt by frail GUARD_FAILED',
      '1 denied frail GUARD_FAILED',
    ]);
  });

  it('of a fill, halts the bot before it decides again', () => {
    expect(story(run([failing('fill')]).events)).toEqual([
      '1 submitted buy 2 BTC/USDT',
      '2 buy 2 BTC/USDT @ 100',
      '2 halt by frail GUARD_FAILED',
    ]);
  });

  it('of an order that it saw leave, lets nothing more pass, and halts at the next moment', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100),
      decide: [orders([limit('buy', 1, 90), limit('buy', 1, 91)]), orders([market('buy', 1)])],
      guards: [failing('order-submitted'), saying('other', () => ({ type: 'pass' }))],
    });
    expect(story(result.events)).toEqual([
      '1 submitted buy 1 BTC/USDT',
      '1 order-accepted',
      '1 denied frail GUARD_FAILED',
      '2 halt by frail GUARD_FAILED',
      '2 cancelled halted',
      '2 denied frail GUARD_FAILED',
    ]);
  });
});

describe('a delayed order', () => {
  const until = (moment: number): Guard<number> => ({
    name: 'late',
    initial: 0,
    update: (seen, { type }) => (type === 'snapshot' ? seen + 1 : seen),
    check: (_, __, seen) => (seen < moment ? { type: 'delay', ...facts } : { type: 'pass' }),
  });

  it('is checked again at each snapshot until it passes', () => {
    const result = runBot({
      bars: barsOf(100, 101, 102, 103, 104),
      decide: [orders([market('buy', 1)])],
      guards: [until(3)],
    });
    expect(story(result.events)).toEqual([
      '1 delayed late TOO_MUCH',
      '2 delayed late TOO_MUCH',
      '3 submitted buy 1 BTC/USDT',
      '4 buy 1 BTC/USDT @ 103',
    ]);
  });

  it('comes before what the next decision orders', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100),
      decide: [orders([market('buy', 1)]), orders([market('buy', 2)])],
      guards: [until(2)],
    });
    expect(story(result.events).slice(1, 3)).toEqual(['2 submitted buy 1 BTC/USDT', '2 submitted buy 2 BTC/USDT']);
  });

  it('is superseded by a target for its instrument, and by no other', () => {
    const bars = moments({ [btc]: 100, [eth]: 10 }, { [btc]: 100, [eth]: 10 }, { [btc]: 100, [eth]: 10 });
    const given = { bars, instruments: [coarse(btc), coarse(eth)], guards: [until(2)] };
    const own = runBot({ ...given, decide: [orders([market('buy', 1)]), target(btc, 0.5)] });
    expect(story(own.events).slice(1)).toEqual(['2 submitted buy 50 BTC/USDT', '3 buy 50 BTC/USDT @ 100']);
    const other = runBot({ ...given, decide: [orders([market('buy', 1)]), target(eth, 0.5)] });
    expect(story(other.events).slice(1, 3)).toEqual(['2 submitted buy 1 BTC/USDT', '2 submitted buy 500 ETH/USDT']);
  });

  it('is denied when the bot halts', () => {
    const halting: Guard = {
      name: 'stop',
      initial: undefined,
      intervene: (_, { timeMs }) => (timeMs === 120_000 ? { action: 'halt', ...facts } : undefined),
    };
    const result = runBot({
      bars: barsOf(100, 100, 100),
      decide: [orders([market('buy', 1)])],
      guards: [until(2), halting],
    });
    expect(story(result.events)).toEqual([
      '1 delayed late TOO_MUCH',
      '2 halt by stop TOO_MUCH',
      '2 denied stop TOO_MUCH',
    ]);
  });
});

describe('what is in flight counts', () => {
  /** Holds the position, open orders counted as filled, at or below a limit. */
  const maxPosition = (most: number): Guard => ({
    name: 'max-position',
    initial: undefined,
    check: ({ side, quantity, instrumentId }, portfolio) => {
      const after =
        portfolio.quantity(instrumentId) +
        portfolio.pendingQuantity(instrumentId, 'buy') +
        (side === 'buy' ? quantity : 0);
      return after <= most
        ? { type: 'pass' }
        : { type: 'deny', code: 'POSITION_TOO_LARGE', limit: most, observed: after };
    },
  });

  it('in one decision: ten orders of 1 under a limit of 1 are one', () => {
    const ten = orders(Array.from({ length: 10 }, () => market('buy', 1)));
    const result = runBot({ bars: barsOf(100, 100), decide: [ten], guards: [maxPosition(1)] });
    expect([result.fills.length, result.deniedCount]).toEqual([1, 9]);
  });

  it('over bars in which nothing fills', () => {
    const broker = freeBroker({ volumeShare: 1 });
    const dry = { close: 100, volume: 0 };
    const result = runBot({
      bars: barsOf(dry, dry, dry, dry, 100, 100),
      decide: () => orders([market('buy', 1)]),
      guards: [maxPosition(1)],
      broker,
    });
    expect([result.fills.length, result.deniedCount]).toEqual([1, 5]);
  });

  it('for a target that is said again before its order has filled', () => {
    const broker = freeBroker({ volumeShare: 0.01 });
    const result = runBot({ bars: barsOf(100, 100, 100, 100, 100), decide: () => target(btc, 0.2), broker });
    expect(story(result.events).filter((line) => line.includes('submitted'))).toEqual(['1 submitted buy 20 BTC/USDT']);
    expect(result.positions[0]?.quantity).toBe(20);
  });
});

it('a hold asks no guard', () => {
  let asked = 0;
  runBot({
    bars: barsOf(100, 100),
    decide: () => hold,
    guards: [
      saying('a', () => {
        asked += 1;
        return { type: 'pass' };
      }),
    ],
  });
  expect(asked).toBe(0);
});
