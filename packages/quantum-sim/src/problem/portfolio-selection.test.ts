import { expect, it } from 'vitest';
import { exactSelection } from '../solvers/exact-selection';
import { portfolioSelection } from './portfolio-selection';
import { quboValue } from './qubo';
import { fourAssets, sixAssets } from './reference-portfolios.test-helper';

it.each([
  ['1100', -0.0130301001318],
  ['1010', -0.0140072628335],
  ['0110', 0.0008410684565],
  ['1001', -0.0148846206257],
  ['0101', 0.0001836112698],
  ['0011', -0.001017118749],
])('qiskit-finance: x0…x3 = %s costs %d', (bits, cost) => {
  const { qubo } = portfolioSelection(fourAssets);
  expect(quboValue(qubo, Array.from(bits, Number))).toBeCloseTo(cost, 13);
});

it('the published optima are found', () => {
  expect(exactSelection(portfolioSelection(fourAssets)).best[0]?.assets).toEqual(['TICKER0', 'TICKER3']);
  const six = exactSelection(portfolioSelection(sixAssets));
  expect(six.best[0]?.assets).toEqual(['x0', 'x1', 'x4']);
  expect(six.minimum).toBeCloseTo(-1.27835, 12);
});

it('with weights the cost is q · variance − return of the equal-weight portfolio', () => {
  const { qubo } = portfolioSelection({ ...sixAssets, scaling: 'weights', riskAversion: 3 });
  const held = [0, 2, 5];
  const variance = held.reduce((sum, i) => sum + held.reduce((s, j) => s + sixAssets.covariance[i]![j]! / 9, 0), 0);
  const mean = held.reduce((sum, i) => sum + sixAssets.expectedReturns[i]! / 3, 0);
  expect(quboValue(qubo, [1, 0, 1, 0, 0, 1])).toBeCloseTo(3 * variance - mean, 14);
});

it('sectors replace the number to choose', () => {
  const { choose: _, ...rest } = sixAssets;
  const problem = portfolioSelection({
    ...rest,
    sectors: [
      { assets: ['x0', 'x1', 'x3'], choose: 1 },
      { assets: ['x2', 'x4', 'x5'], choose: 2 },
    ],
  });
  const { best, count } = exactSelection(problem);
  expect(count).toBe(9);
  expect(best[0]?.assets.filter((asset) => ['x0', 'x1', 'x3'].includes(asset))).toHaveLength(1);
});

it.each([
  [{ choose: 7 }, 'choose was 7'],
  [{ riskAversion: -1 }, 'riskAversion was -1'],
  [{ expectedReturns: [1] }, '1 expectedReturns for 6 assets'],
  [{ expectedReturns: [1, 2, 3, 4, 5, Number.NaN] }, 'expectedReturns[5] was NaN'],
  [{ covariance: [[1]] }, 'covariance has 1 rows of 1 for 6 assets'],
  [{ covariance: sixAssets.covariance.map((row, i) => (i === 0 ? [1, 2, 3, 4, 5, 6] : row)) }, 'covariance[1][0] was'],
  [{ sectors: [] }, 'choose was 3, sectors was given'],
  [{ budget: 3 }, "option 'budget' was 3"],
])('refuses %j', (change, message) => {
  expect(() => portfolioSelection({ ...sixAssets, ...change })).toThrow(message);
});
