import { CircuitError } from '../errors';
import { cosine, sine } from '../portable-math';
import { angleGate } from './angle-gate';
import { type ComplexEntry, type ComplexMatrix, matrixOf, setEntry, unitarityError } from './complex-matrix';
import { fixedGate } from './fixed-gate';
import type { BaseGate, Gate } from './gate';

/** Above this size a matrix would cost more than the gates that it stands for. */
const maximumQubits = 5;

const qubitsOfSize = (what: string, size: number): number => {
  const qubits = 31 - Math.clz32(size);
  if (size === 2 ** qubits && qubits >= 1 && qubits <= maximumQubits) return qubits;
  throw new CircuitError({
    code: 'INVALID_GATE_SIZE',
    message: `${what}: size was ${size}.`,
    remedy: `Pass 2, 4, 8, 16 or 32 rows, for 1 to ${maximumQubits} qubits.`,
    context: { size },
  });
};

const uncontrolled = (base: BaseGate): Gate => ({ name: base.name, controlCount: 0, base });

const adjointRows = ({ size, re, im }: ComplexMatrix): ComplexEntry[][] =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => [re[column * size + row]!, 0 - im[column * size + row]!] as const),
  );

const unitaryBase = (rows: readonly (readonly ComplexEntry[])[]): BaseGate =>
  fixedGate('unitary', rows, (qubits, angles) => ({ base: unitaryBase(adjointRows(matrixOf(rows))), qubits, angles }));

/**
 * The gate of a unitary matrix of 2, 4, 8, 16 or 32 rows, on 1 to 5 qubits; the first qubit is the least significant bit of
 * a row's number. An entry is a number or a pair [re, im].
 *
 * @throws {CircuitError} The matrix is not square, has another size, or misses unitarity by more than 1e-9 in an entry of M·M†.
 * @example
 * ```ts
 * import { circuit, unitary } from '@sigmax/quantum-sim';
 * circuit(1).apply(unitary([[0, [0, -1]], [[0, 1], 0]]), [0]).operations.length; // => 1
 * ```
 */
export const unitary = (rows: readonly (readonly ComplexEntry[])[]): Gate => {
  qubitsOfSize('unitary', rows.length);
  const uneven = rows.findIndex((row) => row.length !== rows.length);
  if (uneven !== -1) {
    throw new CircuitError({
      code: 'NOT_SQUARE',
      message: `unitary: row ${uneven} had ${rows[uneven]!.length} entries, the matrix has ${rows.length} rows.`,
      remedy: 'Pass as many entries in each row as there are rows.',
      context: { row: uneven, rows: rows.length },
    });
  }
  const error = unitarityError(matrixOf(rows));
  if (!(error <= 1e-9)) {
    throw new CircuitError({
      code: 'NOT_UNITARY',
      message: `unitary: an entry of M·M† was ${error} away from the identity.`,
      remedy: 'Pass a matrix whose rows are orthonormal.',
      context: { error },
    });
  }
  return uncontrolled(unitaryBase(rows));
};

const diagonalBase = (phases: readonly number[]): BaseGate => {
  const rows = phases.map((phase, row) =>
    phases.map((_, column): ComplexEntry => (row === column ? [cosine(phase), sine(phase)] : 0)),
  );
  return fixedGate('diagonal', rows, (qubits, angles) => ({
    base: diagonalBase(phases.map((phase) => 0 - phase)),
    qubits,
    angles,
  }));
};

/**
 * The gate diag(e^(iφ₀), e^(iφ₁), …) of 2, 4, 8, 16 or 32 phases in radians.
 *
 * @throws {CircuitError} The number of phases is another one, or a phase is not finite.
 * @example
 * ```ts
 * import { circuit, diagonal } from '@sigmax/quantum-sim';
 * circuit(2).apply(diagonal([0, 0, 0, Math.PI]), [0, 1]).operations.length; // => 1
 * ```
 */
export const diagonal = (phases: readonly number[]): Gate => {
  qubitsOfSize('diagonal', phases.length);
  const wrong = phases.findIndex((phase) => !Number.isFinite(phase));
  if (wrong !== -1) {
    throw new CircuitError({
      code: 'INVALID_PHASE',
      message: `diagonal: phase ${wrong} was ${phases[wrong]}.`,
      remedy: 'Pass angles in radians.',
      context: { index: wrong, phase: phases[wrong] },
    });
  }
  return uncontrolled(diagonalBase(phases));
};

/** Writes c·1 − i·s·P, P the product of the Pauli matrices of the text. */
const writePauli = (paulis: string, out: ComplexMatrix, c: number, s: number): void => {
  let flips = 0;
  for (let qubit = 0; qubit < paulis.length; qubit++) if (/[XY]/.test(paulis[qubit]!)) flips |= 1 << qubit;
  for (let row = 0; row < out.size; row++) {
    // The entry (row, row ^ flips) of P is i^turns.
    let turns = 0;
    for (let qubit = 0; qubit < paulis.length; qubit++) {
      const bit = (row >> qubit) & 1;
      if (paulis[qubit] === 'Y') turns += bit === 1 ? 1 : 3;
      if (paulis[qubit] === 'Z') turns += 2 * bit;
    }
    const re = [1, 0, -1, 0][turns & 3]!;
    const im = [0, 1, 0, -1][turns & 3]!;
    const own = flips === 0 ? c : 0;
    setEntry(out, row, row, c, 0);
    // −i s (re + i im)
    setEntry(out, row, row ^ flips, own + s * im, -s * re);
  }
};

/**
 * exp(−iθP/2) for a product P of Pauli matrices; letter k of the text (I, X, Y or Z) acts on the k-th qubit that the gate is
 * applied to.
 *
 * @throws {CircuitError} The text has another letter, or not 1 to 5 of them.
 * @example
 * ```ts
 * import { circuit, pauliRotation } from '@sigmax/quantum-sim';
 * circuit(3).apply(pauliRotation('XYZ'), [0, 1, 2], Math.PI / 4).operations.length; // => 1
 * ```
 */
export const pauliRotation = (paulis: string): Gate => {
  if (!/^[IXYZ]{1,5}$/.test(paulis)) {
    throw new CircuitError({
      code: 'INVALID_PAULI',
      message: `pauliRotation: paulis was ${JSON.stringify(paulis)}.`,
      remedy: 'Pass 1 to 5 letters of I, X, Y and Z.',
      context: { paulis },
    });
  }
  return uncontrolled(
    angleGate({
      name: `r${paulis.toLowerCase()}`,
      qubitCount: paulis.length,
      angleCount: 1,
      structure: /[XY]/.test(paulis) ? 'general' : 'diagonal',
      shiftRules: ['rotation'],
      matrix: (out, angles) => writePauli(paulis, out, cosine(angles[0]! / 2), sine(angles[0]! / 2)),
      derivative: (out, angles) => writePauli(paulis, out, -sine(angles[0]! / 2) / 2, cosine(angles[0]! / 2) / 2),
    }),
  );
};
