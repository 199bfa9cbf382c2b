import { pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, eth, market, rearmed, reread, snapshot, told } from './guard-events.test-helper';
import { positionBreach } from './position-breach';

describeGuard({ name: 'positionBreach', make: () => positionBreach({ limit: 0.4, action: 'pause' }), reads: [] });

const guard = positionBreach({ limit: 0.6, action: 'flatten' });
const holding = (quantity: number, id = btc) => ({ equity: 1_000, price: { [id]: 100 }, quantity: { [id]: quantity } });
const after = (quantity: number, id = btc, on = guard) => told(on, [snapshot(0)], holding(quantity, id));

describe('positionBreach', () => {
  it('bears the limit and not more, on either side', () => {
    expect(after(6).trip).toBeUndefined();
    expect(after(-6).trip).toBeUndefined();
    expect(guard.intervene!(after(6.1), portfolioOf({}))).toEqual({
      action: 'flatten',
      code: 'WEIGHT_ABOVE_LIMIT',
      limit: 0.6,
      observed: 0.61,
    });
    expect(after(-6.1).trip).toBeDefined();
  });

  it('trips on a weight that is none', () => {
    for (const equity of [Number.NaN, 0]) {
      expect(told(guard, [snapshot(0)], { ...holding(6), equity }).trip).toMatchObject({ observed: 0 });
    }
    expect(told(guard, [snapshot(0)], { ...holding(6), price: { [btc]: Number.NaN } }).trip).toBeDefined();
  });

  it('lets only exits out, over restarts and smaller positions, until it is re-armed by its name', () => {
    const tripped = reread(told(guard, [snapshot(1)], holding(1), after(7)));
    const check = (state: typeof tripped, side: 'buy' | 'sell' = 'buy') =>
      guard.check!(market({ side }), portfolioOf(holding(1)), state);
    expect(check(tripped)).toMatchObject({ type: 'reduce-only' });
    expect(check(tripped, 'sell')).toBe(pass);
    expect(check(told(guard, [rearmed('max-loss')], {}, reread(tripped)))).not.toBe(pass);
    expect(check(told(guard, [rearmed('position-breach')], {}, tripped))).toBe(pass);
  });

  it('watches the instruments that it names', () => {
    const narrow = positionBreach({ limit: 0.6, action: 'halt', instruments: [eth] });
    expect(narrow.instruments).toEqual([eth]);
    expect(after(9, btc, narrow).trip).toBeUndefined();
    expect(after(9, eth, narrow).trip).toBeDefined();
  });

  it('has no default limit and no default action', () => {
    expect(() => positionBreach({ action: 'halt' } as never)).toThrow('positionBreach: limit was undefined');
    expect(() => positionBreach({ limit: 0.1 } as never)).toThrow('action was undefined');
    for (const limit of [0, 11, Number.NaN]) expect(() => positionBreach({ limit, action: 'halt' })).toThrow('limit');
  });
});
