import { pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, eth, market, reread, told, trade } from './guard-events.test-helper';
import { type LowProfitState, lowProfit } from './low-profit';

describeGuard({
  name: 'lowProfit',
  make: () => lowProfit({ minimum: 0, lookbackMs: 1e9, trades: 1, lockMs: 36_000_000 }),
  reads: [],
});

const minute = 60_000;
const guard = lowProfit({ minimum: -10, lookbackMs: 60 * minute, trades: 2, lockMs: 30 * minute });
const after = (...profits: readonly (readonly [atMinute: number, profit: number])[]) =>
  told(
    guard,
    profits.flatMap(([at, profit]) => trade(at * minute, profit)),
  );
const check = (state: LowProfitState, atMinute: number, intent = market(), held = 0) =>
  guard.check!(intent, portfolioOf({ timeMs: atMinute * minute, quantity: { [btc]: held } }), state);

describe('lowProfit', () => {
  it('locks an instrument that brought less than the minimum, for a while', () => {
    expect(check(after([1, -5], [2, -5]), 3)).toBe(pass);
    const state = after([1, -5], [2, -6]);
    expect(check(state, 31.9)).toEqual({ type: 'reduce-only', code: 'PROFIT_BELOW_LIMIT', limit: -10, observed: -11 });
    expect(check(state, 32)).toBe(pass);
    expect(check(state, 3, market({ instrumentId: eth }))).toBe(pass);
    expect(check(state, 3, market({ side: 'sell' }), 1)).toBe(pass);
    expect(check(state, Number.NaN)).not.toBe(pass);
    expect(check(state, -5)).not.toBe(pass);
  });

  it('judges nobody by too few trades', () => {
    expect(check(after([1, -500]), 2)).toBe(pass);
  });

  it('forgets what is older than the lookback', () => {
    expect(check(after([1, -9], [60.9, -9]), 61)).not.toBe(pass);
    expect(check(after([1, -9], [61, -9]), 61)).toBe(pass);
    expect(after([1, -9], [61, -9]).closed[btc]).toHaveLength(1);
  });

  it('does not fire on a winner, whatever came before', () => {
    const positive = lowProfit({ minimum: 100, lookbackMs: 60 * minute, trades: 1, lockMs: minute });
    expect(told(positive, trade(minute, 5)).locks).toEqual({});
    expect(told(positive, trade(minute, 0)).locks).toEqual({});
    expect(told(positive, trade(minute, -0.01)).locks).not.toEqual({});
    // The lock of the second loss is over when the winner closes, and the sum is still too low.
    expect(check(after([1, -20], [2, -20], [40, 1]), 41)).toBe(pass);
  });

  it('locks what it cannot value', () => {
    const id = 'demo:ETH/BTC';
    const state = told(guard, trade(minute, -1, { instrumentId: id }));
    expect(check(state, 2, market({ instrumentId: id }))).toMatchObject({ code: 'PROFIT_BELOW_LIMIT', observed: 0 });
  });

  it('goes on from saved state', () => {
    const state = told(guard, trade(2 * minute, -6), {}, reread(after([1, -5])));
    expect(check(reread(state), 3)).not.toBe(pass);
  });

  it('is about the instruments that it names', () => {
    const narrow = lowProfit({ minimum: 0, lookbackMs: 1e9, trades: 1, lockMs: 1e9, instruments: [eth] });
    expect(narrow.instruments).toEqual([eth]);
    const lost = told(narrow, [...trade(1, -1), ...trade(1, -1, { instrumentId: eth })]);
    expect(narrow.check!(market(), portfolioOf({}), lost)).toBe(pass);
    expect(narrow.check!(market({ instrumentId: eth }), portfolioOf({}), lost)).not.toBe(pass);
  });

  it('has no defaults', () => {
    expect(() => lowProfit({} as never)).toThrow(/minimum was undefined.*lookbackMs.*trades.*lockMs/);
    expect(() => lowProfit({ minimum: Number.NaN, lookbackMs: 1, trades: 1, lockMs: 1 })).toThrow('minimum was NaN');
  });
});
