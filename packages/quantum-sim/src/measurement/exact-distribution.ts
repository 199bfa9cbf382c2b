import type { Circuit } from '../circuit/circuit';
import { type ParameterValues, readParameters } from '../state-vector/parameter-values';
import { programOf } from '../state-vector/program';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { StateVector, type StateVectorOptions } from '../state-vector/state-vector';
import { bitText } from './bit-text';
import { exploreBranches } from './explore-branches';

/** Outcomes below are rounding errors of a state's amplitudes. */
const least = 1e-14;

/**
 * The probabilities of what the classical bits read at the end, without drawing: every outcome of every measurement and reset
 * is followed. Keys have bit 0 last; outcomes below 1e-14 are left out.
 *
 * Cost: one run for each way that measurements in the middle can go, so up to 2^m runs for m of them.
 *
 * @throws {CircuitError} A parameter has no value.
 * @throws {QuantumCapacityError} The state would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit, exactDistribution } from '@sigmax/quantum-sim';
 * const flip = circuit(1).x(0);
 * const coin = circuit(1).x(0).measure(0).when(0, 1, flip).measure(0);
 * exactDistribution(coin); // => { '0': 1 }
 * ```
 */
export const exactDistribution = (
  circuit: Circuit,
  options: StateVectorOptions & { readonly parameters?: ParameterValues } = {},
): Readonly<Record<string, number>> => {
  const state = new StateVector(circuit.qubitCount, options);
  const program = programOf(circuit);
  const values = new Float64Array(program.parameterNames.length);
  readParameters(program.parameterNames, options.parameters ?? [], values);
  program.bind(values);
  const found = new Map<string, number>();
  exploreBranches({
    program,
    state,
    weight: 1,
    maximumBytes: options.maximumBytes ?? defaultMaximumBytes,
    split: (weight, one) => [
      weight * (1 - one) < least ? 0 : weight * (1 - one),
      weight * one < least ? 0 : weight * one,
    ],
    visit({ bits, measurements, weight }) {
      const read = bits.slice();
      const mask = measurements.reduce((sum, { qubit }) => sum | (1 << qubit), 0);
      const marginal = new Map<number, number>();
      for (let index = 0; index < state.re.length; index++) {
        const probability = state.probability(index);
        if (probability > 0) marginal.set(index & mask, (marginal.get(index & mask) ?? 0) + probability);
      }
      for (const [outcome, probability] of marginal) {
        for (const { qubit, bit } of measurements) read[bit] = (outcome >> qubit) & 1;
        const text = bitText(read);
        found.set(text, (found.get(text) ?? 0) + weight * probability);
      }
    },
  });
  return Object.fromEntries([...found].filter(([, probability]) => probability >= least));
};
