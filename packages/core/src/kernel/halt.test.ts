import { describe, expect, it } from 'vitest';
import type { Guard, Intervention } from '../guard/guard';
import { hold, orders, target } from '../strategy/decision';
import { barsOf, btc, coarse, eth, freeBroker, limit, market, moments, runBot, story } from './bot-run.test-helper';

const facts = { code: 'ENOUGH', limit: 1, observed: 2 };

/** Demands an intervention from a moment on. */
const stopAt = (moment: number, answer: unknown = { action: 'halt', ...facts }, name = 'stop'): Guard => ({
  name,
  initial: undefined,
  intervene: (_, { timeMs }) => (timeMs >= moment * 60_000 ? (answer as Intervention) : undefined),
});

const flatten = { action: 'flatten', ...facts };

describe('halt', () => {
  it('cancels what is open, denies everything more, and is told once', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100, 100, 100),
      decide: (_, index) =>
        index === 0 ? orders([market('buy', 1), limit('buy', 1, 90)]) : orders([market('buy', 1)]),
      guards: [stopAt(2)],
    });
    expect(story(result.events)).toEqual([
      '1 submitted buy 1 BTC/USDT',
      '1 submitted buy 1 BTC/USDT',
      '1 order-accepted',
      '2 buy 1 BTC/USDT @ 100',
      '2 halt by stop ENOUGH',
      '2 cancelled halted',
      '2 denied stop ENOUGH',
      '3 denied stop ENOUGH',
      '4 denied stop ENOUGH',
      '5 denied stop ENOUGH',
    ]);
    expect(result.halt).toEqual({ type: 'bot-halted', timeMs: 120_000, guard: 'stop', action: 'halt', ...facts });
    expect(result.positions[0]?.quantity).toBe(1);
  });

  it('takes no order of the decision made at that moment', () => {
    const result = runBot({ bars: barsOf(100, 100), decide: () => orders([market('buy', 1)]), guards: [stopAt(1)] });
    expect(story(result.events)).toEqual(['1 halt by stop ENOUGH', '1 denied stop ENOUGH', '2 denied stop ENOUGH']);
  });

  it('still asks the strategy, and holds it to its contract', () => {
    let asked = 0;
    const decide = () => {
      asked += 1;
      return asked === 3 ? ({ type: 'no' } as never) : hold;
    };
    expect(() => runBot({ bars: barsOf(100, 100, 100), decide, guards: [stopAt(1)] })).toThrow('Decision 3 was');
  });

  it('stands for each guard that demands one', () => {
    const result = runBot({ bars: barsOf(100), decide: [], guards: [stopAt(1), stopAt(1, undefined, 'other')] });
    expect(story(result.events)).toEqual(['1 halt by stop ENOUGH', '1 halt by other ENOUGH']);
  });

  it('gives way to a flatten, in the same moment or later, and never the other way round', () => {
    const both = runBot({ bars: barsOf(100), decide: [], guards: [stopAt(1), stopAt(1, flatten, 'other')] });
    expect(story(both.events)).toEqual(['1 halt by stop ENOUGH', '1 flatten by other ENOUGH']);
    const later = runBot({
      bars: barsOf(100, 100, 100, 100),
      decide: [orders([market('buy', 2)])],
      guards: [stopAt(2), stopAt(3, flatten, 'other')],
    });
    expect(later.positions[0]?.quantity).toBe(0);
    const first = runBot({
      bars: barsOf(100, 100),
      decide: [],
      guards: [stopAt(1, flatten), stopAt(2, undefined, 'other')],
    });
    expect(story(first.events)).toEqual(['1 flatten by stop ENOUGH', '2 halt by other ENOUGH']);
    const same = runBot({ bars: barsOf(100, 100), decide: [], guards: [{ ...stopAt(1, flatten), initial: 0 }] });
    expect(story(same.events)).toEqual(['1 flatten by stop ENOUGH']);
  });

  it('leaves the exits of what is held alone', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100, { open: 100, low: 60, close: 60 }),
      decide: [orders([{ ...market('buy', 2), bracket: { stopLossPrice: 90 } }])],
      guards: [stopAt(2)],
    });
    expect(result.positions[0]?.quantity).toBe(0);
    expect(result.fills.at(-1)).toMatchObject({ side: 'sell', price: 90 });
  });

  it('goes on updating guards, and tells them', () => {
    const heard: string[] = [];
    const listener: Guard = {
      name: 'listener',
      initial: 0,
      update: (state, { type }) => {
        heard.push(type);
        return state;
      },
    };
    runBot({ bars: barsOf(100, 100), decide: [], guards: [stopAt(1), listener] });
    expect(heard.filter((type) => type === 'snapshot')).toHaveLength(2);
    expect(heard.filter((type) => type === 'bot-halted')).toHaveLength(1);
  });

  it.each<[string, unknown, string]>([
    ['true', true, 'GUARD_ANSWER_INVALID'],
    ['null', null, 'GUARD_ANSWER_INVALID'],
    ['an unknown action', { action: 'panic', ...facts }, 'GUARD_ANSWER_INVALID'],
    ['a promise', Promise.resolve(undefined), 'GUARD_ANSWER_INVALID'],
  ])('is what an answer that is none leads to: %s', (_name, answer, code) => {
    expect(story(runBot({ bars: barsOf(100), decide: [], guards: [stopAt(1, answer)] }).events)).toEqual([
      `1 halt by stop ${code}`,
    ]);
  });

  it('is what an exception leads to', () => {
    const guard: Guard = {
      name: 'frail',
      initial: undefined,
      intervene: () => {
        throw new Error('broken');
      },
    };
    expect(story(runBot({ bars: barsOf(100), decide: [], guards: [guard] }).events)).toEqual([
      '1 halt by frail GUARD_FAILED',
    ]);
  });
});

