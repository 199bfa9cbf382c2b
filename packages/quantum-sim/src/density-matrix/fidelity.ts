import { QuantumCapacityError, QuantumOptionsError } from '../errors';
import { complexSvd } from '../matrix-product-state/complex-svd';
import { adjointTable, type ComplexTable, multiplyTables, zeroTable } from '../matrix-product-state/complex-table';
import type { StateVector } from '../state-vector/state-vector';
import { DensityMatrix } from './density-matrix';

/** Two mixed states of more qubits would take minutes. */
const mostQubits = 8;

/** Eigenvalues below are rounding errors, whose roots would not be small. */
const leastEigenvalue = 1e-15;

/** The root of a positive matrix: U √Σ U† of its singular value decomposition. */
const rootOf = ({ size, re, im }: DensityMatrix): ComplexTable => {
  // Column after column is the transpose; as the matrix is Hermitian, its conjugate.
  const { u, values } = complexSvd({
    rows: size,
    columns: size,
    re: Float64Array.from(re),
    im: Float64Array.from(im, (y) => 0 - y),
  });
  const scaled = zeroTable(u.rows, u.columns);
  for (let row = 0; row < u.rows; row++) {
    for (let column = 0; column < u.columns; column++) {
      const value = values[column]!;
      const root = value > leastEigenvalue ? Math.sqrt(value) : 0;
      scaled.re[row * u.columns + column] = root * u.re[row * u.columns + column]!;
      scaled.im[row * u.columns + column] = root * u.im[row * u.columns + column]!;
    }
  }
  return multiplyTables(scaled, adjointTable(u));
};

/** ⟨ψ|ρ|ψ⟩. */
const withPure = ({ size, re, im }: DensityMatrix, state: StateVector): number => {
  let sum = 0;
  for (let column = 0; column < size; column++) {
    let x = 0;
    let y = 0;
    for (let row = 0; row < size; row++) {
      // conj(ψ_row) ρ(row, column)
      x += state.re[row]! * re[row + size * column]! + state.im[row]! * im[row + size * column]!;
      y += state.re[row]! * im[row + size * column]! - state.im[row]! * re[row + size * column]!;
    }
    sum += x * state.re[column]! - y * state.im[column]!;
  }
  return sum;
};

/**
 * How alike two states are: ⟨ψ|ρ|ψ⟩ for a state vector, (Tr √(√ρ σ √ρ))² for a density matrix. 1 for the same, 0 for states that
 * one measurement tells apart.
 *
 * Cost: O(4^n) for a state vector; O(8^n) for a density matrix, of 8 qubits at most, and right to about 1e-7 there.
 *
 * Source: Jozsa 1994, "Fidelity for mixed quantum states".
 *
 * @throws {QuantumOptionsError} The two have different numbers of qubits.
 * @throws {QuantumCapacityError} Two density matrices have more than 8 qubits.
 * @example
 * ```ts
 * import { circuit, simulate } from '@sigmax/quantum-sim';
 * import { fidelity, simulateDensityMatrix } from '@sigmax/quantum-sim/density-matrix';
 * import { depolarizing, noiseModel } from '@sigmax/quantum-sim/noise';
 * const bell = circuit(2).h(0).cx(0, 1);
 * const noise = noiseModel({ rules: [{ on: 'cx', channel: depolarizing(0.2, 2) }] });
 * fidelity(simulateDensityMatrix(bell, { noise }), simulate(bell)).toFixed(6); // => '0.850000'
 * ```
 */
export const fidelity = (matrix: DensityMatrix, other: DensityMatrix | StateVector): number => {
  const { qubitCount } = matrix;
  if (other.qubitCount !== qubitCount) {
    throw new QuantumOptionsError({
      code: 'WRONG_COUNT',
      message: `fidelity: the states have ${qubitCount} and ${other.qubitCount} qubits.`,
      remedy: 'Pass two states of as many qubits.',
      context: { first: qubitCount, second: other.qubitCount },
    });
  }
  if (!(other instanceof DensityMatrix)) return withPure(matrix, other);
  if (qubitCount > mostQubits) {
    throw new QuantumCapacityError({
      code: 'STATE_TOO_LARGE',
      message: `fidelity: two density matrices of ${qubitCount} qubits; the limit is ${mostQubits}.`,
      remedy: 'Compare with a state vector, or trace qubits out first.',
      context: { qubitCount, limit: mostQubits },
    });
  }
  const { values } = complexSvd(multiplyTables(rootOf(matrix), rootOf(other)));
  return values.reduce((sum, value) => sum + value, 0) ** 2;
};
