import type { ComplexMatrix } from '../gates/complex-matrix';

/** A product of Pauli matrices on k qubits as bits, (−1)^isNegative · i^|x & z| · X^x Z^z, which is Hermitian. */
export interface SignedPauli {
  readonly x: number;
  readonly z: number;
  readonly isNegative: boolean;
}

/** What a Clifford gate makes of X and of Z of each of its qubits: U X_q U† and U Z_q U†. */
export interface Clifford {
  readonly qubitCount: number;
  readonly ofX: readonly SignedPauli[];
  readonly ofZ: readonly SignedPauli[];
}

/** Gates whose entries are that near to those of a Clifford gate are taken for it. */
const tolerance = 1e-9;

const popCount = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** U P U† where P is X (or Z) of one qubit. */
const conjugated = ({ size, re, im }: ComplexMatrix, qubit: number, isX: boolean): ComplexMatrix => {
  const out = { size, re: new Float64Array(size * size), im: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let x = 0;
      let y = 0;
      for (let k = 0; k < size; k++) {
        // (U P) has the column k ^ flip of U in its column k.
        const left = row * size + (isX ? k ^ (1 << qubit) : k);
        const sign = !isX && ((k >> qubit) & 1) === 1 ? -1 : 1;
        const right = column * size + k;
        x += sign * (re[left]! * re[right]! + im[left]! * im[right]!);
        y += sign * (im[left]! * re[right]! - re[left]! * im[right]!);
      }
      out.re[row * size + column] = x;
      out.im[row * size + column] = y;
    }
  }
  return out;
};

/** The entry of X^x Z^z i^|x & z| in a column, whose row is column ^ x. */
const pauliEntry = (x: number, z: number, column: number): readonly [re: number, im: number] => {
  const turns = (popCount(x & z) + 2 * popCount(column & z)) & 3;
  return [[1, 0, -1, 0][turns]!, [0, 1, 0, -1][turns]!];
};

/** The signed Pauli product that a matrix is, if it is one. */
const pauliOf = ({ size, re, im }: ComplexMatrix): SignedPauli | undefined => {
  const isEntry = (at: number): boolean => re[at]! * re[at]! + im[at]! * im[at]! > 0.5;
  let x = -1;
  for (let row = 0; row < size; row++) if (isEntry(row * size)) x = row;
  if (x === -1) return undefined;
  const phaseIn = (column: number): readonly [number, number] => {
    const at = (column ^ x) * size + column;
    return [re[at]!, im[at]!];
  };
  // The entry changes its sign from column 0 to that of a single bit where z has the bit.
  let z = 0;
  const [a, b] = phaseIn(0);
  for (let bit = 1; bit < size; bit *= 2) {
    const [c, d] = phaseIn(bit);
    if (a * c + b * d < 0) z |= bit;
  }
  const [firstRe, firstIm] = pauliEntry(x, z, 0);
  const isNegative = a * firstRe + b * firstIm < 0;
  const sign = isNegative ? -1 : 1;
  for (let column = 0; column < size; column++) {
    const [expectedRe, expectedIm] = pauliEntry(x, z, column);
    for (let row = 0; row < size; row++) {
      const at = row * size + column;
      const dx = re[at]! - (row === (column ^ x) ? sign * expectedRe : 0);
      const dy = im[at]! - (row === (column ^ x) ? sign * expectedIm : 0);
      if (!(dx * dx + dy * dy <= tolerance * tolerance)) return undefined;
    }
  }
  return { x, z, isNegative };
};

/**
 * The Clifford gate that a unitary matrix is, to 1e-9 and up to a phase, or `undefined` where it is none.
 *
 * A gate is one where it takes X and Z of each qubit to products of Pauli matrices. Cost: O(k · 8^k) for k qubits.
 */
export const cliffordOf = (matrix: ComplexMatrix): Clifford | undefined => {
  const qubitCount = 31 - Math.clz32(matrix.size);
  const ofX: SignedPauli[] = [];
  const ofZ: SignedPauli[] = [];
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    const x = pauliOf(conjugated(matrix, qubit, true));
    const z = x === undefined ? undefined : pauliOf(conjugated(matrix, qubit, false));
    if (x === undefined || z === undefined) return undefined;
    ofX.push(x);
    ofZ.push(z);
  }
  return { qubitCount, ofX, ofZ };
};
