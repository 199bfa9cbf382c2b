import { QuantumError } from '../errors';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { seededRandom } from '../seeded-random';
import type { Assignment } from '../solvers/exact-qubo';
import { selectedNames } from '../solvers/selection-problem';
import { defaultMaximumBytes } from '../subspace/require-memory';
import { sampleStates } from '../subspace/sample-states';
import { phaseOf, type QaoaCost } from './qaoa-cost';

export interface GroverAdaptiveSearchOptions {
  readonly seed: number;
  /** Measurements in a row without anything cheaper after which the search ends. Defaults to 3 + ⌈√2^n⌉. */
  readonly patience?: number;
  /** Read before each measurement. An `AbortSignal` fits; the call throws a `QuantumError` with code `ABORTED`. */
  readonly signal?: { readonly aborted: boolean };
}

/** One measurement of the search. */
export interface GroverStep {
  /** Turns of the Grover operator before it. */
  readonly rotations: number;
  /** The cost below which states were marked. */
  readonly threshold: number;
  readonly measured: number;
}

export interface GroverAdaptiveSearchResult extends Assignment {
  readonly steps: readonly GroverStep[];
  /** Turns of the Grover operator in all: what a quantum computer would have had to do. */
  readonly rotations: number;
}

/** How the number of turns may grow after a measurement without success; Boyer et al. take 8/7, anything in (1, 4/3) serves. */
const growth = 8 / 7;

/** Turns the uniform superposition `rotations` times: marked states change sign, then all are mirrored at their mean. */
const probabilitiesAfter = (costs: Float64Array, threshold: number, rotations: number): Float64Array => {
  const size = costs.length;
  const amplitudes = new Float64Array(size).fill(1 / Math.sqrt(size));
  for (let turn = 0; turn < rotations; turn++) {
    let sum = 0;
    for (let x = 0; x < size; x++) {
      if (costs[x]! < threshold) amplitudes[x] = -amplitudes[x]!;
      sum += amplitudes[x]!;
    }
    const twice = (2 * sum) / size;
    for (let x = 0; x < size; x++) amplitudes[x] = twice - amplitudes[x]!;
  }
  return amplitudes.map((one) => one * one);
};

/**
 * Grover adaptive search: all that is cheaper than the best so far is marked and amplified by a random number of turns, measured, and so
 * on, until nothing cheaper comes up.
 *
 * The oracle is simulated by a table of costs, not by adders: its gates are not counted.
 *
 * - State: none; one seed gives the same result everywhere. Cost: 4 operations an amplitude and turn, about √(2^n) turns; a table of
 *   8 · 2^n bytes.
 *
 * Sources: Dürr and Høyer 1996, "A quantum algorithm for finding the minimum"; Gilliam, Woerner and Gonciulea 2021, "Grover adaptive
 * search for constrained polynomial binary optimization"; Boyer, Brassard, Høyer and Tapp 1998 (number of turns).
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @throws {QuantumCapacityError} the costs would need more than 2 GiB.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { groverAdaptiveSearch } from '@sigmax/quantum-sim/qaoa';
 * const cost = createQubo({
 *   names: ['x0', 'x1', 'x2'],
 *   linear: [-1, 2, -3],
 *   couplings: [['x0', 'x2', -2], ['x1', 'x2', -1]],
 * });
 * const { selected, value } = groverAdaptiveSearch(cost, { seed: 1 });
 * selected; // => ['x0', 'x2']
 * value; // => -6
 * ```
 */
export const groverAdaptiveSearch = (
  cost: QaoaCost,
  options: GroverAdaptiveSearchOptions,
): GroverAdaptiveSearchResult => {
  const what = 'groverAdaptiveSearch';
  requireKnownKeys(options, ['seed', 'patience', 'signal'], what);
  const { names } = cost;
  const costs = phaseOf(cost, 'raw', defaultMaximumBytes).costs();
  const usual = 3 + Math.ceil(Math.sqrt(costs.length));
  const patience = requireWhole(options.patience ?? usual, `${what}: patience`, 1);
  const random = seededRandom(options.seed);
  const steps: GroverStep[] = [];
  let best = random.integer(costs.length);
  let most = 1;
  let misses = 0;
  let done = 0;
  while (misses < patience) {
    if (options.signal?.aborted === true) {
      throw new QuantumError({
        code: 'ABORTED',
        message: `${what} was aborted after ${steps.length} measurements.`,
        isRetryable: true,
        context: { measurements: steps.length },
      });
    }
    const rotations = random.integer(Math.ceil(most));
    const threshold = costs[best] as number;
    const measured = sampleStates(probabilitiesAfter(costs, threshold, rotations), 1, random)[0]?.index as number;
    steps.push({ rotations, threshold, measured: costs[measured] as number });
    done += rotations;
    if (costs[measured]! < threshold) {
      best = measured;
      most = 1;
      misses = 0;
    } else {
      most = Math.min(Math.sqrt(costs.length), growth * most);
      misses += 1;
    }
  }
  const bits = Uint8Array.from(names, (_, variable) => (best >> variable) & 1);
  return { selected: selectedNames(names, bits), bits, value: costs[best] as number, steps, rotations: done };
};
