import { CircuitError } from '../errors';
import { gateOf } from '../gates/controlled-gate';
import type { AngleArithmetic } from '../gates/gate';
import { type Angle, ParameterExpression } from './angle';
import type { GateOperation, Operation } from './operation';

const arithmetic: AngleArithmetic<Angle> = {
  negate: (angle) => (typeof angle === 'number' ? 0 - angle : angle.times(-1)),
  add: (angle, constant) => (angle instanceof ParameterExpression ? angle.plus(constant) : angle + constant),
  constant: (value) => value,
};

const inverseGate = ({ gate, qubits, angles }: GateOperation): GateOperation => {
  const { controlCount, base } = gate;
  const inverse = base.inverse(qubits.slice(controlCount), angles, arithmetic);
  return {
    kind: 'gate',
    gate: inverse.base === base ? gate : gateOf(inverse.base, controlCount),
    qubits: [...qubits.slice(0, controlCount), ...inverse.qubits],
    angles: inverse.angles,
  };
};

/**
 * The operation that undoes another.
 *
 * @throws {CircuitError} The operation measures, resets or asks classical bits.
 */
export const inverseOperation = (operation: Operation): Operation => {
  if (operation.kind === 'gate') return inverseGate(operation);
  if (operation.kind === 'barrier') return operation;
  if (operation.kind === 'circuit') return { ...operation, circuit: operation.circuit.inverse() };
  throw new CircuitError({
    code: 'NOT_INVERTIBLE',
    message: `inverse: the circuit has a ${operation.kind} operation.`,
    remedy: 'Take the inverse of the part of the circuit that holds gates only.',
    context: { kind: operation.kind },
  });
};
