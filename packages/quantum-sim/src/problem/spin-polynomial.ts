import { ProblemError } from '../errors';
import type { PauliSum } from '../measurement/pauli-sum';
import { requireMemory } from '../subspace/require-memory';
import { requireFinite } from './checks';
import type { Ising } from './ising';

/** A coefficient times a product of different spins; without members it is the constant. */
export interface SpinTerm {
  /** Ascending indices. */
  readonly members: readonly number[];
  readonly coefficient: number;
}

/** A function of spins of any degree: Σ_t c_t Π z_i. Each product stands once. */
export interface SpinPolynomial {
  readonly names: readonly string[];
  readonly terms: readonly SpinTerm[];
}

/**
 * A polynomial from terms: those of the same product add up, those that are 0 are left out, and a spin that stands twice cancels,
 * since z² = 1. Cost: O(terms · degree²).
 *
 * @throws {ProblemError} a member is no index of the names.
 * @throws {QuantumOptionsError} a coefficient is not finite.
 * @example
 * ```ts
 * import { spinPolynomial } from '@sigmax/quantum-sim';
 * const terms = [{ members: [0, 1], coefficient: 2 }, { members: [1, 0], coefficient: 1 }, { members: [1, 1], coefficient: 4 }];
 * spinPolynomial(['a', 'b'], terms).terms; // => [{ members: [0, 1], coefficient: 3 }, { members: [], coefficient: 4 }]
 * ```
 */
export const spinPolynomial = (names: readonly string[], terms: Iterable<SpinTerm>): SpinPolynomial => {
  const sums = new Map<string, { members: readonly number[]; coefficient: number }>();
  for (const { members, coefficient } of terms) {
    requireFinite(coefficient, `spinPolynomial: the coefficient of the term [${members.join(', ')}]`);
    requireMembers(members, names);
    const odd = [...new Set(members)]
      .filter((one) => members.filter((other) => other === one).length % 2 === 1)
      .sort((a, b) => a - b);
    const key = odd.join();
    const sum = sums.get(key) ?? { members: odd, coefficient: 0 };
    sum.coefficient += coefficient;
    sums.set(key, sum);
  }
  return { names, terms: [...sums.values()].filter(({ coefficient }) => coefficient !== 0) };
};

const requireMembers = (members: readonly number[], names: readonly string[]): void => {
  const wrong = members.find((one) => !(Number.isInteger(one) && one >= 0 && one < names.length));
  if (wrong === undefined) return;
  throw new ProblemError({
    code: 'UNKNOWN_VARIABLE',
    message: `spinPolynomial: variable was ${wrong} of ${names.length}.`,
    remedy: 'Pass indices of the names, from 0.',
    context: { variable: wrong, variables: names.length },
  });
};

/**
 * A quadratic function of spins as a polynomial. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { createQubo, isingToPolynomial, quboToIsing } from '@sigmax/quantum-sim';
 * isingToPolynomial(quboToIsing(createQubo({ names: ['a'], linear: [2] }))).terms.length; // => 2
 * ```
 */
export const isingToPolynomial = ({ names, constant, fields, couplings }: Ising): SpinPolynomial => {
  const size = fields.length;
  const terms: SpinTerm[] = [{ members: [], coefficient: constant }];
  for (let i = 0; i < size; i++) {
    terms.push({ members: [i], coefficient: fields[i] as number });
    for (let j = i + 1; j < size; j++) terms.push({ members: [i, j], coefficient: couplings[i * size + j] as number });
  }
  return spinPolynomial(names, terms);
};

/**
 * The observable whose eigenvalues are the polynomial's values: a product of Z for each term.
 *
 * @example
 * ```ts
 * import { lowAutocorrelation, polynomialToPauliSum } from '@sigmax/quantum-sim';
 * polynomialToPauliSum(lowAutocorrelation(3))[1]?.factors.map(({ qubit }) => qubit); // => [0, 2]
 * ```
 */
export const polynomialToPauliSum = ({ terms }: SpinPolynomial): PauliSum =>
  terms.map(({ members, coefficient }) => ({ coefficient, factors: members.map((qubit) => ({ qubit, pauli: 'Z' })) }));

/**
 * The value at each of the 2^n bit strings, bit i of the index being x_i = (1 − z_i) / 2: the diagonal of a QAOA phase.
 *
 * A Walsh–Hadamard transform of the coefficients. Cost: n 2^n additions, 8 · 2^n bytes; refused above `maximumBytes`.
 *
 * @throws {QuantumCapacityError} the table would need more than `maximumBytes`, 2^31 where not given.
 * @example
 * ```ts
 * import { lowAutocorrelation, polynomialDiagonal } from '@sigmax/quantum-sim';
 * Math.min(...polynomialDiagonal(lowAutocorrelation(5))); // => 2
 * ```
 */
export const polynomialDiagonal = ({ names, terms }: SpinPolynomial, maximumBytes = 2 ** 31): Float64Array => {
  const size = 2 ** names.length;
  requireMemory(8 * size, maximumBytes, `polynomialDiagonal of ${names.length} variables`, 'Use fewer variables.');
  const table = new Float64Array(size);
  for (const { members, coefficient } of terms)
    table[members.reduce((mask, one) => mask + 2 ** one, 0)]! += coefficient;
  for (let half = 1; half < size; half *= 2) {
    for (let block = 0; block < size; block += 2 * half) {
      for (let at = block; at < block + half; at++) {
        const [low, high] = [table[at]!, table[at + half]!];
        table[at] = low + high;
        table[at + half] = low - high;
      }
    }
  }
  return table;
};
