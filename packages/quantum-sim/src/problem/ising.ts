import { ProblemError } from '../errors';
import type { PauliSum, PauliTerm } from '../measurement/pauli-sum';
import { exactSum } from './exact-sum';
import type { Qubo } from './qubo';

/**
 * A quadratic function of n spins: f(z) = c + Σ_i h_i z_i + Σ_{i<j} J_ij z_i z_j, z_i = 1 − 2 x_i, so z is the eigenvalue of Pauli Z.
 *
 * `couplings` is row-major n × n, symmetric with a zero diagonal; each pair counts once. Treat the arrays as read-only.
 */
export interface Ising {
  readonly names: readonly string[];
  readonly constant: number;
  readonly fields: Float64Array;
  readonly couplings: Float64Array;
}

/** The upper triangle. */
const pairs = function* (matrix: Float64Array, size: number): Generator<number> {
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) yield matrix[i * size + j] as number;
};

const scaled = function* (values: Iterable<number>, factor: number): Generator<number> {
  for (const value of values) yield factor * value;
};

/**
 * The same function in spins: J_ij = Q_ij / 4, h_i = −l_i / 2 − ¼ Σ_j Q_ij, c + ½ Σ l_i + ¼ Σ_{i<j} Q_ij.
 *
 * Every coefficient is its exact value, rounded once. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { createQubo, quboToIsing } from '@sigmax/quantum-sim';
 * const { constant, fields } = quboToIsing(createQubo({ names: ['a', 'b'], linear: [1, 2], couplings: [['a', 'b', 4]] }));
 * constant; // => 2.5
 * Array.from(fields); // => [-1.5, -2]
 * ```
 */
export const quboToIsing = ({ names, constant, linear, couplings }: Qubo): Ising => {
  const size = linear.length;
  return {
    names,
    constant: exactSum([constant, ...scaled(linear, 0.5), ...scaled(pairs(couplings, size), 0.25)]),
    fields: linear.map((own, i) =>
      exactSum([-own / 2, ...scaled(couplings.subarray(i * size, (i + 1) * size), -0.25)]),
    ),
    couplings: couplings.map((one) => one / 4),
  };
};

/**
 * The same function in binaries: Q_ij = 4 J_ij, l_i = −2 h_i − 2 Σ_j J_ij, c + Σ h_i + Σ_{i<j} J_ij.
 *
 * Every coefficient is its exact value, rounded once; where no rounding happened on the way, this undoes {@link quboToIsing}.
 * Cost: O(n²).
 *
 * @example
 * ```ts
 * import { createQubo, isingToQubo, quboToIsing } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['a', 'b'], linear: [1, 2], couplings: [['a', 'b', 4]] });
 * Array.from(isingToQubo(quboToIsing(qubo)).linear); // => [1, 2]
 * ```
 */
export const isingToQubo = ({ names, constant, fields, couplings }: Ising): Qubo => {
  const size = fields.length;
  return {
    names,
    constant: exactSum([constant, ...fields, ...pairs(couplings, size)]),
    linear: fields.map((own, i) => exactSum([-2 * own, ...scaled(couplings.subarray(i * size, (i + 1) * size), -2)])),
    couplings: couplings.map((one) => 4 * one),
  };
};

/**
 * The observable whose eigenvalues are the values: Z for each field, ZZ for each coupling, and the constant as a term without
 * factors. Terms with coefficient 0 are left out. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { createQubo, isingToPauliSum, quboToIsing } from '@sigmax/quantum-sim';
 * const sum = isingToPauliSum(quboToIsing(createQubo({ names: ['a'], linear: [2] })));
 * sum[1]; // => { coefficient: -1, factors: [{ qubit: 0, pauli: 'Z' }] }
 * ```
 */
export const isingToPauliSum = ({ constant, fields, couplings }: Ising): PauliSum => {
  const size = fields.length;
  const z = (...qubits: number[]): PauliTerm['factors'] => qubits.map((qubit) => ({ qubit, pauli: 'Z' }));
  const terms: PauliTerm[] = [{ coefficient: constant, factors: [] }];
  fields.forEach((coefficient, i) => {
    terms.push({ coefficient, factors: z(i) });
  });
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) terms.push({ coefficient: couplings[i * size + j] as number, factors: z(i, j) });
  }
  return terms.filter(({ coefficient }) => coefficient !== 0);
};

/**
 * The spins of an observable made of Z alone, at most two in a term; the inverse of {@link isingToPauliSum}.
 *
 * @throws {ProblemError} a term has X, Y, more than two factors, or a qubit without a name.
 * @example
 * ```ts
 * import { isingToPauliSum, pauliSumToIsing } from '@sigmax/quantum-sim';
 * const ising = pauliSumToIsing([{ coefficient: 2, factors: [{ qubit: 1, pauli: 'Z' }] }], ['a', 'b']);
 * Array.from(ising.fields); // => [0, 2]
 * isingToPauliSum(ising).length; // => 1
 * ```
 */
export const pauliSumToIsing = (sum: PauliSum, names: readonly string[]): Ising => {
  const size = names.length;
  const ising = { names, constant: 0, fields: new Float64Array(size), couplings: new Float64Array(size * size) };
  for (const { coefficient, factors } of sum) {
    const [first, second] = factors;
    if (factors.length > 2 || factors.some(({ qubit, pauli }) => pauli !== 'Z' || qubit >= size)) {
      throw new ProblemError({
        code: 'NOT_AN_ISING_TERM',
        message: `pauliSumToIsing: a term was ${factors.map(({ pauli, qubit }) => `${pauli}${qubit}`).join(' ')}.`,
        remedy: `Pass products of at most two Z on qubits 0 to ${size - 1}.`,
      });
    }
    if (first === undefined) ising.constant += coefficient;
    else if (second === undefined) ising.fields[first.qubit]! += coefficient;
    else {
      ising.couplings[first.qubit * size + second.qubit]! += coefficient;
      ising.couplings[second.qubit * size + first.qubit]! += coefficient;
    }
  }
  return ising;
};

/**
 * The value at spins +1 and −1, in the order of the names. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { createQubo, isingValue, quboToIsing } from '@sigmax/quantum-sim';
 * const ising = quboToIsing(createQubo({ names: ['a', 'b'], linear: [1, 2], couplings: [['a', 'b', 4]] }));
 * isingValue(ising, [-1, -1]); // => 7
 * ```
 */
export const isingValue = ({ constant, fields, couplings }: Ising, spins: ArrayLike<number>): number => {
  const size = fields.length;
  let value = constant;
  for (let i = 0; i < size; i++) {
    let field = fields[i] as number;
    for (let j = 0; j < i; j++) field += (couplings[i * size + j] as number) * (spins[j] as number);
    value += field * (spins[i] as number);
  }
  return value;
};
