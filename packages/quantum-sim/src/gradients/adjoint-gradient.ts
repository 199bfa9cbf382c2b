import type { Circuit } from '../circuit/circuit';
import { applyPauliSum } from '../measurement/apply-pauli-sum';
import { expectation } from '../measurement/expectation';
import type { PauliSum } from '../measurement/pauli-sum';
import type { StateVectorOptions } from '../state-vector/state-vector';
import { adjointPass } from './adjoint-pass';
import type { Differentiable } from './differentiable';

/**
 * The expectation ⟨H⟩ of an observable after a circuit of gates, with exact derivatives by all parameters in one pass back.
 *
 * With |ψ⟩ the state and |λ⟩ = H|ψ⟩, gate g is taken back from both, and ∂⟨H⟩/∂φ = 2 Re⟨λ|∂g/∂φ|ψ⟩ for its angle φ; parameters
 * follow by the chain rule.
 *
 * State: two state vectors. Cost of a gradient: the circuit three times, and one pass for each angle with a parameter, however
 * many parameters there are.
 *
 * @throws {CircuitError} The circuit does more than gates.
 * @throws {QuantumCapacityError} One of the states would need more than `maximumBytes`.
 * @throws {QuantumOptionsError} The observable acts on a qubit that the circuit has not.
 * Source: Jones and Gacon 2020, "Efficient calculation of gradients in classical simulations of variational quantum algorithms".
 * @example
 * ```ts
 * import { adjointGradient, circuit, parameter, pauliSum } from '@sigmax/quantum-sim';
 * const energy = adjointGradient(circuit(1).ry(parameter('theta'), 0), pauliSum([[1, 'Z0']]));
 * energy.valueAndGradient({ theta: 0 }); // => { value: 1, gradient: new Float64Array([0]) }
 * ```
 */
export const adjointGradient = (
  circuit: Circuit,
  observable: PauliSum,
  options: StateVectorOptions = {},
): Differentiable =>
  adjointPass(
    circuit,
    {
      value: (psi) => expectation(psi, observable),
      weigh: (psi, lambda) => {
        applyPauliSum(observable, psi, lambda);
        return expectation(psi, observable);
      },
    },
    'adjointGradient',
    options,
  );
