import { expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { quboValue } from '../problem/qubo';
import { exactSelection } from '../solvers/exact-selection';
import { binomial } from '../subspace/binomials';
import { dearerUntilKept, limitedAnswer } from './classical-answer';
import { keptSelections } from './kept-selections';
import { turnoverOf, withTradingCost } from './trading';

const assets = ['a', 'b', 'c', 'd', 'e'];
const problem = portfolioSelection({
  assets,
  expectedReturns: [0.05, 0.01, 0.04, 0.02, 0.03],
  covariance: assets.map((_, i) => assets.map((__, j) => (i === j ? 0.04 + 0.01 * i : 0.01))),
  riskAversion: 0.5,
  sectors: [
    { assets: ['a', 'b', 'c'], choose: 2 },
    { assets: ['d', 'e'], choose: 1 },
  ],
});
const trading = { held: { b: 0.5, d: 0.3, e: 0.1 }, penalty: 0.02, limit: undefined };

const all = (): number[][] => {
  const rows: number[][] = [];
  for (const first of [
    [1, 1, 0],
    [1, 0, 1],
    [0, 1, 1],
  ])
    for (const last of [
      [1, 0],
      [0, 1],
    ])
      rows.push([...first, ...last]);
  return rows;
};
const sharesOf = (row: readonly number[]) => Object.fromEntries(assets.map((asset, i) => [asset, row[i]! / 3]));

it('what trading costs is in the problem exactly', () => {
  const costly = withTradingCost(problem, trading);
  for (const row of all()) {
    const turnover = turnoverOf(trading, assets, sharesOf(row));
    const byHand = assets.reduce(
      (sum, asset, i) => sum + Math.abs(row[i]! / 3 - ((trading.held as Record<string, number>)[asset] ?? 0)),
      0,
    );
    expect(turnover).toBeCloseTo(byHand, 15);
    expect(quboValue(costly.qubo, row)).toBeCloseTo(quboValue(problem.qubo, row) + 0.02 * turnover, 15);
  }
  expect(withTradingCost(problem, { ...trading, penalty: 0 })).toBe(problem);
});

it('lists the selections that keep a limit, and only those', () => {
  for (const limit of [0, 0.5, 0.8, 1, 1.2, 1.5, 2]) {
    const kept = keptSelections(problem, { ...trading, limit }, 100).map((row) => row.join(''));
    const expected = all().filter((row) => turnoverOf(trading, assets, sharesOf(row)) <= limit + 1e-9);
    expect(kept.sort()).toEqual(expected.map((row) => row.join('')).sort());
  }
  expect(() => keptSelections(problem, { ...trading, limit: 2 }, 5)).toThrow(
    'more than 5 selections keep the turnover limit 2',
  );
});

it('the best that keeps a limit is that of the list, and near it where choices are too many to list', () => {
  for (const limit of [0.9, 1.1, 1.4]) {
    const limited = { problem, trading: { ...trading, limit } };
    const exact = limitedAnswer(limited, { maximumSelections: 100, maximumNodes: 100 })!;
    const values = keptSelections(problem, limited.trading, 100).map((row) => quboValue(problem.qubo, row));
    expect([exact.value, exact.isProven, exact.effort]).toEqual([Math.min(...values), true, values.length]);
    const bounded = limitedAnswer(limited, { maximumSelections: 1, maximumNodes: 1_000 })!;
    expect(
      turnoverOf(trading, assets, Object.fromEntries(bounded.assets.map((asset) => [asset, 1 / 3]))),
    ).toBeLessThanOrEqual(limit);
    expect([bounded.method, bounded.isProven]).toEqual(['branch-and-bound', false]);
    expect(bounded.value).toBeGreaterThanOrEqual(exact.value);
  }
});

it('nothing keeps a limit that is too small, for either way', () => {
  const limited = { problem, trading: { ...trading, limit: 0.1 } };
  expect(limitedAnswer(limited, { maximumSelections: 100, maximumNodes: 100 })).toBeUndefined();
  expect(limitedAnswer(limited, { maximumSelections: 1, maximumNodes: 100 })).toBeUndefined();
  const solve = (stated: typeof problem) => ({ selected: exactSelection(stated).best[0]!.assets });
  expect(dearerUntilKept(limited, solve)).toBeUndefined();
  expect(binomial(3, 2) * binomial(2, 1)).toBe(all().length);
});
