import {
  type Control,
  createBot,
  defineStrategy,
  orders,
  pass,
  simulatedBroker,
  spotInstrument,
  type TimedControl,
} from '@sigmax/core';
import { describeGuard, flatBars, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, market, observed, rearmed, reread, snapshot, told } from './guard-events.test-helper';
import { type ReconciledBalancesOptions, type ReconciliationState, reconciledBalances } from './reconciled-balances';

const hours = 3_600_000;

describeGuard({
  name: 'reconciledBalances',
  make: () => reconciledBalances({ tolerance: { USDT: 1e9, BTC: 1e9 } }),
  reads: [],
  controls: [
    { timeMs: 100 * hours, control: { type: 'observed', name: 'venue-balances', value: { USDT: 'gone' } } },
    { timeMs: 150 * hours, control: { type: 'observed', name: 'venue-balances', value: {} } },
    { timeMs: 160 * hours, control: { type: 'rearm', of: 'reconciled-balances', reason: 'r', by: 'b' } },
  ],
});
describeGuard({
  name: 'reconciledBalances that have to come',
  make: () => reconciledBalances({ tolerance: { USDT: 1 }, maxAgeMs: 120 * hours }),
  reads: [],
});

const guardOf = (fields: Partial<ReconciledBalancesOptions> = {}) =>
  reconciledBalances({ tolerance: { USDT: 1, BTC: 0.125 }, ...fields });
const guard = guardOf();
const account = { cash: { USDT: 1_000, BTC: 2 } };
const name = 'venue-balances';
const demand = (state: ReconciliationState, one = guard) => one.intervene!(state, portfolioOf({}));
const after = (values: readonly unknown[], one = guard, from?: ReconciliationState) =>
  told(
    one,
    values.map((value, index) => observed(index, name, value)),
    account,
    ...(from === undefined ? [] : [from]),
  );

const same = { USDT: 1_000, BTC: 2 };

