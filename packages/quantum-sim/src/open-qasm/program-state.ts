import type { Condition, Operation } from '../circuit/operation';
import type { Evaluation } from './evaluate-expression';
import type { GateDefinition } from './gate-definition';
import type { Statement } from './syntax';

/** A choice by bits whose circuits are made at the end, when the number of qubits and bits is known. */
export interface ChoiceDraft {
  readonly kind: 'choice';
  readonly condition: Condition;
  readonly body: readonly Draft[];
  readonly otherwise: readonly Draft[];
}

export type Draft = Exclude<Operation, { kind: 'conditional' }> | ChoiceDraft;

/** A register of the program; its elements are the qubits or bits from `first` on. */
export interface OpenQasmRegister {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

/** What running a program writes to. */
export interface ProgramState {
  qubitCount: number;
  bitCount: number;
  readonly qubitRegisters: OpenQasmRegister[];
  readonly bitRegisters: OpenQasmRegister[];
  readonly gates: Map<string, GateDefinition>;
}

/** Where statements run. */
export interface Context {
  readonly program: ProgramState;
  readonly evaluation: Evaluation;
  readonly out: Draft[];
  /** A gate's body: its operations are counted where the gate is called. */
  readonly isGate: boolean;
  /** Inside a block: registers are declared outside. */
  readonly isBlock: boolean;
  /** The gates that the calls of gate bodies mean, as they were when the body was written. */
  readonly resolved: WeakMap<object, GateDefinition>;
  /** Runs what stands inside a statement. */
  readonly run: (statements: readonly Statement[], context: Context) => void;
}
