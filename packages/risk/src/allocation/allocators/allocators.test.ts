import { describe, expect, it } from 'vitest';
import {
  blackLitterman,
  equalRiskContribution,
  equalWeight,
  hierarchicalRiskParity,
  inverseVolatility,
  maximumSharpe,
  meanVariance,
  minimumVariance,
  portfolioReturn,
  portfolioVolatility,
  riskBudgeting,
  riskContributions,
} from '../index';
import { failureOf, idsOf } from '../made-up.test-helper';

const covarianceOf = (volatilities: readonly number[], correlation: number) => ({
  ids: idsOf(volatilities.length),
  matrix: volatilities.map((a, i) => volatilities.map((b, j) => (i === j ? a * b : correlation * a * b))),
});
const isNear = (weights: Readonly<Record<string, number>>, expected: readonly number[], digits = 10): void => {
  for (const [place, weight] of Object.values(weights).entries())
    expect(weight).toBeCloseTo(expected[place] as number, digits);
};
const broken = {
  ids: idsOf(2),
  matrix: [
    [1, 2],
    [2, 1],
  ],
};

describe('closed forms', () => {
  it.each([-0.99, -0.5, 0, 0.3, 0.9, 0.999])('risk parity of σ 0.2 and 0.4 with ρ %f is 2/3 and 1/3', (correlation) => {
    isNear(equalRiskContribution(covarianceOf([0.2, 0.4], correlation)), [2 / 3, 1 / 3]);
  });

  it('risk parity of σ 0.1, 0.2, 0.3 without correlation is 6/11, 3/11, 2/11, and inverse volatility too', () => {
    isNear(equalRiskContribution(covarianceOf([0.1, 0.2, 0.3], 0)), [6 / 11, 3 / 11, 2 / 11]);
    isNear(inverseVolatility(covarianceOf([0.1, 0.2, 0.3], 0)), [6 / 11, 3 / 11, 2 / 11], 15);
    // With one correlation for all they are the same.
    isNear(equalRiskContribution(covarianceOf([0.1, 0.2, 0.3], 0.4)), [6 / 11, 3 / 11, 2 / 11]);
  });

  it('risk budgets without correlation are in proportion to √b / σ', () => {
    const covariance = covarianceOf([0.1, 0.2, 0.3], 0);
    const [a, b, c] = [Math.sqrt(5) / 0.1, Math.sqrt(3) / 0.2, Math.sqrt(2) / 0.3];
    const budgets = Object.fromEntries(idsOf(3).map((id, place) => [id, [5, 3, 2][place] as number]));
    isNear(
      riskBudgeting(covariance, { budgets }),
      [a, b, c].map((one) => one / (a + b + c)),
    );
  });

  it('the minimum variance of two is (σ₂² − ρσ₁σ₂) / (σ₁² + σ₂² − 2ρσ₁σ₂)', () => {
    for (const correlation of [-1, -0.5, 0, 0.3]) {
      const first = (0.16 - correlation * 0.08) / (0.04 + 0.16 - 2 * correlation * 0.08);
      isNear(minimumVariance(covarianceOf([0.2, 0.4], correlation)), [first, 1 - first]);
    }
    // Beyond ρ = σ₁/σ₂ the second would be sold short.
    expect(Object.values(minimumVariance(covarianceOf([0.2, 0.4], 0.7)))).toEqual([1, 0]);
  });

  it('the tangency portfolio is in proportion to Σ⁻¹(μ − rf)', () => {
    const [a, b] = idsOf(2) as [string, string];
    const means = { [a]: 0.03, [b]: 0.05 };
    const weights = maximumSharpe(covarianceOf([0.2, 0.4], 0), { means, riskFreeRate: 0.01 });
    const raw = [0.02 / 0.04, 0.04 / 0.16];
    isNear(
      weights,
      raw.map((one) => one / (raw[0]! + raw[1]!)),
    );
  });

  it('a risk aversion of 1 without a budget that binds is Kelly: μ / σ²', () => {
    const [a, b] = idsOf(2) as [string, string];
    // What is not invested is an instrument of its own, without return and risk.
    const covariance = {
      ids: [a, b],
      matrix: [
        [0.04, 0],
        [0, 0],
      ],
    };
    const means = { [a]: 0.01, [b]: 0 };
    isNear(meanVariance(covariance, { means, riskAversion: 1 }), [0.25, 0.75], 8);
    isNear(meanVariance(covariance, { means, riskAversion: 2 }), [0.125, 0.875], 8);
  });

  it('two like instruments share what one would have in the tree', () => {
    const four = {
      ids: ['d', 'a', 'c', 'b'],
      matrix: [
        [1, 0, 0.9, 0],
        [0, 1, 0, 0.9],
        [0.9, 0, 1, 0],
        [0, 0.9, 0, 1],
      ],
    };
    isNear(hierarchicalRiskParity(four), [0.25, 0.25, 0.25, 0.25], 14);
    expect(hierarchicalRiskParity({ ids: ['a'], matrix: [[1]] })).toEqual({ a: 1 });
    expect(
      hierarchicalRiskParity({
        ids: ['a', 'b'],
        matrix: [
          [1, 1],
          [1, 1],
        ],
      }),
    ).toEqual({ a: 0.5, b: 0.5 });
  });
});

