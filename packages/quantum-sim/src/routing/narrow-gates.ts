import type { FlatOperation } from '../circuit/flatten';
import { lowerGate } from '../open-qasm/lower-gate';

/**
 * Operations in which every gate is on one or two qubits: wider ones become circuits of narrower ones, exactly, phases included.
 *
 * Cost: O(k²) gates for k controls; a matrix of n qubits takes about 4ⁿ.
 *
 * @throws {CircuitError} A matrix of the caller's on three or more qubits, or a controlled one, has a parameter without a value.
 */
export const narrowGates = (operations: readonly FlatOperation[]): FlatOperation[] =>
  operations.flatMap((operation): FlatOperation[] => {
    if (operation.kind === 'conditional') {
      const { body, otherwise } = operation;
      return [{ ...operation, body: narrowGates(body), otherwise: narrowGates(otherwise) }];
    }
    if (operation.kind !== 'gate' || operation.qubits.length <= 2) return [operation];
    const { gate, qubits, angles } = operation;
    const parts = lowerGate(gate, angles).map((part) => ({
      ...part,
      qubits: part.qubits.map((qubit) => qubits[qubit]!),
    }));
    return narrowGates(parts);
  });
