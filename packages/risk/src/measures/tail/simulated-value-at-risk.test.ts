import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { oracleReturns } from '../oracle-series.test-helper';
import { historicalValueAtRiskMeasure } from './historical-value-at-risk-measure';
import { simulatedValueAtRiskMeasure } from './simulated-value-at-risk-measure';
import { studentVariate } from './student-variate';

const returns = oracleReturns();
const mean = 0.0013629075;
const deviation = 0.018166016323525925;
const base = { level: 0.95, paths: 200_000, seed: 11 } as const;

describe('Monte Carlo value at risk', () => {
  it('comes close to the quantiles of SciPy', () => {
    const normal = simulatedValueAtRiskMeasure.of(returns, { ...base, model: 'normal', horizon: 1 }).value;
    expect(normal).toBeCloseTo(1.6448536269514722 * deviation - mean, 3);
    // Ten independent normal periods have ten times the variance.
    const longer = simulatedValueAtRiskMeasure.of(returns, { ...base, model: 'normal', horizon: 10 }).value;
    expect(longer).toBeCloseTo(1.6448536269514722 * deviation * Math.sqrt(10) - 10 * mean, 2);
    // t with 4 degrees of freedom at 5 % and 1 %, times √½.
    const student = { ...base, model: 'student', degreesOfFreedom: 4, horizon: 1 } as const;
    expect(simulatedValueAtRiskMeasure.of(returns, student).value).toBeCloseTo(
      1.5074433190623238 * deviation - mean,
      3,
    );
    const rare = simulatedValueAtRiskMeasure.of(returns, { ...student, level: 0.99 }).value;
    expect(rare).toBeCloseTo(2.649491906789312 * deviation - mean, 3);
  });

  it('drawn from the returns themselves, one period ahead comes close to the historical one', () => {
    const drawn = simulatedValueAtRiskMeasure.of(returns, { ...base, model: 'bootstrap', horizon: 1 }).value;
    expect(drawn).toBeCloseTo(historicalValueAtRiskMeasure.of(returns, { level: 0.95 }).value as number, 3);
  });

  it('is the same for the same seed and another for another', () => {
    for (const model of ['normal', 'bootstrap'] as const) {
      const figure = (seed: number) =>
        simulatedValueAtRiskMeasure.of(returns, { ...base, paths: 1_000, model, horizon: 5, seed }).value;
      expect(figure(1)).toBe(figure(1));
      expect(figure(1)).not.toBe(figure(2));
    }
    const { definition } = simulatedValueAtRiskMeasure.of(returns, { ...base, model: 'bootstrap', horizon: 5 });
    expect(definition).toMatchObject({
      model: 'bootstrap',
      paths: 200_000,
      seed: 11,
      horizon: 5,
      horizonReturns: 'added',
    });
  });

  it('has no figure without a return, and refuses what it cannot do', () => {
    expect(simulatedValueAtRiskMeasure.of([], { ...base, model: 'bootstrap', horizon: 1 }).value).toBeUndefined();
    expect(() => simulatedValueAtRiskMeasure({ ...base, model: 'bootstrap', horizon: 1 })).toThrow(
      /has no running form/,
    );
    const thin = { ...base, model: 'student', degreesOfFreedom: 2, horizon: 1 } as const;
    expect(() => simulatedValueAtRiskMeasure(thin)).toThrow('degreesOfFreedom was 2: expected more than 2');
    expect(() => simulatedValueAtRiskMeasure.of(returns, { ...base, model: 'normal' } as never)).toThrow(/horizon/);
  });
});

it('Student numbers have the spread and the tails of their distribution', () => {
  const random = seededRandom(5);
  const draws = Array.from({ length: 200_000 }, () => studentVariate(random, 5));
  const share = (limit: number): number => draws.filter((draw) => Math.abs(draw) > limit).length / draws.length;
  // scipy.stats.t(5).sf: two-sided 5 % beyond 2.5706, 1 % beyond 4.0321.
  expect(share(2.570581835636314)).toBeCloseTo(0.05, 2);
  expect(share(4.032142983555227)).toBeCloseTo(0.01, 2);
  expect(draws.reduce((sum, draw) => sum + draw * draw, 0) / draws.length).toBeCloseTo(5 / 3, 1);
});
