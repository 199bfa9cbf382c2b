import { simulatedBroker } from '@sigmax/core';
import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { marketMaking, marketMakingStrategy } from './market-making';
import { path, run } from './run.test-helper';

describeStrategy({
  name: 'market-making',
  make: () => marketMakingStrategy(),
  warmUp: marketMaking.warmUp(marketMakingStrategy().params),
});

const quick = { period: 5, halfSpread: 0.004, ranges: 0, size: 0.1, weight: 0.8 } as const;
const wobble = (count: number) =>
  Array.from(
    { length: count },
    () =>
      [
        [1, 0.006],
        [1, -0.006],
      ] as const,
  ).flat();
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('market making', () => {
  const calm = run(marketMakingStrategy(quick), barsFromCloses(path([6, 0], ...wobble(100)), { wick: 0.002 }));

  it('fills on both sides, as a maker only, and earns the spread of a price that goes to and fro', () => {
    const buys = calm.fills.filter(({ side }) => side === 'buy');
    const sells = calm.fills.filter(({ side }) => side === 'sell');
    expect(Math.min(buys.length, sells.length)).toBeGreaterThan(20);
    expect(calm.fills.every(({ liquidity }) => liquidity === 'maker')).toBe(true);
    const mean = (fills: typeof buys) =>
      sum(fills.map(({ notional }) => notional)) / sum(fills.map(({ quantity }) => quantity));
    expect(mean(sells)).toBeGreaterThan(mean(buys) + 0.05);
    expect(calm.finalEquity).toBeGreaterThan(10_050);
  });

  it('has at most two quotes out, fresh each bar, and none that is refused', () => {
    const submitted = calm.events.filter((event) => event.type === 'order-submitted');
    expect(submitted.length).toBeLessThanOrEqual(2 * calm.timeMs.length);
    expect(submitted.length).toBeGreaterThan(calm.timeMs.length);
    expect(submitted.every(({ intent }) => intent.type === 'limit' && intent.postOnly)).toBe(true);
    expect(calm.rejectedCount + calm.deniedCount).toBe(0);
  });

  it('stops buying when its inventory is full', () => {
    const falling = run(
      marketMakingStrategy({ ...quick, weight: 0.4, skew: 0 }),
      barsFromCloses(path([6, 0], [80, -0.005])),
    );
    expect(Math.max(...falling.exposure)).toBeLessThan(0.45);
    expect(Math.max(...falling.exposure)).toBeGreaterThan(0.3);
  });

  it('moves its quotes down when it holds much and up when it holds little', () => {
    const limits = (skew: number) =>
      run(marketMakingStrategy({ ...quick, skew }), barsFromCloses(path([7, 0]))).events.flatMap((event) =>
        event.type === 'order-submitted' && event.intent.type === 'limit' ? [event.intent.limitPrice] : [],
      );
    expect(limits(0)[0]).toBeCloseTo(99.6, 6);
    // Empty: one half spread up, which would be the price itself; a post-only bid stays below it.
    expect(limits(1)[0]).toBeLessThan(100);
    expect(limits(1)[0]).toBeCloseTo(100, 6);
    expect(limits(0.5)[0]).toBeCloseTo(99.8, 6);
  });

  it('loses against a trend', () => {
    expect(run(marketMakingStrategy(quick), barsFromCloses(path([6, 0], [80, -0.01]))).finalEquity).toBeLessThan(9_000);
  });

  it('pays fees', () => {
    const market = barsFromCloses(path([6, 0], ...wobble(50)), { wick: 0.002 });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
    expect(run(marketMakingStrategy(quick), market, { broker }).finalEquity).toBeLessThan(
      run(marketMakingStrategy(quick), market).finalEquity,
    );
  });
});
