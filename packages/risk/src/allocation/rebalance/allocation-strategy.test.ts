import { type BarSeries, barSeries, createBot, type RunResult, type SyncStrategy, simulatedBroker } from '@sigmax/core';
import { barsFromCloses, describeStrategy } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import {
  AllocationError,
  allocationStrategy,
  equalRiskContribution,
  equalWeight,
  hierarchicalRiskParity,
  ledoitWolf,
  minimumVariance,
  type Weights,
} from '../index';
import { failureOf } from '../made-up.test-helper';

const riskParity = allocationStrategy({
  name: 'risk-parity',
  allocate: (returns) => equalRiskContribution(ledoitWolf(returns)),
  onAllocationError: 'keep',
});
const equal = allocationStrategy({ name: 'equal', allocate: (returns) => equalWeight(Object.keys(returns)) });

const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];

describeStrategy({
  name: 'allocationStrategy, risk parity',
  make: () => riskParity({ window: 30, allocateEvery: 10, checkEvery: 1, invested: 0.9, relativeBand: 0.05 }),
  instruments,
  warmUp: 31,
});

describeStrategy({
  name: 'allocationStrategy, minimum variance with a limited turnover',
  make: () =>
    allocationStrategy({
      name: 'minimum-variance',
      allocate: (returns, { held }) =>
        minimumVariance(ledoitWolf(returns), { maximum: 0.6, turnover: { from: held, limit: 2 } }),
    })({ window: 20, allocateEvery: 15, invested: 0.9, minimumTrade: 0.01 }),
  instruments,
  warmUp: 21,
});

const free = { takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 };

const run = (strategy: SyncStrategy, market: readonly BarSeries[]): RunResult =>
  createBot({ strategy, cash: { USDT: 10_000 }, sizing: { rebalanceBand: 0, cashReserve: 0 } }).backtest({
    market,
    broker: simulatedBroker(free),
  });

const [btc, eth, sol] = instruments as [string, string, string];
const barOf = ({ timeMs }: RunResult, fillMs: number): number => timeMs.indexOf(fillMs);
/** Closes that double or halve the weight of the first against the second. */
const drifting = (bars: number, rate: number): BarSeries[] => [
  barsFromCloses(
    Array.from({ length: bars }, (_, bar) => 100 * (1 + rate) ** bar),
    { instrumentId: btc },
  ),
  barsFromCloses(new Array(bars).fill(100), { instrumentId: eth }),
];

