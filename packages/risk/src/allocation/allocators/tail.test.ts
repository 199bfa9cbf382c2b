import { conditionalValueAtRisk } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import {
  conditionalValueAtRiskBudget,
  equalWeight,
  historicalMeans,
  minimumConditionalValueAtRisk,
  portfolioReturn,
  type Weights,
} from '../index';
import { failureOf, idsOf, lossOf, madeUp, madeUpReturns, randomWeights, sumOf } from '../made-up.test-helper';

const levels = fc.constantFrom(0.37, 0.5, 0.75, 0.9, 0.95, 0.99);
const riskOf = (returns: Readonly<Record<string, number[]>>, weights: Weights, level: number): number =>
  conditionalValueAtRisk(lossOf(returns, weights), { level }) as number;

describe('minimumConditionalValueAtRisk', () => {
  it('is not beaten by a random portfolio', () => {
    fc.assert(
      fc.property(madeUp({ min: 1, max: 10 }), levels, fc.integer(), ({ seed, instruments, rows }, level, other) => {
        const returns = madeUpReturns(seed, instruments, rows);
        const weights = minimumConditionalValueAtRisk(returns, { level });
        expect(sumOf(weights)).toBeCloseTo(1, 12);
        for (let count = 0; count < 10; count++) {
          const random = riskOf(returns, randomWeights(other + count, Object.keys(returns)), level);
          expect(riskOf(returns, weights, level)).toBeLessThanOrEqual(random + 1e-10);
        }
      }),
      profile(60, 3_000),
    );
  });

  it('takes coarse returns with many ties, instruments that are alike and one that stands still', () => {
    fc.assert(
      fc.property(madeUp({ min: 2, max: 8 }), levels, ({ seed, instruments, rows }, level) => {
        const returns = madeUpReturns(seed, instruments, rows);
        const ids = Object.keys(returns);
        for (const id of ids) returns[id] = (returns[id] as number[]).map((one) => Math.round(one * 50) / 50);
        returns[ids[1] as string] = returns[ids[0] as string] as number[];
        expect(sumOf(minimumConditionalValueAtRisk(returns, { level }))).toBeCloseTo(1, 12);
        returns[ids[0] as string] = new Array(rows).fill(0);
        expect(riskOf(returns, minimumConditionalValueAtRisk(returns, { level }), level)).toBeLessThanOrEqual(1e-12);
      }),
      profile(60, 3_000),
    );
  });

  it('keeps limits, a target return and a turnover', () => {
    const returns = madeUpReturns(11, 5, 60);
    const ids = idsOf(5);
    const means = historicalMeans(returns);
    const target = (Math.max(...Object.values(means)) + portfolioReturn(equalWeight(ids), means)) / 2;
    const wanted = minimumConditionalValueAtRisk(returns, { level: 0.9, targetReturn: target, maximum: 0.8 });
    expect(portfolioReturn(wanted, means)).toBeGreaterThanOrEqual(target - 1e-12);
    expect(Math.max(...Object.values(wanted))).toBeLessThanOrEqual(0.8);
    const near = minimumConditionalValueAtRisk(returns, {
      level: 0.9,
      turnover: { from: equalWeight(ids), limit: 0.3 },
    });
    expect(Object.values(near).reduce((sum, one) => sum + Math.abs(one - 0.2), 0)).toBeLessThanOrEqual(0.3 + 1e-10);
  });

  it('refuses what cannot be', () => {
    const returns = madeUpReturns(11, 3, 20);
    const failure = (options: object, table: object = returns) =>
      failureOf(() => minimumConditionalValueAtRisk(table as never, { level: 0.9, ...options }));
    expect(failure({ maximum: 0.3 }).message).toContain(
      'minimumConditionalValueAtRisk: these limits cannot hold together: budget 1',
    );
    expect(failure({ targetReturn: 1 }).message).toContain('targetReturn 1');
    expect(failure({ level: 1 }).message).toContain('level was 1');
    expect(failure({ level: undefined }).message).toContain('level was undefined');
    expect(failure({ means: {} }).message).toContain('means["demo:A0/USDT"] was undefined');
    expect(failure({}, { a: [0.1] }).code).toBe('TOO_FEW_RETURNS');
    expect(failure({}, { a: [0.1, Number.NaN] }).code).toBe('NOT_FINITE');
  });
});

describe('conditionalValueAtRiskBudget', () => {
  it('stays on its limit, earns at least what the safest portfolio earns, and no random one within the limit earns more', () => {
    fc.assert(
      fc.property(
        madeUp({ min: 1, max: 8 }),
        levels,
        fc.double({ min: 1.001, max: 2, noNaN: true }),
        fc.integer(),
        ({ seed, instruments, rows }, level, factor, other) => {
          const returns = madeUpReturns(seed, instruments, rows);
          const means = historicalMeans(returns);
          const safest = riskOf(returns, minimumConditionalValueAtRisk(returns, { level }), level);
          if (!(safest > 1e-6)) return;
          const limit = safest * factor;
          const weights = conditionalValueAtRiskBudget(returns, { level, limit });
          expect(riskOf(returns, weights, level)).toBeLessThanOrEqual(limit + 1e-10);
          for (let count = 0; count < 10; count++) {
            const random = randomWeights(other + count, Object.keys(returns));
            if (riskOf(returns, random, level) > limit) continue;
            expect(portfolioReturn(weights, means)).toBeGreaterThanOrEqual(portfolioReturn(random, means) - 1e-9);
          }
        },
      ),
      profile(60, 3_000),
    );
  });

  it('is all in the best instrument when the limit allows it', () => {
    const returns = { a: [0.1, -0.06, 0.04, 0.02], b: [0.01, 0.01, 0.01, 0.01] };
    expect(conditionalValueAtRiskBudget(returns, { level: 0.75, limit: 0.06 })).toEqual({ a: 1, b: 0 });
    expect(conditionalValueAtRiskBudget(returns, { level: 0.75, limit: 0.5, maximum: 0.75 })).toEqual({
      a: 0.75,
      b: 0.25,
    });
  });

  it('says how low the loss can be when the limit is lower', () => {
    const returns = { a: [0.1, -0.06, 0.04, 0.02], b: [0.05, -0.02, 0.01, 0.01] };
    const failure = failureOf(() => conditionalValueAtRiskBudget(returns, { level: 0.75, limit: 0.01 }));
    expect(failure).toMatchObject({ name: 'AllocationError', code: 'RISK_ABOVE_LIMIT' });
    expect(failure.message).toContain('loses less than 0.02');
    expect(failureOf(() => conditionalValueAtRiskBudget(returns, { level: 0.75 } as never)).message).toContain(
      'limit was undefined',
    );
  });
});
