import { pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { type CooldownState, cooldown } from './cooldown';
import { btc, cancelled, eth, fill, market, reread, submitted, told, trade } from './guard-events.test-helper';

describeGuard({ name: 'cooldown', make: () => cooldown({ afterExitMs: 36_000_000 }), reads: [] });

const guard = cooldown({ afterExitMs: 1_000, afterStopLossMs: 5_000 });
const stopOnly = cooldown({ afterStopLossMs: 5_000 });
const at = (state: CooldownState, timeMs: number, intent = market(), on = guard, held = 0) =>
  on.check!(intent, portfolioOf({ timeMs, quantity: { [btc]: held } }), state);
const stop = market({ type: 'stop', side: 'sell', stopPrice: 90, reduceOnly: true } as never);

/** A trade whose exit is the stop order `run-2`. */
const stopped = (profit: number, parts: readonly number[] = [1]) => {
  let left = 1;
  const exits = parts.map((quantity, index) => {
    left -= quantity;
    const realisedPnl = index === parts.length - 1 ? profit : 0;
    return fill(60 + index, 'sell', { clientOrderId: 'run-2', quantity, positionAfter: left, realisedPnl });
  });
  return [fill(0, 'buy'), submitted(10, stop, 'run-2'), ...exits];
};

describe('cooldown', () => {
  it('keeps out of the instrument until the time is over', () => {
    const state = told(guard, trade(60_000, 5));
    expect(at(state, 60_999)).toEqual({ type: 'reduce-only', code: 'COOLDOWN_RUNNING', limit: 1_000, observed: 999 });
    expect(at(state, 61_000)).toBe(pass);
    expect(at(state, 60_500, market({ instrumentId: eth }))).toBe(pass);
    expect(at(state, Number.NaN)).not.toBe(pass);
    expect(at(state, 50_000)).not.toBe(pass);
  });

  it('lets exits out', () => {
    const state = told(guard, trade(60_000, 5));
    expect(at(state, 60_500, market({ side: 'sell' }), guard, 1)).toBe(pass);
    expect(at(state, 60_500, market({ side: 'sell', reduceOnly: true }))).toBe(pass);
  });

  it('begins with the end of a trade, not with its parts', () => {
    const part = fill(1, 'sell', { quantity: 0.5, positionAfter: 0.5 });
    expect(at(told(guard, [fill(0, 'buy'), part]), 2)).toBe(pass);
    expect(at(told(guard, [fill(0, 'buy')]), 1)).toBe(pass);
  });

  it('is longer after a stop that lost', () => {
    const state = told(guard, stopped(-5));
    expect(at(state, 5_059)).toMatchObject({ limit: 5_000, observed: 4_999 });
    expect(at(state, 5_060)).toBe(pass);
    expect(at(told(stopOnly, stopped(-5)), 5_059, market(), stopOnly)).not.toBe(pass);
  });

  it('takes no stop that won, and no other exit, for a stop-loss', () => {
    expect(at(told(guard, stopped(5)), 1_060)).toBe(pass);
    expect(at(told(stopOnly, stopped(5)), 61, market(), stopOnly)).toBe(pass);
    expect(at(told(stopOnly, trade(60_000, -5)), 60_001, market(), stopOnly)).toBe(pass);
  });

  it('knows a stop that filled in parts, or only in part', () => {
    expect(at(told(stopOnly, stopped(-5, [0.5, 0.25, 0.25])), 5_061, market(), stopOnly)).not.toBe(pass);
    const mixed = [
      ...stopped(-1, [0.5]),
      cancelled(61, { clientOrderId: 'run-2' }),
      fill(70, 'sell', { clientOrderId: 'run-3', quantity: 0.5, positionAfter: 0, realisedPnl: -1 }),
    ];
    expect(at(told(stopOnly, mixed), 5_069, market(), stopOnly)).not.toBe(pass);
    expect(told(stopOnly, mixed).stops).toEqual({});
    // The next trade begins with a clean slate.
    expect(at(told(stopOnly, [...mixed, ...trade(70_000, -5)]), 70_001, market(), stopOnly)).toBe(pass);
  });

  it('takes a stop that opens for an entry', () => {
    const entry = market({ type: 'stop', stopPrice: 110 } as never);
    const events = [
      submitted(0, entry, 'run-2'),
      fill(10, 'buy', { clientOrderId: 'run-2' }),
      fill(20, 'sell', { realisedPnl: -5 }),
    ];
    expect(at(told(stopOnly, events), 21, market(), stopOnly)).toBe(pass);
  });

  it('is not made shorter by an exit that needs less', () => {
    const both = told(guard, [...stopped(-5), ...trade(100, 3)]);
    expect(at(both, 5_059)).not.toBe(pass);
    expect(at(both, 5_060)).toBe(pass);
  });

  it('goes on from saved state', () => {
    const [entry, order, exit] = stopped(-5);
    const state = reread(told(stopOnly, [entry!, order!]));
    expect(at(reread(told(stopOnly, [exit!], {}, state)), 5_059, market(), stopOnly)).not.toBe(pass);
  });

  it('is about the instruments that it names', () => {
    const narrow = cooldown({ afterExitMs: 1_000, instruments: [eth] });
    expect(narrow.instruments).toEqual([eth]);
    expect(at(told(narrow, trade(60_000, 5)), 60_001, market(), narrow)).toBe(pass);
    const other = told(narrow, trade(60_000, 5, { instrumentId: eth }));
    expect(at(other, 60_001, market({ instrumentId: eth }), narrow)).not.toBe(pass);
  });

  it('needs a time', () => {
    expect(() => cooldown({})).toThrow('cooldown: afterExitMs was undefined');
    expect(() => cooldown({ afterExitMs: 0 })).toThrow('afterExitMs was 0');
  });
});
