import { ProblemError } from '../errors';
import { defaultMaximumBytes, requireMemory } from '../subspace/require-memory';
import { requireFinite, requireNames } from './checks';

/**
 * A quadratic function of n binary variables, to be minimised: f(x) = c + Σ_i l_i x_i + Σ_{i<j} Q_ij x_i x_j.
 *
 * `couplings` is row-major n × n, symmetric with a zero diagonal; each pair counts once. Treat the arrays as read-only.
 */
export interface Qubo {
  /** The name of each variable; results speak in these. */
  readonly names: readonly string[];
  readonly constant: number;
  readonly linear: Float64Array;
  readonly couplings: Float64Array;
}

/** One product term: the indices or the names of two different variables and the coefficient of their product. */
export type QuboCoupling = readonly [first: number | string, second: number | string, coefficient: number];

export interface CreateQuboOptions {
  readonly names: readonly string[];
  readonly constant?: number;
  /** The coefficient of each variable; those left out are 0. */
  readonly linear?: ArrayLike<number> | Readonly<Record<string, number>>;
  /** Terms of the same pair add up. */
  readonly couplings?: readonly QuboCoupling[];
}

const isList = (value: ArrayLike<number> | Readonly<Record<string, number>>): value is ArrayLike<number> =>
  Array.isArray(value) || ArrayBuffer.isView(value);

const fillLinear = (linear: NonNullable<CreateQuboOptions['linear']>, names: readonly string[], out: Float64Array) => {
  const entries: Iterable<readonly [number | string, number]> = isList(linear)
    ? Array.from(linear, (value, index) => [index, value] as const)
    : Object.entries(linear);
  for (const [key, value] of entries) out[indexOf(key, names)] = requireFinite(value, `createQubo: linear.${key}`);
};

const indexOf = (key: number | string, names: readonly string[]): number => {
  const index = typeof key === 'number' ? key : names.indexOf(key);
  if (Number.isInteger(index) && index >= 0 && index < names.length) return index;
  throw new ProblemError({
    code: 'UNKNOWN_VARIABLE',
    message: `createQubo: variable was ${String(key)}.`,
    remedy: `Pass an index from 0 to ${names.length - 1} or one of the names.`,
    context: { variable: key },
  });
};

/**
 * Creates a QUBO from its terms.
 *
 * - Shapes: `linear` n, `couplings` n × n. State: none. Cost: O(n²) numbers of 8 bytes.
 *
 * @throws {ProblemError} a term names no variable, or one variable twice.
 * @throws {QuantumOptionsError} a coefficient is not finite, or a name stands twice.
 * @throws {QuantumCapacityError} the couplings would need more than 2^31 bytes: above 16,384 variables.
 * @example
 * ```ts
 * import { createQubo, quboValue } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH'], linear: { BTC: -2, ETH: -1 }, couplings: [['BTC', 'ETH', 4]] });
 * quboValue(qubo, [1, 0]); // => -2
 * quboValue(qubo, [1, 1]); // => 1
 * ```
 */
export const createQubo = ({ names, constant = 0, linear = [], couplings = [] }: CreateQuboOptions): Qubo => {
  const size = requireNames(names, 'createQubo: names').length;
  requireMemory(8 * size * size, defaultMaximumBytes, `createQubo: ${size} variables`, 'Use fewer variables.');
  const weights = new Float64Array(size);
  fillLinear(linear, names, weights);
  const matrix = new Float64Array(size * size);
  couplings.forEach(([first, second, coefficient], index) => {
    const [i, j] = [indexOf(first, names), indexOf(second, names)];
    if (i === j) {
      throw new ProblemError({
        code: 'COUPLING_WITH_ITSELF',
        message: `createQubo: couplings[${index}] joins ${String(first)} with itself.`,
        remedy: 'Add its coefficient to linear: the square of a binary variable is the variable.',
        context: { index, variable: first },
      });
    }
    matrix[i * size + j]! += requireFinite(coefficient, `createQubo: couplings[${index}][2]`);
    matrix[j * size + i] = matrix[i * size + j] as number;
  });
  return {
    names: [...names],
    constant: requireFinite(constant, 'createQubo: constant'),
    linear: weights,
    couplings: matrix,
  };
};

/**
 * The value of a QUBO at an assignment of zeros and ones, in the order of its names. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { createQubo, quboValue } from '@sigmax/quantum-sim';
 * quboValue(createQubo({ names: ['a', 'b'], constant: 1, linear: [2, 3], couplings: [['a', 'b', 10]] }), [1, 1]); // => 16
 * ```
 */
export const quboValue = ({ constant, linear, couplings }: Qubo, bits: ArrayLike<number>): number => {
  const size = linear.length;
  let value = constant;
  for (let i = 0; i < size; i++) {
    if (bits[i] !== 1) continue;
    let field = linear[i] as number;
    for (let j = 0; j < i; j++) if (bits[j] === 1) field += couplings[i * size + j] as number;
    value += field;
  }
  return value;
};