describe('blackLitterman', () => {
  const ids = idsOf(2);
  const [a, b] = ids as [string, string];
  const covariance = {
    ids,
    matrix: [
      [0.04, 0.02],
      [0.02, 0.09],
    ],
  };
  const market = { marketWeights: { [a]: 0.6, [b]: 0.4 }, riskAversion: 2.5 };
  const meanOf = (confidence: number, tau?: number) =>
    blackLitterman(covariance, {
      ...market,
      ...(tau === undefined ? undefined : { tau }),
      views: [{ assets: { [a]: 1, [b]: -1 }, return: 0.05, confidence }],
    }).means;

  it('moves the combination by the share of the confidence, whatever τ', () => {
    const { equilibrium } = blackLitterman(covariance, market);
    const before = (equilibrium[a] as number) - (equilibrium[b] as number);
    for (const [confidence, tau] of [
      [0.25, 0.05],
      [0.5, 0.3],
      [1, 0.05],
    ] as const) {
      const means = meanOf(confidence, tau);
      expect((means[a] as number) - (means[b] as number)).toBeCloseTo(before + confidence * (0.05 - before), 12);
    }
  });

  it('believes a certain view, and lowers the uncertainty only in its direction', () => {
    const { covariance: left } = blackLitterman(covariance, {
      ...market,
      tau: 0.1,
      views: [{ assets: { [a]: 1 }, return: 0.02, confidence: 1 }],
    });
    // Of τΣ = 0.004 nothing is left for a; for b what a does not explain: 0.009 − 0.002² / 0.004.
    expect(left.matrix[0]?.[0]).toBeCloseTo(0.04, 14);
    expect(left.matrix[1]?.[1]).toBeCloseTo(0.09 + 0.009 - 0.001, 14);
  });

  it('refuses views about nothing, unknown instruments, and two certain ones about the same', () => {
    const view = { assets: { [a]: 1 }, return: 0.02, confidence: 1 };
    const failure = (views: readonly (typeof view)[]) =>
      failureOf(() => blackLitterman(covariance, { ...market, views }));
    expect(failure([view, view]).code).toBe('INVALID_VIEWS');
    expect(failure([{ ...view, assets: {} as never }]).message).toContain('views[0].assets was {}');
    expect(failure([view, { ...view, assets: { x: 1 } as never }]).message).toContain('views[1].assets names "x"');
    expect(failure([{ ...view, confidence: 0 }]).message).toContain('views.0.confidence was 0');
    expect(failureOf(() => blackLitterman(covariance, { riskAversion: 1 } as never)).message).toContain(
      'marketWeights was undefined',
    );
  });
});

describe('what a portfolio is', () => {
  it('has a return, a volatility and shares of its risk', () => {
    const covariance = covarianceOf([0.3, 0.4], 0);
    const [a, b] = idsOf(2) as [string, string];
    expect(portfolioVolatility({ [a]: 1, [b]: 1 }, covariance)).toBeCloseTo(0.5, 15);
    expect(portfolioReturn({ [b]: 2 }, { [a]: 0.1, [b]: 0.2 })).toBe(0.4);
    expect(riskContributions({ [a]: 1, [b]: 1 }, covariance)[a]).toBeCloseTo(0.36, 14);
    expect(failureOf(() => riskContributions({}, covariance)).code).toBe('NO_RISK');
    expect(failureOf(() => portfolioVolatility({ x: 1 }, covariance)).code).toBe('UNKNOWN_ID');
    expect(failureOf(() => portfolioReturn({ x: 1 }, { [a]: 1 })).code).toBe('UNKNOWN_ID');
  });
});

