import type { Circuit } from '../circuit/circuit';
import { QuantumOptionsError } from '../errors';
import { seededRandom } from '../seeded-random';
import { type ParameterValues, readParameters } from '../state-vector/parameter-values';
import { programOf } from '../state-vector/program';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { StateVector, type StateVectorOptions } from '../state-vector/state-vector';
import { bitText } from './bit-text';
import { exploreBranches } from './explore-branches';
import { sampleOutcomes } from './sample-outcomes';

export interface RunShotsOptions extends StateVectorOptions {
  readonly shots: number;
  /** Every draw follows from it. */
  readonly seed: number;
  readonly parameters?: ParameterValues;
}

export interface ShotResult {
  readonly shots: number;
  readonly seed: number;
  /** How often the classical bits read so, bit 0 last; only what was seen. */
  readonly counts: Readonly<Record<string, number>>;
}

const checkShots = (shots: number): void => {
  if (Number.isSafeInteger(shots) && shots >= 1 && shots <= 2 ** 31) return;
  throw new QuantumOptionsError({
    code: 'INVALID_SHOTS',
    message: `runShots: shots was ${shots}.`,
    remedy: 'Pass a whole number from 1 to 2147483648.',
    context: { shots },
  });
};

/**
 * Runs a circuit from |0…0⟩ and counts what its classical bits read at the end. Measurements, resets and conditions may stand
 * anywhere; bits that nothing writes to are 0.
 *
 * Measurements at the end are sampled from one state, O(2^n + S log S). One in the middle splits the shots between its two
 * outcomes, and each outcome that was drawn is computed once.
 *
 * @throws {QuantumOptionsError} `shots` or `seed` is no whole number in range.
 * @throws {CircuitError} A parameter has no value.
 * @throws {QuantumCapacityError} The state would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit, runShots } from '@sigmax/quantum-sim';
 * const bell = circuit(2).h(0).cx(0, 1).measureAll();
 * const { counts } = runShots(bell, { shots: 1_000, seed: 7 });
 * (counts['00'] ?? 0) + (counts['11'] ?? 0); // => 1000
 * ```
 */
export const runShots = (circuit: Circuit, options: RunShotsOptions): ShotResult => {
  const { shots, seed, parameters = [], maximumBytes = defaultMaximumBytes } = options;
  checkShots(shots);
  const root = seededRandom(seed);
  const random = { split: root.split('branches'), sample: root.split('samples') };
  const state = new StateVector(circuit.qubitCount, options);
  const program = programOf(circuit);
  const values = new Float64Array(program.parameterNames.length);
  readParameters(program.parameterNames, parameters, values);
  program.bind(values);
  const counts = new Map<string, number>();
  exploreBranches({
    program,
    state,
    weight: shots,
    maximumBytes,
    split(weight, one) {
      let ones = 0;
      for (let shot = 0; shot < weight; shot++) if (random.split.uniform() < one) ones += 1;
      return [weight - ones, ones];
    },
    visit({ bits, measurements, weight }) {
      const read = bits.slice();
      const seen = new Map<number, number>();
      if (measurements.length === 0) seen.set(0, weight);
      else {
        sampleOutcomes(state, weight, random.sample, (outcome) => seen.set(outcome, (seen.get(outcome) ?? 0) + 1));
      }
      for (const [outcome, count] of seen) {
        for (const { qubit, bit } of measurements) read[bit] = (outcome >> qubit) & 1;
        const text = bitText(read);
        counts.set(text, (counts.get(text) ?? 0) + count);
      }
    },
  });
  return { shots, seed, counts: Object.fromEntries(counts) };
};
