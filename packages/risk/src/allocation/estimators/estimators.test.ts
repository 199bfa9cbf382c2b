import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../../testing-profile.test-helper';
import {
  correlationOf,
  covarianceOf,
  ewmaCovariance,
  ewmaMeans,
  historicalMeans,
  ledoitWolf,
  sampleCovariance,
  shrunkMeans,
} from '../index';
import {
  differenceOf,
  failureOf,
  idsOf,
  madeUp,
  madeUpReturns,
  matrixDifference,
  vectors,
} from '../made-up.test-helper';

const { returns, matrices } = vectors;
const isNear = (name: string, matrix: readonly ArrayLike<number>[]): void =>
  expect(matrixDifference(matrix, matrices[name]?.matrix ?? [])).toBeLessThan(1e-15);

describe('covariances of other packages', () => {
  it('sampleCovariance is numpy.cov', () => {
    isNear('sampleCovariance', sampleCovariance(returns).matrix);
    const { matrix } = sampleCovariance(returns, { ddof: 0 });
    expect((matrix[0]?.[1] as number) / (sampleCovariance(returns).matrix[0]?.[1] as number)).toBeCloseTo(
      119 / 120,
      14,
    );
  });

  it('ledoitWolf is LedoitWolf of scikit-learn, to 1e-10 in the shrinkage', () => {
    const { matrix, shrinkage, target } = ledoitWolf(returns);
    isNear('ledoitWolf', matrix);
    expect(Math.abs(shrinkage - (matrices.ledoitWolf?.shrinkage as number))).toBeLessThan(1e-10);
    expect(target).toBe('scaled-identity');
  });

  it('ledoitWolf with constant correlation is that of PyPortfolioOpt, with the divisor of the paper', () => {
    const { matrix, shrinkage } = ledoitWolf(returns, { target: 'constant-correlation' });
    isNear('ledoitWolfConstantCorrelation', matrix);
    expect(Math.abs(shrinkage - (matrices.ledoitWolfConstantCorrelation?.shrinkage as number))).toBeLessThan(1e-10);
  });

  it('ewmaCovariance is numpy and pandas', () => {
    isNear('ewmaZero', ewmaCovariance(returns, { decay: 0.94 }).matrix);
    isNear('ewmaWeighted', ewmaCovariance(returns, { decay: 0.94, mean: 'weighted' }).matrix);
  });

  it('shrunkMeans with bayes-stein is ShrunkMu of skfolio', () => {
    const { means, shrinkage } = shrunkMeans(returns, {
      method: 'bayes-stein',
      covariance: sampleCovariance(returns),
    });
    expect(shrinkage).toBeCloseTo(vectors.bayesStein.shrinkage, 13);
    for (const [place, mean] of Object.values(means).entries())
      expect(Math.abs(mean - (vectors.bayesStein.means[place] as number))).toBeLessThan(1e-16);
  });
});

describe('the shrinkage of Ledoit and Wolf', () => {
  /** π̂ = Σᵢⱼ mean of ((xᵢxⱼ) − sᵢⱼ)², the definition itself. */
  const byDefinition = (table: Readonly<Record<string, readonly number[]>>): number => {
    const columns = Object.values(table).map((column) => {
      const mean = column.reduce((a, b) => a + b) / column.length;
      return column.map((value) => value - mean);
    });
    const rows = columns[0]?.length as number;
    const product = (i: number, j: number): number[] => columns[i]!.map((x, t) => x * (columns[j]?.[t] as number));
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const variance = mean(columns.map((_, i) => mean(product(i, i))));
    let [noise, distance] = [0, 0];
    for (const i of columns.keys()) {
      for (const j of columns.keys()) {
        const s = mean(product(i, j));
        noise += mean(product(i, j).map((value) => (value - s) ** 2));
        distance += (s - (i === j ? variance : 0)) ** 2;
      }
    }
    return Math.min(1, noise / rows / distance);
  };

  it('is its definition', () => {
    fc.assert(
      fc.property(madeUp({ min: 2, max: 6 }), ({ seed, instruments, rows }) => {
        const table = madeUpReturns(seed, instruments, rows);
        expect(ledoitWolf(table).shrinkage).toBeCloseTo(byDefinition(table), 9);
      }),
      profile(40, 2_000),
    );
  });

  it('lies between 0 and 1, and gives a covariance that can be inverted', () => {
    fc.assert(
      fc.property(
        madeUp({ min: 1, max: 12 }),
        fc.constantFrom('scaled-identity' as const, 'constant-correlation' as const),
        ({ seed, instruments, rows }, target) => {
          const estimate = ledoitWolf(madeUpReturns(seed, instruments, rows), { target });
          expect(estimate.shrinkage).toBeGreaterThanOrEqual(0);
          expect(estimate.shrinkage).toBeLessThanOrEqual(1);
          expect(() => correlationOf(estimate)).not.toThrow();
        },
      ),
      profile(100, 5_000),
    );
  });

  it('has nothing to shrink for one instrument, and keeps two as they are', () => {
    expect(ledoitWolf({ a: [0.01, -0.01, 0.03] }).shrinkage).toBe(0);
    const two = madeUpReturns(5, 2, 30);
    const kept = ledoitWolf(two, { target: 'constant-correlation' });
    expect(matrixDifference(kept.matrix, sampleCovariance(two, { ddof: 0 }).matrix as number[][])).toBeLessThan(1e-17);
  });
});

