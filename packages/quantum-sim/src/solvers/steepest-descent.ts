import { requireKnownKeys, requireWhole } from '../problem/checks';
import type { Qubo } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { type HeuristicSolution, heuristicSolution } from './local-solution';
import { movesOf } from './moves';
import type { SelectionProblem } from './selection-problem';
import { type WatchOptions, watcher } from './watch';

export interface SteepestDescentOptions extends WatchOptions {
  readonly seed: number;
  /** Random starts. Defaults to 10. */
  readonly reads?: number;
}

/**
 * Steepest descent from random starts: the best move until none lowers the value.
 *
 * - State: none; one seed gives the same bits everywhere. Cost: O(n) a move for a QUBO, O(k (n − k)) for a selection.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo, steepestDescent } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['a', 'b'], linear: [-1, -2], couplings: [['a', 'b', 3]] });
 * steepestDescent(qubo, { seed: 1 }).selected; // => ['b']
 * ```
 */
export const steepestDescent = (
  problem: Qubo | SelectionProblem,
  options: SteepestDescentOptions,
): HeuristicSolution => {
  requireKnownKeys(options, ['seed', 'reads', 'onProgress', 'signal'], 'steepestDescent');
  const reads = requireWhole(options.reads ?? 10, 'steepestDescent: reads', 1);
  const random = seededRandom(options.seed);
  const moves = movesOf(problem, 'steepestDescent');
  const size = moves.qubo.linear.length;
  const step = watcher(options, reads * size * size, 'steepestDescent');
  let looked = 0;
  const found = Array.from({ length: reads }, (_, read) => {
    const state = moves.start(random.split(`read ${read}`));
    for (;;) {
      const move = moves.best(state, () => true);
      looked += size;
      step(size);
      // What rounding alone lowers would go back and forth for ever.
      if (move === undefined || !(move.change < -1e-13 * (1 + Math.abs(state.value)))) return state.bits;
      moves.make(state, move);
    }
  });
  return heuristicSolution(moves.qubo, found, looked);
};
