import { pass, type Quote } from '@sigmax/core';
import { bar, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { btc, eth, market, rearmed, reread, snapshot, told } from './guard-events.test-helper';
import { minLiquidity } from './min-liquidity';

describeGuard({
  name: 'minLiquidity',
  make: () => minLiquidity({ volume: { limit: 60_000, bars: 5 }, action: 'pause' }),
  reads: [],
});

const quiet = minLiquidity({ volume: { limit: 1_000, bars: 2 }, action: 'pause' });
const thin = minLiquidity({ depth: { limit: 1_000 }, action: 'halt' });
const traded = (...volumes: readonly number[]) =>
  told(
    quiet,
    volumes.map((volume, index) => snapshot(index, [bar({ close: 100, volume })])),
  );
const quoteOf = (bidQuantity: number, askQuantity = 50): Quote => ({
  type: 'quote',
  instrumentId: btc,
  timeMs: 0,
  bid: 100,
  bidQuantity,
  ask: 101,
  askQuantity,
});
const offered = (...quantities: readonly [number, number?]) =>
  told(thin, [snapshot(0)], { price: { [btc]: 100 }, quote: { [btc]: quoteOf(...quantities) } });

describe('minLiquidity', () => {
  it('needs the volume of the limit, as a mean of the last bars', () => {
    expect(traded(10, 10).trip).toBeUndefined();
    expect(quiet.intervene!(traded(10, 9.9), portfolioOf({}))).toEqual({
      action: 'pause',
      code: 'VOLUME_BELOW_LIMIT',
      limit: 1_000,
      observed: 995,
    });
    expect(traded(1).trip).toBeUndefined();
    expect(traded(1, 100, 10).trip).toBeUndefined();
    expect(traded(100, 10, 9.9).trip).toBeDefined();
    expect(traded(1, 2, 3).volumes[btc]).toEqual([200, 300]);
  });

  it('needs the depth of the limit on both sides', () => {
    expect(offered(10).trip).toBeUndefined();
    expect(offered(9.99).trip).toMatchObject({ code: 'DEPTH_BELOW_LIMIT', limit: 1_000, observed: 999 });
    expect(offered(10, 1).trip).toBeDefined();
    expect(thin.intervene!(offered(1), portfolioOf({}))?.action).toBe('halt');
  });

  it('counts in the reporting asset', () => {
    const id = 'demo:ETH/BTC';
    const event = snapshot(0, [bar({ instrumentId: id, close: 0.05, volume: 1 })]);
    const one = minLiquidity({ volume: { limit: 2_000, bars: 1 }, action: 'pause' });
    expect(told(one, [event], { assetValue: { BTC: 40_000 } }).trip).toBeUndefined();
    expect(told(one, [event], { assetValue: { BTC: 39_999 } }).trip).toBeDefined();
    expect(told(one, [event]).trip).toMatchObject({ observed: 0 });
  });

  it('trips on what is not a number', () => {
    for (const volume of [Number.NaN, Infinity, -1]) expect(traded(volume).trip).toBeDefined();
    expect(offered(Number.NaN).trip).toMatchObject({ observed: 0 });
  });

  it('lets only exits out without a quote', () => {
    const check = (fields: Parameters<typeof portfolioOf>[0], intent = market()) =>
      thin.check!(intent, portfolioOf(fields), thin.initial);
    expect(check({})).toEqual({ type: 'reduce-only', code: 'QUOTE_UNKNOWN', limit: 1_000, observed: 0 });
    expect(check({ quantity: { [btc]: 1 } }, market({ side: 'sell' }))).toBe(pass);
    expect(check({ quote: { [btc]: quoteOf(10) } })).toBe(pass);
    expect(quiet.check!(market(), portfolioOf({}), quiet.initial)).toBe(pass);
  });

  it('lets only exits out, over restarts and better times, until it is re-armed by its name', () => {
    const tripped = reread(told(quiet, [snapshot(9, [bar({ close: 100, volume: 1e6 })])], {}, traded(1, 1)));
    const check = (state: typeof tripped, side: 'buy' | 'sell' = 'buy') =>
      quiet.check!(market({ side }), portfolioOf({ quantity: { [btc]: 1 } }), state);
    expect(check(tripped)).toMatchObject({ type: 'reduce-only' });
    expect(check(tripped, 'sell')).toBe(pass);
    expect(check(told(quiet, [rearmed('max-loss')], {}, reread(tripped)))).not.toBe(pass);
    const armed = told(quiet, [rearmed('min-liquidity')], {}, tripped);
    expect(check(armed)).toBe(pass);
    expect(told(quiet, [snapshot(10, [bar({ close: 100, volume: 1 })])], {}, armed).trip).toBeUndefined();
  });

  it('watches the instruments that it names', () => {
    const narrow = minLiquidity({
      volume: { limit: 1_000, bars: 1 },
      depth: { limit: 1 },
      action: 'halt',
      instruments: [eth],
    });
    expect(narrow.instruments).toEqual([eth]);
    const fields = { instrumentIds: [btc], quote: { [btc]: quoteOf(0) } };
    expect(told(narrow, [snapshot(0, [bar({ close: 1, volume: 1 })])], fields).trip).toBeUndefined();
    expect(narrow.check!(market(), portfolioOf({}), narrow.initial)).toBe(pass);
    expect(told(narrow, [snapshot(0, [bar({ instrumentId: eth, close: 1, volume: 1 })])], fields).trip).toBeDefined();
  });

  it('needs a limit and an action', () => {
    expect(() => minLiquidity({ action: 'halt' })).toThrow('minLiquidity: volume was undefined');
    expect(() => minLiquidity({ depth: { limit: 1 } } as never)).toThrow('action was undefined');
    expect(() => minLiquidity({ depth: { limit: Number.NaN }, action: 'halt' })).toThrow('depth.limit was NaN');
  });
});
