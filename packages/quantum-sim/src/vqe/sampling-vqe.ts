import type { Circuit } from '../circuit/circuit';
import { ProblemError } from '../errors';
import type { StopReason } from '../optimizers/minimum';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { phaseOf, type QaoaCost } from '../qaoa/qaoa-cost';
import { seededRandom } from '../seeded-random';
import { selectedNames } from '../solvers/selection-problem';
import type { SubspaceObjective } from '../subspace/objective';
import { defaultMaximumBytes } from '../subspace/require-memory';
import { sampleStates } from '../subspace/sample-states';
import { distributionGradient } from './distribution-gradient';
import { searchKeys, type VariationalSearchOptions, variationalSearch } from './variational-search';

export interface SamplingVqeOptions extends VariationalSearchOptions {
  /** Gates with parameters; qubit i is variable i of the cost. */
  readonly circuit: Circuit;
  /** What is to be minimised over bit strings. */
  readonly cost: QaoaCost;
  /** Defaults to the mean of the best quarter of the probability. */
  readonly objective?: SubspaceObjective;
  /** Measurements at the end. Defaults to 1,000. */
  readonly shots?: number;
}

/** A bit string that was measured. */
export interface MeasuredBits {
  /** The variables that are 1. */
  readonly selected: readonly string[];
  readonly bits: Uint8Array;
  readonly cost: number;
  readonly count: number;
}

export interface SamplingVqeResult {
  /** The cheapest bit string that was measured. */
  readonly best: MeasuredBits;
  /** The bit strings measured most often, at most ten. */
  readonly mostFrequent: readonly MeasuredBits[];
  /** Mean cost of the final state. */
  readonly expectation: number;
  /** Probability of a bit string of the lowest cost in the final state. */
  readonly optimumProbability: number;
  /** The exact answer: the lowest cost of all bit strings. */
  readonly minimum: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** How often the objective was asked, over all starts. */
  readonly evaluations: number;
  /** Of the best start: the lowest objective up to each iteration, in units of the cost, and why it ended. */
  readonly trace: readonly number[];
  readonly reason: StopReason;
}

/**
 * Minimises a cost of bit strings with any circuit: the objective looks at the distribution of measurements, by default at its best
 * quarter alone, and its gradient is exact (adjoint).
 *
 * - State: two state vectors and a table of 2^n costs during the call; one seed gives the same result everywhere.
 *
 * Source: Barkoutsos et al. 2020, "Improving variational quantum optimization using CVaR".
 *
 * @throws {ProblemError} circuit and cost differ in size, or a cost is not finite.
 * @throws {CircuitError} the circuit does more than gates.
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { realAmplitudes, samplingVqe } from '@sigmax/quantum-sim/vqe';
 * const cost = createQubo({ names: ['a', 'b', 'c'], linear: [-1, -1, -1], couplings: [['a', 'b', 2], ['b', 'c', 2]] });
 * const { best, minimum } = samplingVqe({ circuit: realAmplitudes(3), cost, seed: 1 });
 * best.selected; // => ['a', 'c']
 * best.cost === minimum; // => true
 * ```
 */
export const samplingVqe = (options: SamplingVqeOptions): SamplingVqeResult => {
  const what = 'samplingVqe';
  requireKnownKeys(options, ['circuit', 'cost', 'objective', 'shots', ...searchKeys], what);
  const { circuit, cost, objective = { kind: 'cvar', alpha: 0.25 } } = options;
  const shots = requireWhole(options.shots ?? 1000, `${what}: shots`, 1);
  const { names } = cost;
  if (circuit.qubitCount !== names.length) {
    throw new ProblemError({
      code: 'DIMENSIONS_DIFFER',
      message: `${what}: the cost has ${names.length} variables, the circuit ${circuit.qubitCount} qubits.`,
      remedy: 'Make the circuit of as many qubits as the cost has variables.',
      context: { variables: names.length, qubits: circuit.qubitCount },
    });
  }
  const { costs: costTable, mean, deviation } = phaseOf(cost, 'deviation', defaultMaximumBytes);
  const costs = costTable();
  const pass = distributionGradient(
    circuit,
    costs.map((one) => (one - mean) / deviation),
    objective,
    what,
  );
  const { best, evaluations } = variationalSearch(
    {
      value: (point) => pass.value(point),
      valueAndGradient: (point, out) => {
        const { value, gradient } = pass.valueAndGradient(point);
        out.set(gradient);
        return value;
      },
    },
    pass.parameterNames.length,
    options,
    deviation,
    what,
  );
  pass.value(best.point);
  const { probabilities } = pass;
  const minimum = costs.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const measured = sampleStates(probabilities, shots, seededRandom(options.seed).split('shots')).map(
    ({ index, count }): MeasuredBits => {
      const bits = Uint8Array.from(names, (_, variable) => (index >> variable) & 1);
      return { selected: selectedNames(names, bits), bits, cost: costs[index] as number, count };
    },
  );
  const edge = minimum + 1e-12 * deviation;
  return {
    best: measured.reduce((least, one) => (one.cost < least.cost ? one : least)),
    mostFrequent: measured.slice(0, 10),
    expectation: probabilities.reduce((sum, one, x) => sum + one * costs[x]!, 0),
    optimumProbability: probabilities.reduce((sum, one, x) => (costs[x]! <= edge ? sum + one : sum), 0),
    minimum,
    parameters: Object.fromEntries(pass.parameterNames.map((name, index) => [name, best.point[index] as number])),
    evaluations,
    trace: best.trace.map((one) => mean + one * deviation),
    reason: best.reason,
  };
};
