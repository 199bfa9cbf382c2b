import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import {
  blackLitterman,
  equalRiskContribution,
  equalWeight,
  hierarchicalRiskParity,
  historicalMeans,
  inverseVolatility,
  ledoitWolf,
  maximumSharpe,
  meanVariance,
  minimumVariance,
  portfolioReturn,
  portfolioVolatility,
  riskBudgeting,
  riskContributions,
  sampleCovariance,
} from '../index';
import { differenceOf, madeUp, madeUpReturns, permuted, randomWeights, sumOf } from '../made-up.test-helper';

const markets = madeUp({ min: 1, max: 12 });
/** With enough rows that no long-only portfolio is without variance. */
const longMarkets = markets.filter(({ instruments, rows }) => rows > instruments + 5);

describe('allocators over random markets', () => {
  it('return one weight for each id that sum to 1, none below 0, in the order of ids', () => {
    fc.assert(
      fc.property(longMarkets, ({ seed, instruments, rows }) => {
        const returns = madeUpReturns(seed, instruments, rows);
        const covariance = ledoitWolf(returns);
        const { ids } = covariance;
        const means = historicalMeans(returns);
        const all = [
          equalWeight(ids),
          inverseVolatility(covariance),
          equalRiskContribution(covariance),
          hierarchicalRiskParity(covariance),
          minimumVariance(covariance),
          minimumVariance(sampleCovariance(returns)),
          meanVariance(covariance, { means, riskAversion: 1 + (seed % 5) }),
        ];
        for (const weights of all) {
          expect(Object.keys(weights)).toEqual(ids);
          expect(sumOf(weights)).toBeCloseTo(1, 12);
          for (const weight of Object.values(weights)) expect(weight >= 0 && !Object.is(weight, -0)).toBe(true);
        }
      }),
      profile(60, 3_000),
    );
  });

  it('minimumVariance is not beaten by a random portfolio, singular covariances included', () => {
    fc.assert(
      fc.property(markets, fc.integer(), ({ seed, instruments, rows }, other) => {
        const covariance = sampleCovariance(madeUpReturns(seed, instruments, rows));
        const least = portfolioVolatility(minimumVariance(covariance), covariance);
        for (let count = 0; count < 10; count++) {
          const random = portfolioVolatility(randomWeights(other + count, covariance.ids), covariance);
          expect(least).toBeLessThanOrEqual(random + 1e-9);
        }
      }),
      profile(60, 3_000),
    );
  });

  it('maximumSharpe is not beaten by a random portfolio', () => {
    fc.assert(
      fc.property(markets, fc.integer(), ({ seed, instruments, rows }, other) => {
        const returns = madeUpReturns(seed, instruments, rows);
        const [covariance, means] = [ledoitWolf(returns), historicalMeans(returns)];
        const ratio = (weights: Readonly<Record<string, number>>) =>
          (portfolioReturn(weights, means) - 1e-4) / portfolioVolatility(weights, covariance);
        if (Math.max(...Object.values(means)) <= 2e-4) return;
        const best = maximumSharpe(covariance, { means, riskFreeRate: 1e-4 });
        expect(sumOf(best)).toBeCloseTo(1, 12);
        for (let count = 0; count < 10; count++) {
          expect(ratio(best)).toBeGreaterThanOrEqual(ratio(randomWeights(other + count, covariance.ids)) - 1e-9);
        }
      }),
      profile(60, 3_000),
    );
  });

  it('meanVariance is not beaten by a random portfolio', () => {
    fc.assert(
      fc.property(
        markets,
        fc.integer(),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (market, other, riskAversion) => {
          const returns = madeUpReturns(market.seed, market.instruments, market.rows);
          const [covariance, means] = [ledoitWolf(returns), historicalMeans(returns)];
          const utility = (weights: Readonly<Record<string, number>>) =>
            portfolioReturn(weights, means) - (riskAversion / 2) * portfolioVolatility(weights, covariance) ** 2;
          const best = utility(meanVariance(covariance, { means, riskAversion }));
          for (let count = 0; count < 10; count++) {
            expect(best).toBeGreaterThanOrEqual(utility(randomWeights(other + count, covariance.ids)) - 1e-12);
          }
        },
      ),
      profile(60, 3_000),
    );
  });

  it('equalRiskContribution and riskBudgeting have their shares to 1e-8', () => {
    fc.assert(
      fc.property(longMarkets, ({ seed, instruments, rows }) => {
        const covariance = ledoitWolf(madeUpReturns(seed, instruments, rows));
        for (const share of Object.values(riskContributions(equalRiskContribution(covariance), covariance))) {
          expect(Math.abs(share - 1 / instruments)).toBeLessThan(1e-8);
        }
        const budgets = randomWeights(seed + 1, covariance.ids);
        // A budget of nothing is none.
        if (Math.min(...Object.values(budgets)) < 1e-6) return;
        const shares = riskContributions(riskBudgeting(covariance, { budgets }), covariance);
        expect(differenceOf(shares, budgets)).toBeLessThan(1e-8);
      }),
      profile(100, 5_000),
    );
  });

  it('do not depend on the order of instruments', () => {
    fc.assert(
      fc.property(longMarkets, fc.integer(), ({ seed, instruments, rows }, order) => {
        const covariance = ledoitWolf(madeUpReturns(seed, instruments, rows));
        const other = permuted(covariance, order);
        // The tree goes by id, so every bit is the same; the others differ by rounding.
        for (const linkage of ['single', 'complete', 'average', 'ward'] as const) {
          const weights = hierarchicalRiskParity(other, { linkage });
          expect(Object.keys(weights)).toEqual(other.ids);
          expect(differenceOf(weights, hierarchicalRiskParity(covariance, { linkage }))).toBe(0);
        }
        expect(differenceOf(equalRiskContribution(other), equalRiskContribution(covariance))).toBeLessThan(1e-9);
        expect(differenceOf(minimumVariance(other), minimumVariance(covariance))).toBeLessThan(1e-7);
      }),
      profile(60, 3_000),
    );
  });

  it('do not depend on the unit of time', () => {
    fc.assert(
      fc.property(longMarkets, ({ seed, instruments, rows }) => {
        const covariance = ledoitWolf(madeUpReturns(seed, instruments, rows));
        const yearly = {
          ...covariance,
          matrix: covariance.matrix.map((row) => Array.from(row, (value) => value * 365)),
        };
        for (const allocate of [inverseVolatility, equalRiskContribution, hierarchicalRiskParity, minimumVariance]) {
          expect(differenceOf(allocate(yearly), allocate(covariance))).toBeLessThan(1e-7);
        }
      }),
      profile(60, 3_000),
    );
  });

  it('blackLitterman without views is the equilibrium, whose best portfolio is the market', () => {
    fc.assert(
      fc.property(longMarkets, ({ seed, instruments, rows }) => {
        const covariance = ledoitWolf(madeUpReturns(seed, instruments, rows));
        const marketWeights = randomWeights(seed + 2, covariance.ids);
        const { means, equilibrium } = blackLitterman(covariance, { marketWeights, riskAversion: 2.5 });
        expect(means).toEqual(equilibrium);
        const found = meanVariance(covariance, { means, riskAversion: 2.5 });
        expect(differenceOf(found, marketWeights)).toBeLessThan(1e-6);
      }),
      profile(60, 3_000),
    );
  });
});
