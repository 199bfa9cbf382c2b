import type { Angle } from '../circuit/angle';
import type { GateOperation } from '../circuit/operation';
import { standardGates } from '../gates/standard-gates';

const { p, ry } = standardGates;

const split = (qubits: readonly number[], theta: Angle, phi: Angle, lambda: Angle): GateOperation[] => [
  { kind: 'gate', gate: p, qubits, angles: [lambda] },
  { kind: 'gate', gate: ry, qubits, angles: [theta] },
  { kind: 'gate', gate: p, qubits, angles: [phi] },
];

/**
 * A general one-qubit gate as two phases around a real rotation, u(θ, φ, λ) = p(φ) ry(θ) p(λ), and every other gate as it is.
 *
 * A real rotation takes a third of the products of a general matrix, and phases of many qubits join in one table.
 */
export const splitUniversal = (operation: GateOperation): readonly GateOperation[] => {
  const { gate, qubits, angles } = operation;
  const [first, second, third] = angles;
  if (gate === standardGates.u || gate === standardGates.u3) return split(qubits, first!, second!, third!);
  if (gate === standardGates.u2) return split(qubits, Math.PI / 2, first!, second!);
  return [operation];
};
