import type { Circuit } from '../circuit/circuit';
import { CircuitError } from '../errors';
import { noisyOperations } from '../noise/noisy-operations';
import { seededRandom } from '../seeded-random';
import type { ParameterValues } from '../state-vector/parameter-values';
import { MatrixProductState, type MatrixProductStateOptions } from './matrix-product-state';
import { runOperations } from './run-operations';

/**
 * The matrix product state of a circuit of gates after it started from |0…0⟩. Its `truncationError` and `fidelityBound` say what the
 * bond cap cost.
 *
 * Cost: O(bond³) for each gate on neighbours, and as much for each swap that brings qubits together.
 *
 * @throws {CircuitError} The circuit does more than gates, a gate acts on more than 6 qubits, or a parameter has no value.
 * @throws {QuantumOptionsError} The bond cap or the cutoff is out of range.
 * @throws {QuantumCapacityError} The tensors could grow beyond `maximumBytes`.
 * @example
 * ```ts
 * import { circuit, pauliSum } from '@sigmax/quantum-sim';
 * import { simulateMatrixProductState } from '@sigmax/quantum-sim/matrix-product-state';
 * let chain = circuit(50).h(0);
 * for (let qubit = 1; qubit < 50; qubit++) chain = chain.cx(qubit - 1, qubit);
 * const state = simulateMatrixProductState(chain, { maximumBond: 8 });
 * state.largestBond; // => 2
 * state.expectation(pauliSum([[1, 'Z0 Z49']])).toFixed(9); // => '1.000000000'
 * ```
 */
export const simulateMatrixProductState = (
  circuit: Circuit,
  options: MatrixProductStateOptions & { readonly parameters?: ParameterValues } = {},
): MatrixProductState => {
  const state = new MatrixProductState(circuit.qubitCount, options);
  const operations = noisyOperations(
    circuit,
    options.parameters === undefined ? {} : { parameters: options.parameters },
  );
  const other = operations.find(({ kind }) => kind !== 'gate');
  if (other !== undefined) {
    throw new CircuitError({
      code: 'NOT_ONLY_GATES',
      message: `simulateMatrixProductState: the circuit has a ${other.kind} operation.`,
      remedy: 'Leave it out, or use runMatrixProductStateShots.',
      context: { kind: other.kind },
    });
  }
  // Gates draw nothing.
  runOperations(operations, state, new Uint8Array(0), seededRandom(0));
  return state;
};