describe('bad input', () => {
  it('a matrix that is no covariance is refused by every allocator', () => {
    const means = { [idsOf(2)[0] as string]: 0.1, [idsOf(2)[1] as string]: 0.1 };
    for (const run of [
      () => inverseVolatility(broken),
      () => equalRiskContribution(broken),
      () => riskBudgeting(broken, { budgets: means }),
      () => hierarchicalRiskParity(broken),
      () => minimumVariance(broken),
      () => meanVariance(broken, { means, riskAversion: 1 }),
      () => maximumSharpe(broken, { means }),
      () => blackLitterman(broken, { marketWeights: means, riskAversion: 1 }),
      () => portfolioVolatility(means, broken),
      () => riskContributions(means, broken),
    ]) {
      expect(failureOf(run).code).toBe('NOT_POSITIVE_SEMIDEFINITE');
    }
  });

  it('an instrument without variance is refused where it would get everything', () => {
    const still = {
      ids: idsOf(2),
      matrix: [
        [0, 0],
        [0, 1],
      ],
    };
    for (const run of [inverseVolatility, equalRiskContribution, hierarchicalRiskParity]) {
      expect(failureOf(() => run(still)).message).toContain('the variance of "demo:A0/USDT" was 0');
    }
    expect(Object.values(minimumVariance(still))).toEqual([1, 0]);
  });

  it('a perfect hedge leaves no risk to share', () => {
    expect(failureOf(() => equalRiskContribution(covarianceOf([0.2, 0.4], -1)))).toMatchObject({
      name: 'AllocationError',
      code: 'NO_RISK',
    });
  });

  it('budgets, means and goals that are missing are named', () => {
    const covariance = covarianceOf([0.2, 0.4], 0);
    const [a, b] = idsOf(2) as [string, string];
    expect(failureOf(() => riskBudgeting(covariance, { budgets: { [a]: 1 } })).message).toContain(
      'budgets["demo:A1/USDT"] was undefined',
    );
    expect(failureOf(() => riskBudgeting(covariance, { budgets: { [a]: 1, [b]: 0 } })).code).toBe('INVALID_OPTIONS');
    expect(failureOf(() => riskBudgeting(covariance, { budgets: { [a]: 1, [b]: 1, x: 1 } })).code).toBe('UNKNOWN_ID');
    expect(failureOf(() => meanVariance(covariance, { means: { [a]: 1 }, riskAversion: 1 })).message).toContain(
      'means["demo:A1/USDT"] was undefined',
    );
    const means = { [a]: -0.01, [b]: 0.002 };
    expect(failureOf(() => meanVariance(covariance, { means })).message).toContain(
      'exactly one of riskAversion and targetReturn',
    );
    expect(failureOf(() => meanVariance(covariance, { means, riskAversion: 1, targetReturn: 1 })).code).toBe(
      'INVALID_OPTIONS',
    );
    expect(failureOf(() => meanVariance(covariance, { means, targetReturn: 0.003 })).message).toContain(
      'targetReturn 0.003',
    );
    expect(failureOf(() => maximumSharpe(covariance, { means, riskFreeRate: 0.002 }))).toMatchObject({
      name: 'AllocationError',
      code: 'NO_EXCESS_RETURN',
    });
    expect(failureOf(() => maximumSharpe(covariance, { means, maximum: 0.4 })).code).toBe('LIMITS_CONTRADICT');
    expect(failureOf(() => equalWeight([])).code).toBe('INVALID_IDS');
    expect(failureOf(() => equalWeight(['a', 'a'])).message).toContain('ids names "a" twice');
    expect(failureOf(() => hierarchicalRiskParity(covariance, { linkage: 'median' as never })).message).toContain(
      'linkage was "median"',
    );
  });
});
