import { QuantumCapacityError } from '../errors';
import { type SelectionProblem, sectorMembers } from '../solvers/selection-problem';
import { type Trading, tradedFor } from './trading';

/** Shares nearer to a limit than this are on it. */
export const shareTolerance = 1e-9;

/**
 * Visits every selection whose turnover at equal weight keeps the limit, as a row of 0 and 1 in the order of the names that is
 * reused; a branch is left as soon as the limit cannot be kept.
 *
 * - Cost: O(n) for each node of the search.
 */
export const visitKeptSelections = (
  problem: SelectionProblem,
  trading: Trading & { readonly limit: number },
  visit: (row: Uint8Array) => void,
): void => {
  const { names } = problem.qubo;
  const groups = sectorMembers(problem, 'keptSelections');
  const share = 1 / groups.reduce((sum, { choose }) => sum + choose, 0);
  const bought = names.map((name) => tradedFor(trading, name, share));
  const sold = names.map((name) => tradedFor(trading, name, 0));
  // Sector after sector, so that each knows how many it still has to choose.
  const order = groups.flatMap(({ members }, group) => members.map((member) => ({ member, group })));
  const leastAfter = new Float64Array(order.length + 1);
  for (let step = order.length - 1; step >= 0; step--) {
    const { member } = order[step]!;
    leastAfter[step] = leastAfter[step + 1]! + Math.min(bought[member]!, sold[member]!);
  }
  const missing = groups.map(({ choose }) => choose);
  const left = groups.map(({ members }) => members.length);
  const row = new Uint8Array(names.length);
  const descend = (step: number, traded: number): void => {
    if (!(traded + leastAfter[step]! <= trading.limit + shareTolerance)) return;
    const next = order[step];
    if (next === undefined) {
      visit(row);
      return;
    }
    const { member, group } = next;
    left[group]! -= 1;
    if (missing[group]! <= left[group]!) descend(step + 1, traded + sold[member]!);
    if (missing[group]! > 0) {
      missing[group]! -= 1;
      row[member] = 1;
      descend(step + 1, traded + bought[member]!);
      row[member] = 0;
      missing[group]! += 1;
    }
    left[group]! += 1;
  };
  descend(0, 0);
};

/**
 * Those selections as a list. Cost: n bytes a selection.
 *
 * @throws {QuantumCapacityError} there are more than `maximumStates`.
 */
export const keptSelections = (
  problem: SelectionProblem,
  trading: Trading & { readonly limit: number },
  maximumStates: number,
): Uint8Array[] => {
  const rows: Uint8Array[] = [];
  visitKeptSelections(problem, trading, (row) => {
    if (rows.length === maximumStates) {
      throw new QuantumCapacityError({
        code: 'TOO_MANY_STATES',
        message: `keptSelections: more than ${maximumStates} selections keep the turnover limit ${trading.limit}.`,
        remedy: 'Lower the limit, or choose fewer assets.',
        context: { maximumStates, limit: trading.limit },
      });
    }
    rows.push(row.slice());
  });
  return rows;
};
