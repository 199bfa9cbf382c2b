import type { Circuit } from '../circuit/circuit';
import { requireKnownKeys, requireOneOf, requireWhole } from '../problem/checks';
import { type LayeredOptions, layeredAnsatz, layeredKeys } from './layered-ansatz';

export interface ExcitationPreservingOptions extends LayeredOptions {
  /** `iswap` (default): exchanges alone. `fsim`: each followed by a controlled phase of its own. */
  readonly mode?: 'iswap' | 'fsim';
  /** Leaves out the rotations after the last entanglement. Defaults to false. */
  readonly skipFinalRotations?: boolean;
}

/**
 * RZ rotations and exchanges exp(−iθ(XX + YY)/2): the number of ones stays what the start has. Without a `start` of ones nothing
 * happens.
 *
 * Source: Barkoutsos et al. 2018, "Quantum algorithms for electronic structure calculations: particle-hole Hamiltonian and optimized
 * wave-function expansions", section IV.
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @throws {CircuitError} the start has another number of qubits.
 * @example
 * ```ts
 * import { circuit, simulate } from '@sigmax/quantum-sim';
 * import { excitationPreserving } from '@sigmax/quantum-sim/vqe';
 * const ansatz = excitationPreserving(2, { start: circuit(2).x(0), repetitions: 1 });
 * const state = simulate(ansatz, { parameters: [0, 0, Math.PI / 4, 0, 0] });
 * Array.from(state.probabilities(), (one) => one.toFixed(3)); // => ['0.000', '0.500', '0.500', '0.000']
 * ```
 */
export const excitationPreserving = (qubitCount: number, options: ExcitationPreservingOptions = {}): Circuit => {
  requireKnownKeys(options, [...layeredKeys, 'mode', 'skipFinalRotations'], 'excitationPreserving');
  const { mode = 'iswap', skipFinalRotations = false } = options;
  requireWhole(qubitCount, 'excitationPreserving: qubitCount', 1);
  requireWhole(options.repetitions ?? 3, 'excitationPreserving: repetitions', 0);
  requireOneOf(mode, 'excitationPreserving: mode', ['iswap', 'fsim']);
  return layeredAnsatz(qubitCount, options, {
    rotate: (circuit, next) =>
      Array.from({ length: qubitCount }, (_, qubit) => qubit).reduce(
        (built, qubit) => built.rz(next(), qubit),
        circuit,
      ),
    entangle: (circuit, [first, second], next) => {
      const exchanged = circuit.xxPlusYy(next().times(2), 0, first, second);
      return mode === 'fsim' ? exchanged.cp(next(), first, second) : exchanged;
    },
    hasFinalRotations: !skipFinalRotations,
  });
};
