import { requireKnownKeys, requireWhole } from '../problem/checks';
import { quboValue } from '../problem/qubo';
import { seededRandom } from '../seeded-random';
import { type HeuristicSolution, heuristicSolution } from './local-solution';
import { randomSelection } from './local-state';
import { type SelectionProblem, sectorMembers } from './selection-problem';
import { type WatchOptions, watcher } from './watch';

export interface UniformSamplingOptions extends WatchOptions {
  readonly seed: number;
  readonly shots: number;
}

/** The best of uniform samples, and their mean. */
export interface UniformSamples extends Omit<HeuristicSolution, 'readValues'> {
  readonly mean: number;
}

/**
 * Draws feasible selections, each equally likely: what any other sampler has to beat.
 *
 * - State: none; one seed gives the same bits everywhere. Cost: O(n k) a shot.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo, uniformSampling } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1] });
 * uniformSampling({ qubo, sectors: [{ assets: qubo.names, choose: 1 }] }, { seed: 1, shots: 20 }).selected; // => ['BTC']
 * ```
 */
export const uniformSampling = (problem: SelectionProblem, options: UniformSamplingOptions): UniformSamples => {
  requireKnownKeys(options, ['seed', 'shots', 'onProgress', 'signal'], 'uniformSampling');
  const shots = requireWhole(options.shots, 'uniformSampling: shots', 1);
  const random = seededRandom(options.seed);
  const sectors = sectorMembers(problem, 'uniformSampling');
  const { qubo } = problem;
  const step = watcher(options, shots, 'uniformSampling');
  let sum = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let best = new Uint8Array(0);
  for (let shot = 0; shot < shots; shot++) {
    const bits = randomSelection(qubo.linear.length, sectors, random);
    const value = quboValue(qubo, bits);
    sum += value;
    if (value < lowest) {
      lowest = value;
      best = Uint8Array.from(bits);
    }
    step(1);
  }
  const { selected, bits, value, moves } = heuristicSolution(qubo, [best], shots);
  return { selected, bits, value, moves, mean: sum / shots };
};
