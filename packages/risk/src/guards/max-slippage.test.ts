import { type Fill, pass } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, eth, fill, market, rearmed, reread, told } from './guard-events.test-helper';
import { maxSlippage } from './max-slippage';

describeGuard({ name: 'maxSlippage', make: () => maxSlippage({ limit: 0.0005, action: 'pause' }), reads: [] });

const guard = maxSlippage({ limit: 0.01, action: 'pause' });
const after = (fields: Partial<Fill>) => told(guard, [fill(0, 'buy', fields)]);
const demand = (fields: Partial<Fill>) => guard.intervene!(after(fields), portfolioOf({}));

describe('maxSlippage', () => {
  it('bears the limit and not more', () => {
    expect(demand({ slippageCost: 1 })).toBeUndefined();
    expect(demand({ slippageCost: 1.01 })).toEqual({
      action: 'pause',
      code: 'SLIPPAGE_ABOVE_LIMIT',
      limit: 0.01,
      observed: 0.0101,
    });
    expect(demand({ notional: 0, slippageCost: 0 })).toBeUndefined();
  });

  it('trips on what is not a number', () => {
    for (const value of [Number.NaN, Infinity]) expect(demand({ slippageCost: value })).toMatchObject({ observed: 0 });
    expect(demand({ notional: Number.NaN })).toBeDefined();
    expect(demand({ notional: 0, slippageCost: 1 })).toMatchObject({ observed: 0 });
  });

  it('lets only exits out, over restarts and better fills, until it is re-armed by its name', () => {
    const tripped = reread(told(guard, [fill(1, 'buy')], {}, after({ slippageCost: 2 })));
    const check = (state: typeof tripped, side: 'buy' | 'sell' = 'buy') =>
      guard.check!(market({ side }), portfolioOf({ quantity: { [btc]: 1 } }), state);
    expect(check(tripped)).toMatchObject({ type: 'reduce-only', observed: 0.02 });
    expect(check(tripped, 'sell')).toBe(pass);
    expect(check(told(guard, [rearmed('max-loss')], {}, reread(tripped)))).not.toBe(pass);
    expect(check(told(guard, [rearmed('max-slippage')], {}, tripped))).toBe(pass);
  });

  it('watches the instruments that it names', () => {
    const narrow = maxSlippage({ limit: 0.01, action: 'halt', instruments: [eth] });
    expect(narrow.instruments).toEqual([eth]);
    const lost = (instrumentId: string) => told(narrow, [fill(0, 'buy', { instrumentId, slippageCost: 50 })]);
    expect(lost(btc).trip).toBeUndefined();
    expect(lost(eth).trip).toBeDefined();
  });

  it('has no default limit and no default action', () => {
    expect(() => maxSlippage({ action: 'halt' } as never)).toThrow('maxSlippage: limit was undefined');
    expect(() => maxSlippage({ limit: 0.1 } as never)).toThrow('action was undefined');
    for (const limit of [0, 1, Number.NaN]) expect(() => maxSlippage({ limit, action: 'halt' })).toThrow('limit');
  });
});
