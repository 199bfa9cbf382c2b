import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import { rebalance } from '../index';
import { failureOf, sumOf } from '../made-up.test-helper';

const target = { a: 0.5, b: 0.3, c: 0.2 };
const reasonsOf = (options: Parameters<typeof rebalance>[0]) => {
  const { trades, kept } = rebalance(options);
  return Object.fromEntries([...trades, ...kept].map(({ id, reason }) => [id, reason]));
};

describe('bands', () => {
  it('without any, everything goes to its target', () => {
    const { trades, turnover } = rebalance({ held: { a: 0.52, b: 0.28, c: 0.2 }, target });
    expect(trades.map(({ id, to, reason }) => [id, to, reason])).toEqual([
      ['a', 0.5, 'outside-band'],
      ['b', 0.3, 'outside-band'],
    ]);
    expect(turnover).toBeCloseTo(0.04, 14);
  });

  it.each([
    // held, absolute, relative, what happens to a, b, c
    [{ a: 0.54, b: 0.26, c: 0.2 }, 0.05, undefined, ['inside-band', 'inside-band', 'on-target']],
    [{ a: 0.56, b: 0.24, c: 0.2 }, 0.05, undefined, ['outside-band', 'outside-band', 'on-target']],
    // 25 % of 0.5 is 0.125, of 0.3 is 0.075.
    [{ a: 0.6, b: 0.2, c: 0.1 }, undefined, 0.25, ['inside-band', 'outside-band', 'outside-band']],
    // With both, the narrower one counts: 5 points for a and b, 25 % of 0.1 would be 2.5.
    [{ a: 0.56, b: 0.28, c: 0.16 }, 0.05, 0.25, ['outside-band', 'inside-band', 'inside-band']],
    [{ a: 0.48, b: 0.28, c: 0.24 }, 0.05, 0.15, ['inside-band', 'inside-band', 'outside-band']],
  ])('%o with absolute %s and relative %s', (held, absoluteBand, relativeBand, expected) => {
    const bands = {
      ...(absoluteBand === undefined ? undefined : { absoluteBand }),
      ...(relativeBand === undefined ? undefined : { relativeBand }),
    };
    const reasons = reasonsOf({ held, target, scope: 'outside', ...bands });
    expect(['a', 'b', 'c'].map((id) => reasons[id])).toEqual(expected);
  });

  it('on the edge a weight is still inside', () => {
    expect(rebalance({ held: { a: 0.75 }, target: { a: 0.5 }, absoluteBand: 0.25 }).trades).toEqual([]);
  });

  it('trades to the edge when asked, on either side', () => {
    const held = { a: 0.625, b: 0.125, c: 0.25 };
    const wanted = { a: 0.5, b: 0.25, c: 0.25 };
    const edge = { absoluteBand: 0.0625, scope: 'outside', destination: 'band-edge' } as const;
    const { trades } = rebalance({ held, target: wanted, ...edge });
    expect(trades.map(({ id, to, cut }) => [id, to, cut])).toEqual([
      ['a', 0.5625, undefined],
      ['b', 0.1875, undefined],
    ]);
  });

  it('closes and opens whatever the band', () => {
    const { trades } = rebalance({ held: { x: 0.01 }, target: { a: 0.01 }, absoluteBand: 0.5 });
    expect(trades.map(({ id, reason, to }) => [id, reason, to])).toEqual([
      ['a', 'open', 0.01],
      ['x', 'close', 0],
    ]);
  });

  it('brings all back as soon as one is outside, or only that one when asked', () => {
    const held = { a: 0.6, b: 0.25, c: 0.15 };
    const one = { a: 'outside-band', b: 'inside-band', c: 'inside-band' };
    expect(reasonsOf({ held, target, absoluteBand: 0.06, scope: 'outside' })).toEqual(one);
    expect(reasonsOf({ held, target, absoluteBand: 0.06 })).toEqual({ a: 'outside-band', b: 'all', c: 'all' });
    expect(rebalance({ held, target, absoluteBand: 0.06 }).weights).toEqual(target);
    expect(rebalance({ held, target, absoluteBand: 0.2 }).trades).toEqual([]);
    const both = () => rebalance({ held, target, absoluteBand: 0.06, destination: 'band-edge' });
    expect(failureOf(both).message).toContain('destination was "band-edge": band-edge needs scope: \'outside\'');
  });
});

