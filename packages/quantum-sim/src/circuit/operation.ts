import type { Gate } from '../gates/gate';
import type { Angle } from './angle';
import type { Circuit } from './circuit';

/** A gate on qubits; its controls are the first of them. */
export interface GateOperation {
  readonly kind: 'gate';
  readonly gate: Gate;
  readonly qubits: readonly number[];
  readonly angles: readonly Angle[];
}

/** A circuit inside a circuit: its qubit k is `qubits[k]` here and its bit k is `bits[k]`; all of it `repetitions` times. */
export interface CircuitOperation {
  readonly kind: 'circuit';
  readonly circuit: Circuit;
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
  readonly repetitions: number;
}

/** Measures a qubit in the computational basis and writes 0 or 1 to a classical bit. */
export interface MeasureOperation {
  readonly kind: 'measure';
  readonly qubit: number;
  readonly bit: number;
}

/** Puts a qubit into |0⟩, whatever it was: a measurement that nobody reads, and x where it gave 1. */
export interface ResetOperation {
  readonly kind: 'reset';
  readonly qubit: number;
}

/** Nothing for the state; what rewrites circuits moves no gate across it. */
export interface BarrierOperation {
  readonly kind: 'barrier';
  readonly qubits: readonly number[];
}

/** True where the bits, the first of them least significant, read `value`. */
export interface Condition {
  readonly bits: readonly number[];
  readonly value: number;
}

/** One of two circuits, chosen by classical bits; both have the qubits and bits of the circuit that they stand in. */
export interface ConditionalOperation {
  readonly kind: 'conditional';
  readonly condition: Condition;
  readonly body: Circuit;
  readonly otherwise?: Circuit;
}

export type Operation =
  | GateOperation
  | CircuitOperation
  | MeasureOperation
  | ResetOperation
  | BarrierOperation
  | ConditionalOperation;