describe('means', () => {
  it('of a constant are the constant', () => {
    const constant = { a: new Array(30).fill(0.1) };
    expect(historicalMeans(constant)).toEqual({ a: 0.1 });
    expect(ewmaMeans(constant, { decay: 0.9 })).toEqual({ a: 0.1 });
    expect(sampleCovariance(constant).matrix).toEqual([[0]]);
  });

  it('ewmaMeans weighs 1, λ, λ² from the newest', () => {
    const { a } = ewmaMeans({ a: [1, 10, 100] }, { decay: 0.5 });
    expect(a).toBeCloseTo((0.25 * 1 + 0.5 * 10 + 100) / 1.75, 12);
  });

  it('james-stein is its formula, and stops at 0 and at 1', () => {
    const table = madeUpReturns(8, 3, 40);
    const means = Object.values(historicalMeans(table));
    const target = means.reduce((a, b) => a + b) / 3;
    const spread = means.reduce((sum, mean) => sum + (mean - target) ** 2, 0);
    const identity = (variance: number) => ({
      ids: idsOf(3),
      matrix: [
        [variance, 0, 0],
        [0, variance, 0],
        [0, 0, variance],
      ],
    });
    const of = (variance: number) => shrunkMeans(table, { method: 'james-stein', covariance: identity(variance) });
    // tr Σ − 2 λ₁ is one variance.
    expect(of(spread * 20).shrinkage).toBeCloseTo(0.5, 12);
    expect(of(spread * 20).means[idsOf(3)[0] as string]).toBeCloseTo(((means[0] as number) + target) / 2, 12);
    expect(of(spread * 50).shrinkage).toBe(1);
    // One factor that moves everything leaves nothing to borrow.
    const factor = { ids: idsOf(3), matrix: [1, 1, 1].map(() => [1, 1, 1]) };
    expect(shrunkMeans(table, { method: 'james-stein', covariance: factor }).shrinkage).toBe(0);
  });

  it('bayes-stein needs a covariance with an inverse and the same ids', () => {
    const table = madeUpReturns(8, 2, 10);
    const covariance = {
      ids: idsOf(2),
      matrix: [
        [1, 1],
        [1, 1],
      ],
    };
    expect(failureOf(() => shrunkMeans(table, { method: 'bayes-stein', covariance }))).toMatchObject({
      name: 'AllocationError',
      code: 'NOT_POSITIVE_SEMIDEFINITE',
    });
    const other = {
      ids: ['x', 'y'],
      matrix: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(failureOf(() => shrunkMeans(table, { method: 'james-stein', covariance: other })).code).toBe('UNKNOWN_ID');
  });
});

describe('correlations', () => {
  it('and volatilities make the covariance again', () => {
    fc.assert(
      fc.property(madeUp({ min: 1, max: 8 }), ({ seed, instruments, rows }) => {
        const covariance = ledoitWolf(madeUpReturns(seed, instruments, rows));
        const correlation = correlationOf(covariance);
        expect(matrixDifference(covarianceOf(correlation).matrix, covariance.matrix as number[][])).toBeLessThan(1e-16);
        for (const row of correlation.matrix)
          for (const one of Array.from(row)) expect(Math.abs(one)).toBeLessThan(1 + 1e-9);
      }),
      profile(50, 1_000),
    );
  });

  it('refuse what is none', () => {
    const ids = idsOf(1);
    expect(
      failureOf(() => covarianceOf({ ids, matrix: [[0.9]], volatilities: { [ids[0] as string]: 1 } })).message,
    ).toContain('matrix[0][0] was 0.9');
    expect(
      failureOf(() => covarianceOf({ ids, matrix: [[1]], volatilities: { [ids[0] as string]: -1 } })).message,
    ).toContain('was -1');
    expect(failureOf(() => covarianceOf({ ids, matrix: [[1]], volatilities: {} })).message).toContain('was undefined');
    expect(failureOf(() => correlationOf({ ids, matrix: [[0]] })).code).toBe('NO_VARIANCE');
  });
});

it('estimators refuse gaps, short windows and wrong options', () => {
  const short = { a: [0.1] };
  const gap = { a: [0.1, Number.NaN, 0.2] };
  for (const run of [
    sampleCovariance,
    ledoitWolf,
    (table: Record<string, number[]>) => ewmaCovariance(table, { decay: 0.9 }),
  ]) {
    expect(failureOf(() => run(short)).code).toBe('TOO_FEW_RETURNS');
    expect(failureOf(() => run(gap)).code).toBe('NOT_FINITE');
  }
  expect(failureOf(() => historicalMeans(gap)).code).toBe('NOT_FINITE');
  expect(failureOf(() => sampleCovariance({ a: [1, 2] }, { ddof: 2 as never })).message).toContain('ddof was 2');
  expect(failureOf(() => ewmaCovariance({ a: [1, 2] }, {} as never)).message).toContain('decay was undefined');
  expect(failureOf(() => ewmaMeans({ a: [1, 2] }, { decay: 1 })).message).toContain('decay was 1');
  expect(failureOf(() => ledoitWolf({ a: [1, 2] }, { target: 'factor' as never })).message).toContain(
    'target was "factor"',
  );
  expect(differenceOf(historicalMeans({ a: [1] }), { a: 1 })).toBe(0);
});
