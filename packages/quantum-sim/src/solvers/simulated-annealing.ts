import { exponential, power } from '../portable-math';
import { requireBetween, requireKnownKeys, requirePositive, requireWhole } from '../problem/checks';
import type { Qubo } from '../problem/qubo';
import { type Random, seededRandom } from '../seeded-random';
import { type HeuristicSolution, heuristicSolution } from './local-solution';
import { type Moves, movesOf } from './moves';
import type { SelectionProblem } from './selection-problem';
import { type WatchOptions, watcher } from './watch';

export interface SimulatedAnnealingOptions extends WatchOptions {
  readonly seed: number;
  /** Independent runs from random starts. Defaults to 10. */
  readonly reads?: number;
  /** Sweeps of each run; one sweep proposes as many moves as there are variables. Defaults to 500. */
  readonly sweeps?: number;
  /** First and last inverse temperature; found from the sizes of random moves where left out. */
  readonly betaRange?: readonly [hot: number, cold: number];
}

/**
 * Inverse temperatures at which the largest of the sampled moves passes every second time, and the smallest every hundredth.
 * The same rule as that of dwave-samplers, over moves that were met.
 */
const automaticRange = (moves: Moves, random: Random): readonly [number, number] => {
  const state = moves.start(random);
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < 20 * moves.sweep; trial++) {
    const move = moves.propose(state, random);
    const size = Math.abs(move.change);
    largest = Math.max(largest, size);
    if (size > 1e-12 * largest) smallest = Math.min(smallest, size);
    if (trial % 4 === 0) moves.make(state, move);
  }
  if (!(largest > 0)) return [1, 1];
  // A move far smaller than the others would freeze the rest for most of the run.
  smallest = Math.max(smallest, largest / 1000);
  return [Math.LN2 / largest, 4.605170185988092 / smallest];
};

/**
 * Simulated annealing: random moves, each taken when it lowers the value, or else with probability e^{−β change}, while β grows
 * geometrically. A QUBO is walked by single flips; a selection problem by swaps inside its sectors, so every state is feasible.
 *
 * - State: none; one seed gives the same bits everywhere. Cost: O(1) a proposal and O(n) a move made.
 *
 * Source: Kirkpatrick, Gelatt, Vecchi 1983, "Optimization by simulated annealing".
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo, simulatedAnnealing } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
 * const { selected, value } = simulatedAnnealing({ qubo, sectors: [{ assets: qubo.names, choose: 2 }] }, { seed: 1 });
 * selected; // => ['BTC', 'SOL']
 * value; // => -4
 * ```
 */
export const simulatedAnnealing = (
  problem: Qubo | SelectionProblem,
  options: SimulatedAnnealingOptions,
): HeuristicSolution => {
  const known = ['seed', 'reads', 'sweeps', 'betaRange', 'onProgress', 'signal'];
  requireKnownKeys(options, known, 'simulatedAnnealing');
  const reads = requireWhole(options.reads ?? 10, 'simulatedAnnealing: reads', 1);
  const sweeps = requireWhole(options.sweeps ?? 500, 'simulatedAnnealing: sweeps', 1);
  const random = seededRandom(options.seed);
  const moves = movesOf(problem, 'simulatedAnnealing');
  const { qubo } = moves;
  if (moves.sweep === 0) return heuristicSolution(qubo, [moves.start(random).bits], 0);
  const [hot, cold] = options.betaRange ?? automaticRange(moves, random.split('range'));
  requirePositive(hot, 'simulatedAnnealing: betaRange[0]');
  requireBetween(cold, 'simulatedAnnealing: betaRange[1]', hot, Number.MAX_VALUE);
  const growth = power(cold / hot, 1 / Math.max(1, sweeps - 1));
  const step = watcher(options, reads * sweeps * moves.sweep, 'simulatedAnnealing');

  const found = Array.from({ length: reads }, (_, read) => {
    const draw = random.split(`read ${read}`);
    const state = moves.start(draw);
    let best = state.value;
    let bits = state.bits.slice();
    let beta = hot;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (let count = 0; count < moves.sweep; count++) {
        const move = moves.propose(state, draw);
        if (!(move.change <= 0 || draw.uniform() < exponential(-beta * move.change))) continue;
        moves.make(state, move);
      }
      if (state.value < best) {
        best = state.value;
        bits = state.bits.slice();
      }
      step(moves.sweep);
      beta *= growth;
    }
    return bits;
  });
  return heuristicSolution(qubo, found, reads * sweeps * moves.sweep);
};
