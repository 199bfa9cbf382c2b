import { type ComplexEntry, type ComplexMatrix, clearMatrix, copyMatrix, matrixOf } from './complex-matrix';
import type { BaseGate, MatrixStructure } from './gate';

const structureOf = ({ size, re, im }: ComplexMatrix): MatrixStructure => {
  const entries = Array.from(re, (value, at) => ({ at, value, isZero: value === 0 && im[at] === 0 }));
  if (entries.every(({ at, isZero }) => isZero || at % (size + 1) === 0)) return 'diagonal';
  return entries.every(({ at, value, isZero }) => isZero || (value === 1 && im[at] === 0)) ? 'permutation' : 'general';
};

/** A base gate without angles; its own inverse unless another is given. */
export const fixedGate = (
  name: string,
  rows: readonly (readonly ComplexEntry[])[],
  inverse?: BaseGate['inverse'],
): BaseGate => {
  const matrix = matrixOf(rows);
  const gate: BaseGate = {
    name,
    qubitCount: 31 - Math.clz32(matrix.size),
    angleCount: 0,
    structure: structureOf(matrix),
    shiftRules: [],
    writeMatrix: (out) => copyMatrix(out, matrix),
    writeDerivative: (out) => clearMatrix(out),
    inverse: inverse ?? ((qubits, angles) => ({ base: gate, qubits, angles })),
  };
  return gate;
};
