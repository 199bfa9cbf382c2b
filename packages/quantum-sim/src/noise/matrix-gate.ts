import { type ComplexMatrix, clearMatrix, copyMatrix } from '../gates/complex-matrix';
import type { BaseGate, Gate } from '../gates/gate';

/** Any matrix as what plans need of a gate. It need not be unitary, and nothing here asks for its inverse. */
export const matrixGate = (name: string, matrix: ComplexMatrix): Gate => {
  const base: BaseGate = {
    name,
    qubitCount: 31 - Math.clz32(matrix.size),
    angleCount: 0,
    structure: 'general',
    shiftRules: [],
    writeMatrix: (out) => copyMatrix(out, matrix),
    writeDerivative: (out) => clearMatrix(out),
    inverse: (qubits, angles) => ({ base, qubits, angles }),
  };
  return { name, controlCount: 0, base };
};
