/**
 * An independent second implementation of noisy circuits: whole matrices of 2^n rows as plain arrays of pairs, gates from the
 * oracle of the gates, every Kraus operator multiplied out. Slow and plain on purpose.
 */
import { denseGates, entriesOf } from '../gates/dense-oracle.test-helper';

export type Pair = readonly [re: number, im: number];
export type Dense = readonly (readonly Pair[])[];

const times = ([a, b]: Pair, [c, d]: Pair): Pair => [a * c - b * d, a * d + b * c];
const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a + c, b + d];

export const multiplied = (a: Dense, b: Dense): Dense =>
  a.map((row) =>
    b[0]!.map((_, column) => row.reduce<Pair>((sum, x, k) => plus(sum, times(x, b[k]![column]!)), [0, 0])),
  );

export const dagger = (a: Dense): Dense =>
  a[0]!.map((_, column) => a.map((row) => [row[column]![0], -row[column]![1]]));

export const added = (a: Dense, b: Dense): Dense => a.map((row, r) => row.map((x, c) => plus(x, b[r]![c]!)));

export const scaled = (factor: number, a: Dense): Dense =>
  a.map((row) => row.map(([x, y]) => [factor * x, factor * y]));

export const real = (rows: readonly (readonly number[])[]): Dense => rows.map((row) => row.map((x) => [x, 0]));

/** |0…0⟩⟨0…0|. */
export const ground = (qubitCount: number): Dense =>
  Array.from({ length: 2 ** qubitCount }, (_, row) =>
    Array.from({ length: 2 ** qubitCount }, (__, column): Pair => [row === 0 && column === 0 ? 1 : 0, 0]),
  );

/** A matrix on some qubits, the first least significant, as a matrix on all. */
export const widened = (a: Dense, qubits: readonly number[], qubitCount: number): Dense => {
  const size = 2 ** qubitCount;
  const own = (index: number): number => qubits.reduce((sum, qubit, k) => sum + ((index >> qubit) & 1) * 2 ** k, 0);
  const rest = (index: number): number => qubits.reduce((sum, qubit) => sum & ~(1 << qubit), index);
  return Array.from({ length: size }, (_, row) =>
    Array.from(
      { length: size },
      (__, column): Pair => (rest(row) === rest(column) ? a[own(row)]![own(column)]! : [0, 0]),
    ),
  );
};

export const denseGate = (name: string, angles: readonly number[] = []): Dense => {
  const entries = entriesOf(denseGates[name]!(...angles));
  const size = Math.round(Math.sqrt(entries.length));
  return Array.from({ length: size }, (_, row) => entries.slice(row * size, (row + 1) * size));
};

/** Σ KρK† with the operators on some qubits. */
export const mapped = (rho: Dense, operators: readonly Dense[], qubits: readonly number[]): Dense => {
  const qubitCount = Math.round(Math.log2(rho.length));
  return operators
    .map((operator) => widened(operator, qubits, qubitCount))
    .map((operator) => multiplied(multiplied(operator, rho), dagger(operator)))
    .reduce(added);
};

/** Largest distance of two entries. */
export const denseDifference = (a: Dense, b: Dense): number =>
  Math.max(...a.flatMap((row, r) => row.map(([x, y], c) => Math.hypot(x - b[r]![c]![0], y - b[r]![c]![1]))));

/** The matrix of something with entries. */
export const denseOf = (matrix: { readonly size: number; entry(row: number, column: number): Pair }): Dense =>
  Array.from({ length: matrix.size }, (_, row) =>
    Array.from({ length: matrix.size }, (__, column) => matrix.entry(row, column)),
  );
