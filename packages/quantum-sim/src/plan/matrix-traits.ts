import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import type { BaseGate } from '../gates/gate';

/** Zeros and signs of a matrix that hold for all its angles, so that a cheaper kernel may apply it. */
export interface MatrixTraits {
  readonly isDiagonal: boolean;
  /** Diagonal, and 1 everywhere but in the last entry. */
  readonly isPhase: boolean;
  readonly isReal: boolean;
  /** One qubit: real on the diagonal and imaginary beside it, as rx. */
  readonly isCross: boolean;
  /** One qubit: exactly X. */
  readonly isFlip: boolean;
  /** Two qubits: exactly SWAP. */
  readonly isSwap: boolean;
  /** One qubit: a combination of the identity and X, which commutes with X. */
  readonly isAlongX: boolean;
}

const everyEntry = (
  { size, re, im }: ComplexMatrix,
  test: (row: number, column: number, re: number, im: number) => boolean,
): boolean => re.every((value, at) => test(Math.floor(at / size), at % size, value, im[at]!));

const swapTarget = [0, 2, 1, 3];

export const traitsOfMatrix = (matrix: ComplexMatrix): MatrixTraits => {
  const { size, re, im } = matrix;
  const last = size - 1;
  const isDiagonal = everyEntry(matrix, (row, column, x, y) => row === column || (x === 0 && y === 0));
  const isOne = (row: number, column: number): boolean =>
    re[row * size + column] === 1 && im[row * size + column] === 0;
  return {
    isDiagonal,
    isPhase: isDiagonal && everyEntry(matrix, (row, column) => row !== column || row === last || isOne(row, row)),
    isReal: everyEntry(matrix, (_, __, ___, y) => y === 0),
    isCross: size === 2 && everyEntry(matrix, (row, column, x, y) => (row === column ? y === 0 : x === 0)),
    isFlip: size === 2 && re[0] === 0 && re[3] === 0 && im[0] === 0 && im[3] === 0 && isOne(0, 1) && isOne(1, 0),
    isSwap:
      size === 4 && everyEntry(matrix, (row, column, x) => (column === swapTarget[row] ? isOne(row, column) : x === 0)),
    isAlongX: size === 2 && re[0] === re[3] && im[0] === im[3] && re[1] === re[2] && im[1] === im[2],
  };
};

/** Angles at which an entry is 0 only if it always is: entries are sums of few sines and cosines. */
const genericAngles: readonly (readonly number[])[] = [
  [0.7391, 1.9173, -2.3371, 0.4517],
  [-1.2347, 0.5713, 2.7189, -1.8731],
];

const known = new WeakMap<BaseGate, MatrixTraits>();

/** The traits of a gate for all its angles, found at two generic ones. */
export const traitsOf = (gate: BaseGate): MatrixTraits => {
  const found = known.get(gate);
  if (found !== undefined) return found;
  const matrix = zeroMatrix(2 ** gate.qubitCount);
  const [first, second] = genericAngles.map((angles) => {
    gate.writeMatrix(matrix, angles);
    return traitsOfMatrix(matrix);
  }) as [MatrixTraits, MatrixTraits];
  const traits = bothTraits(first, second);
  known.set(gate, traits);
  return traits;
};

/** What is true of both. */
export const bothTraits = (a: MatrixTraits, b: MatrixTraits): MatrixTraits => ({
  isDiagonal: a.isDiagonal && b.isDiagonal,
  isPhase: a.isPhase && b.isPhase,
  isReal: a.isReal && b.isReal,
  isCross: a.isCross && b.isCross,
  isFlip: a.isFlip && b.isFlip,
  isSwap: a.isSwap && b.isSwap,
  isAlongX: a.isAlongX && b.isAlongX,
});
