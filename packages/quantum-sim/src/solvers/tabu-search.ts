import { requireKnownKeys, requireWhole } from '../problem/checks';
import type { Qubo } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { type HeuristicSolution, heuristicSolution } from './local-solution';
import { movesOf } from './moves';
import type { SelectionProblem } from './selection-problem';
import { type WatchOptions, watcher } from './watch';

export interface TabuSearchOptions extends WatchOptions {
  readonly seed: number;
  /** Independent runs from random starts. Defaults to 5. */
  readonly reads?: number;
  /** Moves of each run. Defaults to 20 for each variable. */
  readonly iterations?: number;
  /** For how many moves a variable that has moved stays. Defaults to a quarter of the variables, at most 20. */
  readonly tenure?: number;
}

/**
 * Tabu search: always the best move that is not forbidden, also uphill; a variable that has moved stays for `tenure` moves, unless
 * moving it would beat the best so far.
 *
 * - State: none; one seed gives the same bits everywhere. Cost: O(n) a move for a QUBO, O(k (n − k)) for a selection.
 *
 * Source: Glover 1989, "Tabu search, part I".
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo, tabuSearch } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['a', 'b', 'c'], linear: [-1, -1, 2], couplings: [['a', 'b', 3]] });
 * tabuSearch(qubo, { seed: 1 }).value; // => -1
 * ```
 */
export const tabuSearch = (problem: Qubo | SelectionProblem, options: TabuSearchOptions): HeuristicSolution => {
  requireKnownKeys(options, ['seed', 'reads', 'iterations', 'tenure', 'onProgress', 'signal'], 'tabuSearch');
  const moves = movesOf(problem, 'tabuSearch');
  const { qubo } = moves;
  const size = qubo.linear.length;
  const reads = requireWhole(options.reads ?? 5, 'tabuSearch: reads', 1);
  const iterations = requireWhole(options.iterations ?? Math.max(1, 20 * size), 'tabuSearch: iterations', 1);
  const tenure = requireWhole(options.tenure ?? Math.min(20, Math.floor(size / 4)), 'tabuSearch: tenure', 0);
  const random = seededRandom(options.seed);
  const step = watcher(options, reads * iterations * size, 'tabuSearch');
  let looked = 0;

  const found = Array.from({ length: reads }, (_, read) => {
    const state = moves.start(random.split(`read ${read}`));
    const freeFrom = new Float64Array(size);
    let best = state.value;
    let bits = state.bits.slice();
    for (let iteration = 1; iteration <= iterations; iteration++) {
      const move = moves.best(
        state,
        ({ first, second, change }) =>
          state.value + change < best - 1e-12 * Math.abs(best) ||
          (freeFrom[first]! < iteration && (second < 0 || freeFrom[second]! < iteration)),
      );
      looked += size;
      step(size);
      if (move === undefined) continue;
      moves.make(state, move);
      freeFrom[move.first] = iteration + tenure;
      if (move.second >= 0) freeFrom[move.second] = iteration + tenure;
      if (state.value < best) {
        best = state.value;
        bits = state.bits.slice();
      }
    }
    return bits;
  });
  return heuristicSolution(qubo, found, looked);
};
