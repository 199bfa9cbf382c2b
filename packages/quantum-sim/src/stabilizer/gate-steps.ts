import { CircuitError } from '../errors';
import type { BaseGate, Gate } from '../gates/gate';
import { gateQubitCount } from '../gates/gate';
import { gateMatrix } from '../gates/gate-matrix';
import { cliffordOf } from './clifford';
import { type CliffordSteps, cliffordSteps } from './clifford-steps';

/** Matrices of more qubits are not looked at. */
const largestGate = 5;

const known = new WeakMap<BaseGate, Map<string, CliffordSteps | undefined>>();

const find = (gate: Gate, angles: readonly number[]): CliffordSteps | undefined => {
  if (gateQubitCount(gate) > largestGate) return undefined;
  const clifford = cliffordOf(gateMatrix(gate, angles));
  return clifford === undefined ? undefined : cliffordSteps(clifford);
};

/** The arithmetic of a gate with these angles, or `undefined` where it is no Clifford gate or acts on more than 5 qubits. */
export const gateSteps = (gate: Gate, angles: readonly number[]): CliffordSteps | undefined => {
  const { base, controlCount } = gate;
  const byAngles = known.get(base) ?? new Map<string, CliffordSteps | undefined>();
  known.set(base, byAngles);
  const key = `${controlCount}:${angles.join()}`;
  if (!byAngles.has(key)) byAngles.set(key, find(gate, angles));
  return byAngles.get(key);
};

/** The error of an operation that a stabiliser state cannot follow. */
export const notClifford = (place: number | undefined, name: string, qubits: readonly number[]): CircuitError => {
  const what = `${name} on qubit${qubits.length === 1 ? '' : 's'} ${qubits.join(', ')}`;
  return new CircuitError({
    code: 'NOT_CLIFFORD',
    message: `stabilizer: ${place === undefined ? what : `operation ${place}, ${what},`} is no Clifford operation.`,
    remedy: 'Use gates that take Pauli matrices to Pauli matrices, on 5 qubits at most, or another engine.',
    context: { place, name, qubits },
  });
};