describe('allocationStrategy', () => {
  it('waits for its window, then allocates at its interval and never in between', () => {
    const result = run(equal({ window: 5, allocateEvery: 10, invested: 0.5 }), drifting(40, 0.02));
    // Six closes make five returns: decided at bar 5, filled at the next open; the next allocations at 15, 25, 35.
    const bars = new Set(result.fills.map(({ timeMs }) => barOf(result, timeMs)));
    expect([...bars]).toEqual([6, 16, 26, 36]);
    expect(result.exposure[6]).toBeCloseTo(0.5, 2);
  });

  it('trades between allocations when a weight has left its band', () => {
    const bands = { absoluteBand: 0.05, checkEvery: 1 };
    const result = run(equal({ window: 5, allocateEvery: 1_000, invested: 0.8, ...bands }), drifting(60, 0.02));
    const first = result.fills.filter(({ timeMs }) => barOf(result, timeMs) === 6);
    expect(first.map(({ side }) => side)).toEqual(['buy', 'buy']);
    const later = result.fills.filter(({ timeMs }) => barOf(result, timeMs) > 6);
    expect(later.length).toBeGreaterThan(2);
    expect(later.every(({ instrumentId, side }) => side === (instrumentId === btc ? 'sell' : 'buy'))).toBe(true);
    const without = run(equal({ window: 5, allocateEvery: 1_000, invested: 0.8 }), drifting(60, 0.02));
    expect(without.fills).toHaveLength(2);
  });

  it('hands over the returns of the window and what is held in units of what is to be invested', () => {
    const seen: { rows: number; last: number; held: Weights }[] = [];
    const spy = allocationStrategy({
      name: 'spy',
      allocate: (returns, { held }) => {
        const column = returns[btc] as ArrayLike<number>;
        seen.push({ rows: column.length, last: column[column.length - 1] as number, held });
        return { [btc]: 0.75, [eth]: 0.25 };
      },
    });
    run(spy({ window: 4, allocateEvery: 5, invested: 0.5 }), drifting(12, 0.01));
    expect(seen).toHaveLength(2);
    expect(seen[0]?.rows).toBe(4);
    expect(seen[0]?.last).toBeCloseTo(0.01, 12);
    expect(seen[0]?.held).toEqual({ [btc]: 0, [eth]: 0 });
    expect(seen[1]?.held[btc]).toBeCloseTo(0.75, 1);
    expect(seen[1]?.held[eth]).toBeCloseTo(0.25, 1);
  });

  it('leaves an instrument alone that no longer trades, and invests what is left', () => {
    const bars = 40;
    const series = [
      barsFromCloses(new Array(bars).fill(100), { instrumentId: btc }),
      barsFromCloses(new Array(bars).fill(100), { instrumentId: eth }),
      barsFromCloses(new Array(12).fill(100), { instrumentId: sol }),
    ];
    const strategy = equal({ window: 5, allocateEvery: 10, invested: 0.9, staleBars: 2 });
    const { positions, events } = run(strategy, series);
    const held = Object.fromEntries(positions.map(({ instrumentId, quantity }) => [instrumentId, quantity]));
    // Three times 0.3, then SOL stays and the other two share what is left: nothing to do.
    expect(held[sol]).toBe(30);
    expect(held[btc]).toBe(30);
    expect(held[eth]).toBe(30);
    expect(events.some(({ type }) => type === 'order-denied')).toBe(false);
  });

  it('waits with its decision for an instrument that has no bar just now', () => {
    const [first, second] = drifting(20, 0.01) as [BarSeries, BarSeries];
    // The second has no bar 5, at which the first allocation is due.
    const without = (values: Float64Array): Float64Array => values.filter((_, bar) => bar !== 5);
    const gap = barSeries({
      instrumentId: eth,
      timeframeMs: second.timeframeMs,
      timeMs: without(second.timeMs),
      open: without(second.open),
      high: without(second.high),
      low: without(second.low),
      close: without(second.close),
      volume: without(second.volume),
    });
    const result = run(equal({ window: 5, allocateEvery: 100, invested: 0.5 }), [first, gap]);
    expect(result.fills.map(({ timeMs }) => barOf(result, timeMs))).toEqual([7, 7]);
  });

  it('closes what the allocator leaves out, and keeps everything when it has no answer', () => {
    let count = 0;
    const choosy = allocationStrategy({
      name: 'choosy',
      allocate: () => {
        count++;
        return count === 1 ? { [btc]: 1 } : count === 2 ? undefined : { [eth]: 1 };
      },
    });
    const result = run(choosy({ window: 2, allocateEvery: 5, invested: 0.5 }), drifting(15, 0.001));
    expect(result.fills.map(({ side, instrumentId, timeMs }) => [side, instrumentId, barOf(result, timeMs)])).toEqual([
      ['buy', btc, 3],
      ['sell', btc, 13],
      ['buy', eth, 13],
    ]);
  });

  it('ends the run with what the allocator threw, or keeps its positions when asked', () => {
    const flat = [barsFromCloses(new Array(20).fill(100), { instrumentId: btc })];
    const options = { window: 5, allocateEvery: 5, invested: 0.5 } as const;
    const strict = allocationStrategy({
      name: 'strict',
      allocate: (returns) => hierarchicalRiskParity(ledoitWolf(returns)),
    });
    expect(failureOf(() => run(strict(options), flat)).code).toBe('NO_VARIANCE');
    expect(run(riskParity(options), flat).fills).toEqual([]);
    const broken = allocationStrategy({
      name: 'broken',
      onAllocationError: 'keep',
      allocate: () => {
        throw new TypeError('a bug');
      },
    });
    expect(failureOf(() => run(broken(options), flat)).code).toBe('STRATEGY_FAILED');
    expect(new AllocationError({ code: 'X', message: 'x' }).isRetryable).toBe(false);
  });

  it('refuses answers that borrow, are no number or name another instrument', () => {
    const answering = (weights: Weights) =>
      failureOf(() =>
        run(
          allocationStrategy({ name: 'answer', allocate: () => weights })({ window: 2, allocateEvery: 1, invested: 1 }),
          drifting(5, 0.01),
        ),
      ).message;
    expect(answering({ [btc]: 1.2 })).toContain('weights sum to 1.2');
    expect(answering({ [btc]: Number.NaN })).toContain('was NaN');
    expect(answering({ 'demo:XRP/USDT': 1 })).toContain('"demo:XRP/USDT", which is not among the instruments');
  });

  it('has no default for its window, its interval and its money', () => {
    expect(failureOf(() => equal()).message).toContain('window was undefined');
    expect(failureOf(() => equal({ window: 5, allocateEvery: 1 } as never)).message).toContain(
      'invested was undefined',
    );
    expect(failureOf(() => equal({ window: 1, allocateEvery: 1, invested: 1 })).message).toContain('window was 1');
    const edge = { window: 5, allocateEvery: 1, invested: 1, destination: 'band-edge' } as const;
    expect(failureOf(() => equal(edge)).message).toContain("band-edge needs scope: 'outside'");
    expect(equal({ window: 5, allocateEvery: 1, invested: 1 }).params).toMatchObject({ scope: 'all', staleBars: 3 });
  });
});
