import type { Circuit } from '../circuit/circuit';
import { inverseOperation } from '../circuit/inverse-operation';
import type { GateOperation } from '../circuit/operation';
import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
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

/** A function of a state whose derivative by the state's conjugate is an operator with real eigenvalues times the state. */
export interface Weighing {
  readonly value: (psi: StateVector) => number;
  /** Also writes the weighted state λ, with ∂value = 2 Re⟨λ|∂ψ⟩. */
  readonly weigh: (psi: StateVector, lambda: StateVector) => number;
}

/**
 * A function of the state after a circuit of gates, with exact derivatives by all parameters in one pass back: gate g is taken
 * back from both |ψ⟩ and |λ⟩, and the derivative by its angle φ is 2 Re⟨λ|∂g/∂φ|ψ⟩.
 *
 * State: two state vectors. Cost of a gradient: the circuit three times, and one pass for each angle with a parameter.
 */
export const adjointPass = (
  circuit: Circuit,
  { value, weigh }: Weighing,
  what: string,
  options: StateVectorOptions,
): Differentiable => {
  const { qubitCount, parameterNames } = circuit;
  const gates = gatesOf(circuit, what);
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
      return value(psi);
    },
    valueAndGradient(parameters) {
      readParameters(parameterNames, parameters, values);
      run();
      lambda ??= new StateVector(qubitCount, options);
      const found = weigh(psi, lambda);
      const gradient = new Float64Array(parameterNames.length);
      for (const { inverse, gate } of steps) {
        inverse.bind(values);
        inverse.run(psi.kernels);
        if (gate !== undefined) addDerivatives(gate, gradient);
        inverse.run(lambda.kernels);
      }
      return { value: found, gradient };
    },
  };
};
