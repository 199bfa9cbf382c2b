import { quboValue } from '../problem/qubo';
import { branchAndBound } from '../solvers/branch-and-bound';
import { exactSelection } from '../solvers/exact-selection';
import { type SelectionProblem, selectedNames } from '../solvers/selection-problem';
import { binomial } from '../subspace/binomials';
import type { ClassicalAnswer } from './allocation-decision';
import { shareTolerance, visitKeptSelections } from './kept-selections';
import { type Trading, turnoverOf, withTradingCost } from './trading';

export interface ClassicalLimits {
  readonly maximumSelections: number;
  readonly maximumNodes: number;
}

const selectionCount = ({ sectors }: SelectionProblem): number =>
  sectors.reduce((product, { assets, choose }) => product * binomial(assets.length, choose), 1);

/**
 * The best choice by looking at every one, or by branch and bound where there are more than `maximumSelections`.
 *
 * - State: none; deterministic.
 */
export const classicalAnswer = (problem: SelectionProblem, limits: ClassicalLimits): ClassicalAnswer => {
  const count = selectionCount(problem);
  if (count <= limits.maximumSelections) {
    const { best } = exactSelection(problem, { maximumSelections: limits.maximumSelections });
    const { assets, value } = best[0]!;
    return { method: 'exact', assets, value, isProven: true, effort: count };
  }
  const { selected, value, isOptimal, nodes } = branchAndBound(problem, { maximumNodes: limits.maximumNodes });
  return { method: 'branch-and-bound', assets: selected, value, isProven: isOptimal, effort: nodes };
};

/** A problem, what trading costs in it, and how much may be traded. */
export interface LimitedTrading {
  readonly problem: SelectionProblem;
  readonly trading: Trading & { readonly limit: number };
}

/**
 * Solves again and again with trading dearer each time until the limit is kept: for solvers that know costs and no limits.
 * `undefined` where it never is.
 */
export const dearerUntilKept = <Solution extends { readonly selected: readonly string[] }>(
  { problem, trading }: LimitedTrading,
  solve: (dearer: SelectionProblem) => Solution,
): Solution | undefined => {
  const share = 1 / problem.sectors.reduce((sum, { choose }) => sum + choose, 0);
  const { names } = problem.qubo;
  for (let penalty = 0; penalty < 2 ** 40; penalty = penalty === 0 ? 1e-6 : 4 * penalty) {
    const solution = solve(withTradingCost(problem, { ...trading, penalty }));
    const shares = Object.fromEntries(solution.selected.map((asset) => [asset, share]));
    if (turnoverOf(trading, names, shares) <= trading.limit + shareTolerance) return solution;
  }
  return undefined;
};

const costOfSelected = ({ qubo }: SelectionProblem, selected: readonly string[]): number =>
  quboValue(
    qubo,
    qubo.names.map((name) => (selected.includes(name) ? 1 : 0)),
  );

/** The best choice that keeps a turnover limit; `undefined` where none is found. */
export const limitedAnswer = (limited: LimitedTrading, limits: ClassicalLimits): ClassicalAnswer | undefined => {
  const { problem, trading } = limited;
  if (selectionCount(problem) <= limits.maximumSelections) {
    let best: { readonly value: number; readonly assets: readonly string[] } | undefined;
    let effort = 0;
    visitKeptSelections(problem, trading, (row) => {
      const value = quboValue(problem.qubo, row);
      effort += 1;
      if (best === undefined || value < best.value) best = { value, assets: selectedNames(problem.qubo.names, row) };
    });
    return best === undefined ? undefined : { method: 'exact', isProven: true, effort, ...best };
  }
  let effort = 0;
  const found = dearerUntilKept(limited, (dearer) => {
    const solution = branchAndBound(dearer, { maximumNodes: limits.maximumNodes });
    effort += solution.nodes;
    return solution;
  });
  if (found === undefined) return undefined;
  const { selected } = found;
  return {
    method: 'branch-and-bound',
    assets: selected,
    value: costOfSelected(problem, selected),
    isProven: false,
    effort,
  };
};
