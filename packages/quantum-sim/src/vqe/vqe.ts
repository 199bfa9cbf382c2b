import type { Circuit } from '../circuit/circuit';
import { adjointGradient } from '../gradients/adjoint-gradient';
import { parameterShiftGradient } from '../gradients/parameter-shift';
import type { PauliSum } from '../measurement/pauli-sum';
import type { StopReason } from '../optimizers/minimum';
import { requireKnownKeys, requireOneOf, requireWhole } from '../problem/checks';
import { lowestEigenvalue } from './lowest-eigenvalue';
import { searchKeys, type VariationalSearchOptions, variationalSearch } from './variational-search';

export interface VqeOptions extends VariationalSearchOptions {
  /** Gates with parameters. */
  readonly circuit: Circuit;
  /** What is to be minimised. */
  readonly observable: PauliSum;
  /** `adjoint` (default): one pass back. `parameter-shift`: as a quantum computer would. */
  readonly gradient?: 'adjoint' | 'parameter-shift';
  /** The exact lowest energy is found beside where there are at most so many qubits. Defaults to 10; 0 leaves it out. */
  readonly exactQubits?: number;
}

export interface VqeResult {
  readonly energy: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** The lowest eigenvalue, where it was asked for. */
  readonly exactEnergy: number | undefined;
  /** energy − exactEnergy. */
  readonly gap: number | undefined;
  /** How often the energy was asked, over all starts. */
  readonly evaluations: number;
  /** Of the best start: the lowest energy up to each iteration, and why it ended. */
  readonly trace: readonly number[];
  readonly reason: StopReason;
}

/**
 * The variational quantum eigensolver: parameters of a circuit that minimise the expectation of an observable, with the exact answer
 * beside it where the observable is small.
 *
 * - State: two state vectors during the call; one seed gives the same result everywhere. Cost: about three runs of the circuit for each
 *   iteration and start with the adjoint gradient.
 *
 * Source: Peruzzo et al. 2014, "A variational eigenvalue solver on a photonic quantum processor".
 *
 * @throws {CircuitError} the circuit does more than gates.
 * @throws {QuantumOptionsError} an option is out of range, or the observable acts on a qubit that there is not.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { pauliSum } from '@sigmax/quantum-sim';
 * import { realAmplitudes, vqe } from '@sigmax/quantum-sim/vqe';
 * // Hydrogen at 0.735 Å in the basis STO-3G, two qubits by the parity map: Qiskit's test coefficients and 1/R.
 * const hydrogen = pauliSum([
 *   [-1.052373245772859 + 0.7199689944489797, ''],
 *   [0.39793742484318045, 'Z0'],
 *   [-0.39793742484318045, 'Z1'],
 *   [-0.01128010425623538, 'Z0 Z1'],
 *   [0.18093119978423156, 'X0 X1'],
 * ]);
 * const { energy, exactEnergy } = vqe({ circuit: realAmplitudes(2, { repetitions: 1 }), observable: hydrogen, seed: 1 });
 * energy.toFixed(6); // => '-1.137306'
 * exactEnergy?.toFixed(6); // => '-1.137306'
 * ```
 */
export const vqe = (options: VqeOptions): VqeResult => {
  requireKnownKeys(options, ['circuit', 'observable', 'gradient', 'exactQubits', ...searchKeys], 'vqe');
  const { circuit, observable, gradient = 'adjoint' } = options;
  requireOneOf(gradient, 'vqe: gradient', ['adjoint', 'parameter-shift']);
  const exactQubits = requireWhole(options.exactQubits ?? 10, 'vqe: exactQubits', 0, 14);
  const energy = (gradient === 'adjoint' ? adjointGradient : parameterShiftGradient)(circuit, observable);
  const names = energy.parameterNames;
  // Tolerances of the optimisers suit values of about 1: the identity is left out and the rest scaled.
  const rest = observable.filter(({ factors }) => factors.length > 0);
  const shift = observable.reduce((sum, { coefficient, factors }) => sum + (factors.length === 0 ? coefficient : 0), 0);
  const unit = Math.sqrt(rest.reduce((sum, { coefficient }) => sum + coefficient * coefficient, 0)) || 1;
  const { best, evaluations } = variationalSearch(
    {
      value: (point) => (energy.value(point) - shift) / unit,
      valueAndGradient: (point, out) => {
        const found = energy.valueAndGradient(point);
        for (let index = 0; index < out.length; index++) out[index] = found.gradient[index]! / unit;
        return (found.value - shift) / unit;
      },
    },
    names.length,
    options,
    unit,
    'vqe',
  );
  const lowest = energy.value(best.point);
  const exactEnergy = circuit.qubitCount <= exactQubits ? lowestEigenvalue(observable, circuit.qubitCount) : undefined;
  return {
    energy: lowest,
    parameters: Object.fromEntries(names.map((name, index) => [name, best.point[index] as number])),
    exactEnergy,
    gap: exactEnergy === undefined ? undefined : lowest - exactEnergy,
    evaluations,
    trace: best.trace.map((one) => one * unit + shift),
    reason: best.reason,
  };
};