describe('flatten', () => {
  it('sells at the next open what is held, past every guard, and then nothing more', () => {
    const never: Guard = {
      name: 'never',
      initial: 0,
      check: ({ side }) => (side === 'buy' ? { type: 'pass' } : { type: 'deny', ...facts }),
    };
    const result = runBot({
      bars: barsOf(100, 100, 100, 100, 100),
      decide: () => orders([market('buy', 1)]),
      guards: [never, stopAt(3, flatten)],
    });
    expect(story(result.events).slice(3)).toEqual([
      '3 buy 1 BTC/USDT @ 100',
      '3 flatten by stop ENOUGH',
      '3 submitted sell 2 BTC/USDT',
      '3 denied stop ENOUGH',
      '4 sell 2 BTC/USDT @ 100',
      '4 denied stop ENOUGH',
      '5 denied stop ENOUGH',
    ]);
    expect(result.positions[0]?.quantity).toBe(0);
  });

  it('cancels open orders and exits of brackets first', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100),
      decide: [
        orders([{ ...market('buy', 1), bracket: { stopLossPrice: 80, takeProfitPrice: 120 } }, limit('buy', 1, 90)]),
      ],
      guards: [stopAt(2, flatten)],
    });
    expect(story(result.events).filter((line) => /^[23]/.test(line))).toEqual([
      '2 buy 1 BTC/USDT @ 100',
      '2 order-accepted',
      '2 order-accepted',
      '2 flatten by stop ENOUGH',
      '2 cancelled halted',
      '2 cancelled halted',
      '2 cancelled halted',
      '2 submitted sell 1 BTC/USDT',
      '3 sell 1 BTC/USDT @ 100',
    ]);
  });

  it('keeps on until nothing is left, over bars that give little or nothing', () => {
    const thin = (volume: number) => ({ close: 100, volume });
    const result = runBot({
      bars: barsOf(thin(100), thin(100), thin(0), thin(3), thin(3), thin(100), thin(100)),
      decide: [orders([market('buy', 10)])],
      guards: [stopAt(2, flatten)],
      broker: freeBroker({ volumeShare: 1 }),
    });
    expect(story(result.events).slice(2)).toEqual([
      '2 flatten by stop ENOUGH',
      '2 submitted sell 10 BTC/USDT',
      '4 sell 3 BTC/USDT @ 100',
      '5 sell 3 BTC/USDT @ 100',
      '6 sell 4 BTC/USDT @ 100',
    ]);
  });

  it('closes every instrument, each at its own next bar, and leaves others alone', () => {
    const both = { [btc]: 100, [eth]: 10 };
    const result = runBot({
      bars: moments(both, both, { [btc]: 100 }, both),
      instruments: [coarse(btc), coarse(eth)],
      decide: [orders([market('buy', 1), market('buy', 5, eth)])],
      guards: [stopAt(2, flatten)],
    });
    expect(story(result.events).slice(5)).toEqual([
      '2 submitted sell 1 BTC/USDT',
      '2 submitted sell 5 ETH/USDT',
      '3 sell 1 BTC/USDT @ 100',
      '4 sell 5 ETH/USDT @ 10',
    ]);
  });

  it('sells what the account can deliver when fees have taken units, and does not ask for the rest for ever', () => {
    const bnb = 'demo:BNB/USDT';
    const both = { [btc]: 100, [bnb]: 50 };
    const result = runBot({
      bars: moments(both, both, both, both, both, both),
      instruments: [coarse(btc), coarse(bnb)],
      decide: [orders([market('buy', 2, bnb)]), orders([market('buy', 1)])],
      guards: [stopAt(3, flatten)],
      broker: freeBroker({ takerFeeRate: 0.01, feeAsset: 'BNB' }),
    });
    expect(story(result.events).slice(4)).toEqual([
      '3 flatten by stop ENOUGH',
      '3 submitted sell 1 BTC/USDT',
      '3 submitted sell 1.98 BNB/USDT',
      '4 sell 1 BTC/USDT @ 100',
      // The sale of BTC has paid its fee in BNB, too.
      '4 sell 1.96 BNB/USDT @ 50',
      '4 cancelled nothing-to-reduce',
    ]);
    expect(result.balances).toContainEqual({ asset: 'BNB', amount: 0 });
  });

  it('does not buy back what was sold of a deposit', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100),
      cash: { USDT: 0, BTC: 3 },
      decide: [orders([market('sell', 2)])],
      guards: [stopAt(2, flatten)],
    });
    expect(story(result.events).slice(-1)).toEqual(['2 flatten by stop ENOUGH']);
  });

  it('leaves what is less than a lot', () => {
    const broker = freeBroker({ takerFeeRate: 0.0015, feeAsset: 'received' });
    const result = runBot({
      bars: barsOf(100, 100, 100, 100, 100),
      decide: [orders([market('buy', 1)])],
      guards: [stopAt(2, flatten)],
      broker,
    });
    expect(story(result.events).slice(2)).toEqual([
      '2 flatten by stop ENOUGH',
      '2 submitted sell 0.998 BTC/USDT',
      '3 sell 0.998 BTC/USDT @ 100',
    ]);
    expect(result.positions[0]?.quantity).toBe(0.0005);
  });

  it('works for positions of the largest counts', () => {
    const id = 'demo:CAT/USDT';
    const result = runBot({
      bars: moments({ [id]: 0.001 }, { [id]: 0.001 }, { [id]: 0.001 }, { [id]: 0.001 }, { [id]: 0.001 }),
      instruments: [id],
      cash: { USDT: 60_000 },
      decide: [target(id, 0.75), target(id, 0.72)],
      guards: [stopAt(3, flatten)],
      broker: freeBroker({ takerFeeRate: 0.001, feeAsset: 'received' }),
    });
    expect(result.positions[0]?.quantity).toBe(0);
    expect(result.rejectedCount).toBe(0);
  });
});
