import { QuantumOptionsError } from '../errors';
import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import { complexSvd } from '../matrix-product-state/complex-svd';
import { type Channel, channelOf, checkChannel } from './channel';

/** Eigenvalues of the Choi matrix below are rounding errors. */
const leastEigenvalue = 1e-13;

const refuse = (message: string, remedy: string, context: Readonly<Record<string, unknown>>): never => {
  throw new QuantumOptionsError({
    code: 'INVALID_SUPEROPERATOR',
    message: `channelOfSuperoperator: ${message}.`,
    remedy,
    context,
  });
};

/** The Choi matrix: entry (r' + d·r, c' + d·c) is the entry (r' + d·c', r + d·c) of the superoperator. */
const choiOf = ({ size, re, im }: ComplexMatrix, side: number): ComplexMatrix => {
  const out = zeroMatrix(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = (row % side) + side * (column % side);
      const to = Math.floor(row / side) + side * Math.floor(column / side);
      out.re[row * size + column] = re[from * size + to]!;
      out.im[row * size + column] = im[from * size + to]!;
    }
  }
  return out;
};

/**
 * The channel of a superoperator of 4 or 16 rows, as `superoperator` gives it, with the fewest Kraus operators: the eigenvectors of
 * its Choi matrix, each times the root of its eigenvalue.
 *
 * Source: Choi 1975, "Completely positive linear maps on complex matrices"; Wood, Biamonte and Cory 2015, §4.
 *
 * @throws {QuantumOptionsError} The matrix has another size, is not completely positive, or does not keep the trace, to 1e-9.
 * @example
 * ```ts
 * import { channelOfSuperoperator, depolarizing, superoperator } from '@sigmax/quantum-sim/noise';
 * channelOfSuperoperator(superoperator(depolarizing(0.1))).operators.length; // => 4
 * ```
 */
export const channelOfSuperoperator = (matrix: ComplexMatrix, name = 'channelOfSuperoperator'): Channel => {
  const { size } = matrix;
  if (size !== 4 && size !== 16) {
    refuse(`there were ${size} rows`, 'Pass 4 rows for one qubit or 16 for two.', { size });
  }
  const side = Math.sqrt(size);
  const choi = choiOf(matrix, side);
  const { u, values, vAdjoint } = complexSvd({ rows: size, columns: size, re: choi.re, im: choi.im });
  const operators: ComplexMatrix[] = [];
  values.forEach((value, index) => {
    if (value <= leastEigenvalue) return;
    // Of a positive matrix the vectors of both sides are the same.
    let overlap = 0;
    for (let at = 0; at < size; at++) {
      const left = at * u.columns + index;
      const right = index * size + at;
      overlap += u.re[left]! * vAdjoint.re[right]! - u.im[left]! * vAdjoint.im[right]!;
    }
    if (!(value * (1 - overlap) <= 1e-9)) {
      refuse(
        `an eigenvalue of its Choi matrix was ${value * overlap}, or it was not Hermitian`,
        'Pass a completely positive map.',
        { value, overlap },
      );
    }
    const operator = zeroMatrix(side);
    for (let at = 0; at < size; at++) {
      const entry = (at % side) * side + Math.floor(at / side);
      operator.re[entry] = Math.sqrt(value) * u.re[at * u.columns + index]!;
      operator.im[entry] = Math.sqrt(value) * u.im[at * u.columns + index]!;
    }
    operators.push(operator);
  });
  const channel = channelOf(name, size === 4 ? 1 : 2, operators);
  checkChannel(channel);
  return channel;
};
