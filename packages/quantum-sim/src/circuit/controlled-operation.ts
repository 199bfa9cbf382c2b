import { CircuitError } from '../errors';
import { controlled } from '../gates/controlled-gate';
import type { Operation } from './operation';

/**
 * The operation with `count` controls on the qubits 0 to count − 1; its own qubits move up by `count`.
 *
 * @throws {CircuitError} The operation measures, resets or asks classical bits.
 */
export const controlledOperation = (operation: Operation, count: number): Operation => {
  const controls = Array.from({ length: count }, (_, index) => index);
  const moved = (qubits: readonly number[]): number[] => qubits.map((qubit) => qubit + count);
  if (operation.kind === 'gate') {
    const { gate, qubits, angles } = operation;
    // A phase of nothing has no qubit of its own and becomes a phase of the last control.
    return { kind: 'gate', gate: controlled(gate, count), qubits: [...controls, ...moved(qubits)], angles };
  }
  if (operation.kind === 'barrier') return { kind: 'barrier', qubits: moved(operation.qubits) };
  if (operation.kind === 'circuit') {
    return {
      ...operation,
      circuit: operation.circuit.controlled(count),
      qubits: [...controls, ...moved(operation.qubits)],
    };
  }
  throw new CircuitError({
    code: 'NOT_CONTROLLABLE',
    message: `controlled: the circuit has a ${operation.kind} operation.`,
    remedy: 'Control the part of the circuit that holds gates only.',
    context: { kind: operation.kind },
  });
};
