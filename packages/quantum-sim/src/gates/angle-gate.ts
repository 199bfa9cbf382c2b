import { type ComplexMatrix, clearMatrix } from './complex-matrix';
import type { BaseGate, MatrixStructure, ShiftRule } from './gate';

interface AngleGateDefinition {
  readonly name: string;
  readonly qubitCount: number;
  readonly angleCount: number;
  readonly structure: MatrixStructure;
  readonly shiftRules: readonly ShiftRule[];
  /** Writes the entries that are not 0. */
  readonly matrix: (out: ComplexMatrix, angles: ArrayLike<number>) => void;
  /** Writes the entries of the derivative that are not 0. */
  readonly derivative: (out: ComplexMatrix, angles: ArrayLike<number>, index: number) => void;
  /** Negates every angle unless given. */
  readonly inverse?: BaseGate['inverse'];
}

/** A base gate with angles. */
export const angleGate = (definition: AngleGateDefinition): BaseGate => {
  const { name, qubitCount, angleCount, structure, matrix, derivative } = definition;
  const gate: BaseGate = {
    name,
    qubitCount,
    angleCount,
    structure,
    shiftRules: definition.shiftRules,
    writeMatrix(out, angles) {
      clearMatrix(out);
      matrix(out, angles);
    },
    writeDerivative(out, angles, index) {
      clearMatrix(out);
      derivative(out, angles, index);
    },
    inverse:
      definition.inverse ??
      ((qubits, angles, { negate }) => ({ base: gate, qubits, angles: angles.map((angle) => negate(angle)) })),
  };
  return gate;
};