describe('reconciledBalances', () => {
  it('bears the tolerance to both sides and not more', () => {
    expect(demand(after([same, { USDT: 1_001, BTC: 1.875 }, { USDT: 999, BTC: 2.125, DOGE: 7 }]))).toBeUndefined();
    expect(demand(after([{ ...same, USDT: 1_001.5 }]))).toEqual({
      action: 'pause',
      code: 'BALANCES_DIFFER',
      limit: 1,
      observed: 1.5,
    });
    expect(demand(after([{ ...same, BTC: 1.75 }]))).toMatchObject({
      code: 'BALANCES_DIFFER',
      limit: 0.125,
      observed: 0.25,
    });
    const exact = guardOf({ tolerance: { USDT: 0 } });
    expect(demand(after([same], exact), exact)).toBeUndefined();
    expect(demand(after([{ USDT: 1_000.000_000_1 }], exact), exact)).toBeDefined();
  });

  it('takes an asset that is not named for one that is not held, inherited ones too', () => {
    expect(demand(after([{ USDT: 1_000 }]))).toMatchObject({ code: 'BALANCES_DIFFER', observed: 2 });
    expect(demand(after([Object.create(same)]))).toMatchObject({ code: 'BALANCES_DIFFER', observed: 1_000 });
    const none = told(guard, [observed(0, name, { USDT: 1_000 })], { cash: { USDT: 1_000 } });
    expect(demand(none)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    7,
    'USDT',
    [1_000, 2],
    { USDT: '1000', BTC: 2 },
    { USDT: Number.NaN, BTC: 2 },
    { USDT: Number.POSITIVE_INFINITY, BTC: 2 },
    { USDT: 1_000, BTC: null },
  ])('pauses on what are no balances: %j', (value) => {
    expect(demand(after([value]))).toMatchObject({ action: 'pause', code: 'BALANCES_INVALID', observed: 0 });
  });

  it('pauses when the ledger itself is broken', () => {
    const state = told(guard, [observed(0, name, same)], { cash: { USDT: Number.NaN, BTC: 2 } });
    expect(demand(state)).toMatchObject({ code: 'BALANCES_DIFFER', observed: 0 });
  });

  it('listens to its own name alone', () => {
    const state = told(guard, [observed(0, 'other-venue', {})], account);
    expect(demand(state)).toBeUndefined();
    const other = guardOf({ observe: 'other-venue', name: 'other' });
    expect(demand(told(other, [observed(0, 'other-venue', {})], account), other)).toBeDefined();
  });

  it('waits for so many in a row', () => {
    const patient = guardOf({ count: 3 });
    expect(demand(after([{}, {}, same, {}, {}], patient), patient)).toBeUndefined();
    expect(demand(after([{}, {}, same, {}, {}, {}], patient), patient)).toBeDefined();
  });

  it('pauses when nothing is compared for longer than it may be', () => {
    const timed = guardOf({ maxAgeMs: 1_000 });
    const at = (...times: readonly number[]) =>
      told(
        timed,
        times.map((timeMs) => snapshot(timeMs)),
        account,
      );
    expect(demand(at(5_000, 6_000), timed)).toBeUndefined();
    expect(demand(at(5_000, 6_001), timed)).toMatchObject({ code: 'BALANCES_STALE', limit: 1_000, observed: 1_001 });
    const compared = told(timed, [snapshot(5_000), observed(5_900, name, same), snapshot(6_900)], account);
    expect(demand(compared, timed)).toBeUndefined();
    expect(demand(told(timed, [snapshot(6_901)], account, compared), timed)).toBeDefined();
    expect(demand(told(guard, [snapshot(0), snapshot(1e12)], account))).toBeUndefined();
  });

  it('stays paused until a clean comparison and a re-arm, in this order, over restarts', () => {
    let state = reread(after([{}]));
    state = told(guard, [rearmed('reconciled-balances')], account, state);
    expect(demand(state)).toBeDefined();
    state = reread(told(guard, [observed(1, name, same)], account, state));
    expect(demand(state)).toBeDefined();
    state = told(guard, [rearmed('operator')], account, state);
    expect(demand(state)).toBeDefined();
    const freed = told(guard, [rearmed('reconciled-balances')], account, reread(state));
    expect(demand(freed)).toBeUndefined();
    expect(demand(after([{}], guard, freed))).toBeDefined();
    // A comparison that differs again takes back what the clean one gave.
    const again = told(guard, [observed(2, name, {}), rearmed('reconciled-balances')], account, reread(state));
    expect(demand(again)).toBeDefined();
    const stale = guardOf({ maxAgeMs: 1_000 });
    const late = told(stale, [observed(0, name, same), snapshot(5_000), rearmed(stale.name, 5_000)], account);
    expect(demand(late, stale)).toBeDefined();
  });

  it('denies purchases and lets exits out while it is paused', () => {
    const state = after([{}]);
    const portfolio = portfolioOf({ ...account, price: { [btc]: 100 }, quantity: { [btc]: 2 } });
    expect(guard.check!(market(), portfolio, state)).toMatchObject({ type: 'reduce-only', code: 'BALANCES_DIFFER' });
    expect(guard.check!(market({ side: 'sell', quantity: 2 }), portfolio, state)).toBe(pass);
    expect(guard.check!(market(), portfolio, after([same]))).toBe(pass);
  });

  it.each([
    ['no tolerance', {}, 'tolerance'],
    ['no asset', { tolerance: {} }, 'expected at least one asset'],
    ['a negative tolerance', { tolerance: { USDT: -1 } }, 'tolerance.USDT'],
    ['NaN', { tolerance: { USDT: Number.NaN } }, 'tolerance.USDT'],
    ['no age', { tolerance: { USDT: 1 }, maxAgeMs: 0 }, 'maxAgeMs'],
    ['a misspelt option', { tolerance: { USDT: 1 }, tolerence: 1 }, 'no such option'],
  ])('is not made of %s', (_name, options, field) => {
    expect(() => reconciledBalances(options as never)).toThrow(field);
  });
});

describe('a bot whose venue says something else', () => {
  const eager = defineStrategy({
    name: 'eager',
    start: () => {
      let index = 0;
      return ({ bar: { instrumentId } }) => {
        index += 1;
        const side = index === 6 ? 'sell' : 'buy';
        return orders([{ type: 'market', instrumentId, side, quantity: 1 }]);
      };
    },
  });
  const run = (controls: readonly TimedControl[]) => {
    const instruments = [spotInstrument(btc, { priceStep: 0.01, quantityStep: 0.001 })];
    const bot = createBot({
      strategy: eager(),
      guards: [reconciledBalances({ tolerance: { USDT: 0.5 } })],
      cash: { USDT: 10_000 },
      instruments,
    });
    const bars = flatBars({ bars: 9, instrumentId: btc, price: 100 });
    return bot.backtest({
      market: bars,
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: controls.map(({ timeMs, control }) => ({ timeMs: bars.timeMs[timeMs] as number, control })),
    });
  };
  const says = (USDT: number): Control => ({ type: 'observed', name, value: { USDT, BTC: 0 } });
  const rearm: Control = { type: 'rearm', of: 'reconciled-balances', reason: 'checked by hand', by: 'ada' };

  it('only reduces, until it was compared again and re-armed', () => {
    const { events } = run([
      // Two purchases of 100 were filled by then.
      { timeMs: 2, control: says(9_800) },
      { timeMs: 3, control: says(9_650) },
      { timeMs: 4, control: rearm },
      { timeMs: 6, control: says(9_700) },
      { timeMs: 6, control: rearm },
    ]);
    const story = events.flatMap((event) => {
      if (event.type === 'order-submitted') return [event.side];
      if (event.type === 'order-denied') return [event.code];
      return event.type === 'bot-halted' || event.type === 'bot-rearmed' ? [event.type] : [];
    });
    expect(story).toEqual([
      'buy',
      'buy',
      'buy',
      'buy',
      'bot-halted',
      'BALANCES_DIFFER',
      'bot-rearmed',
      'bot-halted',
      'sell',
      'BALANCES_DIFFER',
      'bot-rearmed',
      'buy',
      'buy',
    ]);
  });
});
