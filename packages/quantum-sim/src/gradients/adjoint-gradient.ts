import type { Circuit } from '../circuit/circuit';
import { inverseOperation } from '../circuit/inverse-operation';
import type { GateOperation } from '../circuit/operation';
import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import { applyPauliSum } from '../measurement/apply-pauli-sum';
import { expectation } from '../measurement/expectation';
import type { PauliSum } from '../measurement/pauli-sum';
import { type BoundFactor, boundFactor, readAngles } from '../plan/bound-factor';
import { type Plan, planOf } from '../plan/plan';
import { maskOf } from '../plan/plan-node';
import { readParameters } from '../state-vector/parameter-values';
import { StateVector, type StateVectorOptions } from '../state-vector/state-vector';
import type { Differentiable } from './differentiable';
import { gatesOf } from './gate-only';
import { matrixElement } from './matrix-element';

/** One step backwards: gates without parameters at once, or one gate with parameters and what its derivatives need. */
interface Step {
  readonly inverse: Plan;
  readonly gate?: {
    readonly factor: BoundFactor;
    readonly targets: readonly number[];
    readonly controls: number;
    readonly matrix: ComplexMatrix;
  };
}

const hasParameters = ({ angles }: GateOperation): boolean =>
  angles.some((angle) => typeof angle !== 'number' && angle.terms.length > 0);

const stepsBack = (gates: readonly GateOperation[], qubitCount: number, names: readonly string[]): Step[] => {
  const places = new Map(names.map((name, index) => [name, index]));
  const planBack = (part: readonly GateOperation[]): Plan =>
    planOf(
      [...part].reverse().map((gate) => inverseOperation(gate) as GateOperation),
      qubitCount,
      names,
    );
  const steps: Step[] = [];
  let fixed: GateOperation[] = [];
  for (const operation of [...gates].reverse()) {
    if (!hasParameters(operation)) {
      fixed.unshift(operation);
      continue;
    }
    if (fixed.length > 0) steps.push({ inverse: planBack(fixed) });
    fixed = [];
    const { gate, qubits } = operation;
    steps.push({
      inverse: planBack([operation]),
      gate: {
        factor: boundFactor(operation, maskOf(qubits), 0, places),
        targets: qubits.slice(gate.controlCount),
        controls: maskOf(qubits.slice(0, gate.controlCount)),
        matrix: zeroMatrix(2 ** gate.base.qubitCount),
      },
    });
  }
  // What stands before the first parameter has no derivative.
  return steps;
};

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
): Differentiable => {
  const { qubitCount, parameterNames } = circuit;
  const gates = gatesOf(circuit, 'adjointGradient');
  const psi = new StateVector(qubitCount, options);
  let lambda: StateVector | undefined;
  const forward = planOf(gates, qubitCount, parameterNames);
  const steps = stepsBack(gates, qubitCount, parameterNames);
  const values = new Float64Array(parameterNames.length);
  const angles = new Float64Array(4);

  const run = (): void => {
    forward.bind(values);
    psi.reset();
    forward.run(psi.kernels);
  };

  const addDerivatives = ({ factor, targets, controls, matrix }: NonNullable<Step['gate']>, gradient: Float64Array) => {
    readAngles(factor, values, angles);
    factor.angles.forEach(({ places, factors }, index) => {
      if (places.length === 0) return;
      factor.base.writeDerivative(matrix, angles, index);
      const slope = 2 * matrixElement(lambda!, matrix, psi, targets, controls);
      places.forEach((place, term) => {
        gradient[place]! += factors[term]! * slope;
      });
    });
  };

  return {
    parameterNames,
    value(parameters) {
      readParameters(parameterNames, parameters, values);
      run();
      return expectation(psi, observable);
    },
    valueAndGradient(parameters) {
      readParameters(parameterNames, parameters, values);
      run();
      lambda ??= new StateVector(qubitCount, options);
      applyPauliSum(observable, psi, lambda);
      const value = expectation(psi, observable);
      const gradient = new Float64Array(parameterNames.length);
      for (const { inverse, gate } of steps) {
        inverse.bind(values);
        inverse.run(psi.kernels);
        if (gate !== undefined) addDerivatives(gate, gradient);
        inverse.run(lambda.kernels);
      }
      return { value, gradient };
    },
  };
};
