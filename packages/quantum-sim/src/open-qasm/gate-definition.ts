import type { Angle } from '../circuit/angle';
import type { Operation } from '../circuit/operation';
import type { Token } from './token';

/** A gate that a program can call. */
export interface GateDefinition {
  readonly angleCount: number;
  readonly qubitCount: number;
  /** How deep definitions stand in it: 0 for a built-in gate. */
  readonly depth: number;
  /** Whether a call becomes the operations themselves, and not a circuit that holds them. */
  readonly isInline: boolean;
  /** Whether a program may define another gate of that name. */
  readonly isReplaceable: boolean;
  /** The operations on the qubits 0 to qubitCount − 1; counts what making them costs. */
  make(angles: readonly Angle[], at: Token): readonly Operation[];
}
