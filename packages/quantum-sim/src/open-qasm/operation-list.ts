import type { Angle } from '../circuit/angle';
import type { GateOperation } from '../circuit/operation';
import { gateOf } from '../gates/controlled-gate';
import { phaseGate } from '../gates/phase-gates';
import { type StandardGateName, standardGates } from '../gates/standard-gates';

export type GateList = readonly GateOperation[];

/** A standard gate on qubits. */
export const on = (name: StandardGateName, qubits: readonly number[], ...angles: readonly Angle[]): GateOperation => ({
  kind: 'gate',
  gate: standardGates[name],
  qubits,
  angles,
});

export const scaled = (angle: Angle, factor: number): Angle =>
  typeof angle === 'number' ? angle * factor : angle.times(factor);

export const sumOf = (a: Angle, b: Angle): Angle => {
  if (typeof a !== 'number') return a.plus(b);
  return typeof b === 'number' ? a + b : b.plus(a);
};

/** The operation where `controls` are 1 as well; its own qubits stay what they are. */
export const withControls = (operation: GateOperation, controls: readonly number[]): GateOperation => {
  const { gate, qubits, angles } = operation;
  const count = gate.controlCount + controls.length;
  const all = [...controls, ...qubits];
  // A controlled phase of nothing is a phase of the last control.
  if (gate.base.qubitCount === 0) return { ...operation, gate: gateOf(phaseGate, count - 1), qubits: all, angles };
  return { ...operation, gate: gateOf(gate.base, count), qubits: all, angles };
};
