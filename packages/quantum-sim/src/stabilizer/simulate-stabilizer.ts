import type { Circuit } from '../circuit/circuit';
import { CircuitError } from '../errors';
import { noisyOperations } from '../noise/noisy-operations';
import { seededRandom } from '../seeded-random';
import type { ParameterValues } from '../state-vector/parameter-values';
import { runStabilizerProgram, stabilizerProgram } from './stabilizer-program';
import { type StabilizerOptions, StabilizerState } from './stabilizer-state';

/**
 * The stabiliser state of a circuit of Clifford gates after it started from |0…0⟩.
 *
 * Gates are recognised by their matrices with the angles given, to 1e-9: `rz(π/2)` is taken as S, `cp(π)` as CZ.
 *
 * @throws {CircuitError} A gate is no Clifford gate (the first one is named), the circuit does more than gates, or a parameter has no
 * value.
 * @throws {QuantumCapacityError} The tableau would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { circuit, pauliSum } from '@sigmax/quantum-sim';
 * import { simulateStabilizer } from '@sigmax/quantum-sim/stabilizer';
 * let chain = circuit(1_000).h(0);
 * for (let qubit = 1; qubit < 1_000; qubit++) chain = chain.cx(qubit - 1, qubit);
 * simulateStabilizer(chain).expectation(pauliSum([[1, 'Z0 Z999']])); // => 1
 * ```
 */
export const simulateStabilizer = (
  circuit: Circuit,
  options: StabilizerOptions & { readonly parameters?: ParameterValues } = {},
): StabilizerState => {
  const state = new StabilizerState(circuit.qubitCount, options);
  const instructions = stabilizerProgram(noisyOperations(circuit, options));
  const other = instructions.find(({ kind }) => kind !== 'gate');
  if (other !== undefined) {
    throw new CircuitError({
      code: 'NOT_ONLY_GATES',
      message: `simulateStabilizer: the circuit has a ${other.kind === 'choice' ? 'channel' : other.kind} operation.`,
      remedy: 'Leave it out, or use runStabilizerShots.',
      context: { kind: other.kind },
    });
  }
  // Gates draw nothing.
  runStabilizerProgram(instructions, state, new Uint8Array(0), seededRandom(0));
  return state;
};
