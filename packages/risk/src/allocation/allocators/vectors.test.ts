import { describe, expect, it } from 'vitest';
import {
  blackLitterman,
  conditionalValueAtRiskBudget,
  equalRiskContribution,
  equalWeight,
  hierarchicalRiskParity,
  historicalMeans,
  type Linkage,
  maximumSharpe,
  meanVariance,
  minimumConditionalValueAtRisk,
  minimumVariance,
  riskBudgeting,
  sampleCovariance,
  type Weights,
} from '../index';
import { differenceOf, matrixDifference, vectors } from '../made-up.test-helper';

const { ids, returns, forest, hierarchical } = vectors;
const covariance = sampleCovariance(returns);
const means = historicalMeans(returns);
const majors = [ids[1], ids[3]] as string[];
const rest = ids.filter((id) => !majors.includes(id));
const record = (values: readonly number[]) => Object.fromEntries(ids.map((id, place) => [id, values[place] as number]));

/** Each with how far the other package's own solver is from the optimum. */
const cases: readonly (readonly [name: string, tolerance: number, run: () => Weights])[] = [
  ['minimumVariance', 1e-8, () => minimumVariance(covariance)],
  [
    'minimumVarianceLimits',
    1e-8,
    () =>
      minimumVariance(covariance, {
        minimum: 0.02,
        maximum: 0.3,
        groups: [
          { name: 'rest', ids: rest, minimum: 0.5 },
          { name: 'majors', ids: majors, maximum: 0.4 },
        ],
      }),
  ],
  ['targetReturn', 1e-8, () => meanVariance(covariance, { means, targetReturn: 0.0025 })],
  ['maximumSharpe', 1e-8, () => maximumSharpe(covariance, { means, riskFreeRate: 0.0002 })],
  [
    'costlyUtility',
    1e-8,
    () =>
      meanVariance(covariance, {
        means,
        riskAversion: 2,
        turnover: { from: equalWeight(ids), limit: 0.6, costRate: 0.001 },
      }),
  ],
  ['equalRiskContribution', 1e-5, () => equalRiskContribution(covariance)],
  ['riskBudgeting', 1e-5, () => riskBudgeting(covariance, { budgets: record([1, 3, 1, 3, 1, 1, 2, 1]) })],
  ['hierarchicalByReturns', 1e-14, () => hierarchicalRiskParity(covariance, { distance: 'correlation' })],
  ['minimumConditionalValueAtRisk', 1e-7, () => minimumConditionalValueAtRisk(returns, { level: 0.9 })],
  ['conditionalValueAtRiskBudget', 1e-7, () => conditionalValueAtRiskBudget(returns, { level: 0.9, limit: 0.05 })],
];

describe('weights of other packages', () => {
  it.each(cases)('%s', (name, tolerance, run) => {
    const { weights } = vectors.weights[name] as { weights: Weights };
    expect(differenceOf(run(), weights)).toBeLessThan(tolerance);
  });

  it.each(Object.keys(hierarchical))('hierarchicalRiskParity, %s', (name) => {
    const [distance, linkage] = name.split('-') as ['correlation' | 'euclidean', Linkage];
    expect(
      differenceOf(hierarchicalRiskParity(forest, { distance, linkage }), hierarchical[name] as Weights),
    ).toBeLessThan(1e-14);
  });

  it('blackLitterman', () => {
    const [btc, eth, sol] = [ids[1], ids[3], ids[5]] as [string, string, string];
    const {
      equilibrium,
      means: posterior,
      covariance: left,
    } = blackLitterman(covariance, {
      marketWeights: record([0.04, 0.5, 0.03, 0.25, 0.03, 0.07, 0.02, 0.06]),
      riskAversion: 2.5,
      views: [
        { assets: { [eth]: 1, [btc]: -1 }, return: 0.002, confidence: 0.7 },
        { assets: { [sol]: 1 }, return: 0.006, confidence: 0.25 },
      ],
    });
    expect(differenceOf(equilibrium, record(vectors.blackLitterman.equilibrium))).toBeLessThan(1e-16);
    expect(differenceOf(posterior, record(vectors.blackLitterman.means))).toBeLessThan(1e-16);
    expect(matrixDifference(left.matrix, vectors.blackLitterman.matrix)).toBeLessThan(1e-16);
  });
});
