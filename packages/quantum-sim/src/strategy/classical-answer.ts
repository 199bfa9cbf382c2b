import { branchAndBound } from '../solvers/branch-and-bound';
import { exactSelection } from '../solvers/exact-selection';
import type { SelectionProblem } from '../solvers/selection-problem';
import { binomial } from '../subspace/binomials';
import type { ClassicalAnswer } from './allocation-decision';

export interface ClassicalLimits {
  readonly maximumSelections: number;
  readonly maximumNodes: number;
}

/**
 * The best choice by looking at every one, or by branch and bound where there are more than `maximumSelections`.
 *
 * - State: none; deterministic.
 */
export const classicalAnswer = (problem: SelectionProblem, limits: ClassicalLimits): ClassicalAnswer => {
  const count = problem.sectors.reduce((product, { assets, choose }) => product * binomial(assets.length, choose), 1);
  if (count <= limits.maximumSelections) {
    const { best } = exactSelection(problem, { maximumSelections: limits.maximumSelections });
    const { assets, value } = best[0]!;
    return { method: 'exact', assets, value, isProven: true, effort: count };
  }
  const { selected, value, isOptimal, nodes } = branchAndBound(problem, { maximumNodes: limits.maximumNodes });
  return { method: 'branch-and-bound', assets: selected, value, isProven: isOptimal, effort: nodes };
};