describe('limits on trades', () => {
  it('leaves out what is too small, but never a close', () => {
    const held = { a: 0.505, b: 0.19, x: 0.005 };
    const { trades, kept } = rebalance({ held, target, minimumTrade: 0.01 });
    expect(trades.map(({ id }) => id)).toEqual(['b', 'c', 'x']);
    expect(kept).toEqual([{ id: 'a', held: 0.505, target: 0.5, reason: 'below-minimum-trade' }]);
  });

  it('shrinks all trades alike to the turnover limit', () => {
    const { trades, turnover } = rebalance({ held: { a: 1 }, target, turnoverLimit: 0.25 });
    expect(turnover).toBeCloseTo(0.25, 14);
    expect(trades.map(({ cut }) => cut)).toEqual(['turnover', 'turnover', 'turnover']);
    expect(trades.map(({ change }) => change.toFixed(12))).toEqual([
      '-0.125000000000',
      '0.075000000000',
      '0.050000000000',
    ]);
    expect(rebalance({ held: { a: 1 }, target, turnoverLimit: 1 }).trades.map(({ cut }) => cut)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const none = rebalance({ held: { a: 1 }, target, turnoverLimit: 0 });
    expect(none.trades).toEqual([]);
    expect(none.kept.map(({ reason }) => reason)).toEqual(['turnover-limit', 'turnover-limit', 'turnover-limit']);
  });

  it('buys no more than there is money for', () => {
    // b is outside its band; what a and c have too much stays with them, so only 0.02 of cash is there.
    const held = { a: 0.54, b: 0.2, c: 0.24 };
    const { trades, weights } = rebalance({ held, target, absoluteBand: 0.05, scope: 'outside' });
    expect(trades).toMatchObject([{ id: 'b', cut: 'money' }]);
    expect(weights.b).toBeCloseTo(0.22, 14);
    expect(sumOf(weights)).toBeCloseTo(1, 14);
    // Without cash nothing can be bought, and it says why.
    const full = rebalance({ held: { a: 0.54, b: 0.22, c: 0.24 }, target, absoluteBand: 0.05, scope: 'outside' });
    expect(full.trades).toEqual([]);
    expect(full.kept.find(({ id }) => id === 'b')?.reason).toBe('no-money');
  });
});

it('takes weights and options that are numbers only', () => {
  expect(failureOf(() => rebalance({ held: { a: Number.NaN }, target })).message).toContain('held.a was NaN');
  expect(failureOf(() => rebalance({ held: {}, target: { a: Infinity } })).message).toContain('target.a was Infinity');
  expect(failureOf(() => rebalance({ held: {}, target, absoluteBand: -1 })).message).toContain('absoluteBand was -1');
  expect(failureOf(() => rebalance({ held: {}, target, band: 1 } as never)).message).toContain(
    'band was 1: no such option',
  );
  expect(rebalance({ held: {}, target: {} })).toEqual({ trades: [], kept: [], turnover: 0, weights: {} });
});

describe('whatever the weights and options', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const weights = fc
    .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 5, maxLength: 5 })
    .map((parts) => {
      const sum = Math.max(
        1,
        parts.reduce((a, b) => a + b, 0),
      );
      return Object.fromEntries(ids.map((id, place) => [id, (parts[place] as number) / sum]));
    });
  const share = fc.option(fc.double({ min: 0, max: 0.5, noNaN: true }), { nil: undefined });
  const all = fc.record({
    held: weights,
    target: weights,
    absoluteBand: share,
    relativeBand: share,
    way: fc.constantFrom(
      { scope: 'all', destination: 'target' } as const,
      { scope: 'outside', destination: 'target' } as const,
      { scope: 'outside', destination: 'band-edge' } as const,
    ),
    minimumTrade: fc.double({ min: 0, max: 0.05, noNaN: true }),
    turnoverLimit: share,
  });
  type Options = Parameters<typeof rebalance>[0];
  const optionsOf = ({ way, ...rest }: { readonly way: object }): Options =>
    ({ ...rest, ...way }) as unknown as Options;

  it('every position is traded or kept, trades add up, nothing is borrowed, and no limit is passed', () => {
    fc.assert(
      fc.property(all, (options) => {
        const { trades, kept, turnover, weights: after } = rebalance(optionsOf(options));
        expect([...trades, ...kept].map(({ id }) => id).sort()).toEqual(ids);
        expect(trades.reduce((sum, { change }) => sum + Math.abs(change), 0)).toBeCloseTo(turnover, 12);
        if (options.turnoverLimit !== undefined) expect(turnover).toBeLessThanOrEqual(options.turnoverLimit + 1e-12);
        expect(sumOf(after)).toBeLessThanOrEqual(Math.max(sumOf(options.held), sumOf(options.target)) + 1e-9);
        for (const { id, from, to, change, reason, cut } of trades) {
          const wanted = options.target[id] as number;
          expect(from).toBe(options.held[id]);
          expect(change).toBe(to - from);
          // Towards the target and never past it.
          expect(Math.sign(to - from)).toBe(Math.sign(wanted - from));
          expect(change).not.toBe(0);
          expect([0, Math.sign(wanted - from)]).toContain(Math.sign(wanted - to) + 0);
          if (reason !== 'close' || cut !== undefined)
            expect(Math.abs(change)).toBeGreaterThanOrEqual(options.minimumTrade);
        }
      }),
      profile(500, 50_000),
    );
  });

  it('a second look right after has nothing to do, unless something was cut or left out', () => {
    fc.assert(
      fc.property(all, (options) => {
        const plain = optionsOf({ ...options, minimumTrade: 0, turnoverLimit: undefined } as never);
        const first = rebalance(plain);
        if (first.trades.some(({ cut }) => cut !== undefined)) return;
        const again = rebalance({ ...plain, held: first.weights }).trades;
        for (const { change } of again) expect(Math.abs(change)).toBeLessThan(1e-12);
      }),
      profile(300, 20_000),
    );
  });
});
