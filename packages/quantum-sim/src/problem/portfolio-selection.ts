import { ProblemError } from '../errors';
import { jacobiEigen } from '../optimizers/jacobi-eigen';
import type { SelectionProblem } from '../solvers/selection-problem';
import type { Sector } from '../subspace/sector-subspace';
import { requireBetween, requireFinite, requireKnownKeys, requireNames, requireOneOf, requireWhole } from './checks';
import { createQubo, type QuboCoupling } from './qubo';

export interface PortfolioSelectionOptions {
  readonly assets: readonly string[];
  /** Expected return of each asset over one period, as a fraction. */
  readonly expectedReturns: ArrayLike<number>;
  /** Covariance of the returns over the same period, one row an asset. */
  readonly covariance: readonly ArrayLike<number>[];
  /** q: how much one unit of variance costs in units of return; 0 looks at returns alone. */
  readonly riskAversion: number;
  /** How many assets to hold, at equal weight. */
  readonly choose?: number;
  /** Instead of `choose`: how many to hold of each group. */
  readonly sectors?: readonly Sector[];
  /**
   * `weights` (default): each asset held has weight 1 / k, so the cost is q · variance − return of the portfolio and q means the
   * same at every k. `raw`: weight 1 each, the convention of qiskit-finance.
   */
  readonly scaling?: 'weights' | 'raw';
}

/** Returns a symmetric covariance as a dense row-major matrix; throws where it is none. */
export const requireCovariance = (
  covariance: readonly ArrayLike<number>[],
  size: number,
  what: string,
): Float64Array => {
  const matrix = new Float64Array(size * size);
  if (covariance.length !== size || covariance.some((row) => row.length !== size)) {
    throw new ProblemError({
      code: 'COVARIANCE_SHAPE',
      message: `${what}: covariance has ${covariance.length} rows of ${Array.from(covariance, (row) => row.length).join(', ')} for ${size} assets.`,
      remedy: `Pass ${size} rows of ${size} numbers.`,
    });
  }
  covariance.forEach((row, i) => {
    for (let j = 0; j < size; j++) matrix[i * size + j] = requireFinite(row[j], `${what}: covariance[${i}][${j}]`);
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [low, high] = [matrix[i * size + j]!, matrix[j * size + i]!];
      if (Math.abs(low - high) <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) continue;
      throw new ProblemError({
        code: 'COVARIANCE_NOT_SYMMETRIC',
        message: `${what}: covariance[${i}][${j}] was ${low} and covariance[${j}][${i}] was ${high}.`,
        remedy: 'Pass a symmetric covariance.',
        context: { i, j },
      });
    }
  }
  requirePositive(matrix, size, what);
  return matrix;
};

/** A part of the largest variance by which an eigenvalue may be below 0: estimates and roundings are that far off. */
const indefinite = 1e-9;

/** Cholesky's factors exist where no eigenvalue is below 0, but for a shift as large as rounding. Cost: O(n³ / 6). */
const requirePositive = (matrix: Float64Array, size: number, what: string): void => {
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(matrix[i * size + i]!));
  const factor = matrix.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j]! + (i === j ? indefinite * largest : 0);
      for (let k = 0; k < j; k++) rest -= factor[i * size + k]! * factor[j * size + k]!;
      if (i !== j) factor[i * size + j] = factor[j * size + j]! > 0 ? rest / factor[j * size + j]! : 0;
      else if (rest >= 0) factor[i * size + i] = Math.sqrt(rest);
      else {
        const least = leastEigenvalue(matrix, size);
        throw new ProblemError({
          code: 'COVARIANCE_NOT_POSITIVE',
          message: `${what}: covariance has the eigenvalue ${least.toPrecision(6)}, so that some portfolio has a variance below 0.`,
          remedy: 'Pass a positive semidefinite one; shrinking mends an estimate.',
          context: { eigenvalue: least },
        });
      }
    }
  }
};

const leastEigenvalue = (matrix: Float64Array, size: number): number =>
  jacobiEigen(matrix.slice(), size).values.reduce((least, one) => Math.min(least, one), 0);

/**
 * The choice of k assets of least cost q xᵀΣx − μᵀx, x binary with Σ x = k: assets at equal weight.
 *
 * - Shapes: n names, n returns, n × n covariance. Units: returns as fractions of one period. State: none. Cost: O(n³ / 6).
 *
 * Source: Markowitz 1952 with binary weights; the form of qiskit-finance's `PortfolioOptimization`.
 *
 * @throws {ProblemError} shapes differ, the covariance is not symmetric or not positive semidefinite, or `choose` and `sectors` are both given or both not.
 * @throws {QuantumOptionsError} a number is not finite, `riskAversion` is negative, or `choose` is out of range.
 * @example
 * ```ts
 * import { exactSelection, portfolioSelection } from '@sigmax/quantum-sim';
 * const problem = portfolioSelection({
 *   assets: ['BTC', 'ETH', 'SOL'],
 *   expectedReturns: [0.1, 0.12, 0.09],
 *   covariance: [[0.04, 0.036, 0], [0.036, 0.05, 0], [0, 0, 0.06]],
 *   riskAversion: 2,
 *   choose: 2,
 * });
 * exactSelection(problem).best[0]?.assets; // => ['ETH', 'SOL']
 * ```
 */
export const portfolioSelection = (options: PortfolioSelectionOptions): SelectionProblem => {
  const what = 'portfolioSelection';
  const known = ['assets', 'expectedReturns', 'covariance', 'riskAversion', 'choose', 'sectors', 'scaling'];
  requireKnownKeys(options, known, what);
  const { assets, expectedReturns, choose, scaling = 'weights' } = options;
  const size = requireNames(assets, `${what}: assets`).length;
  const risk = requireBetween(options.riskAversion, `${what}: riskAversion`, 0, Number.MAX_VALUE);
  requireOneOf(scaling, `${what}: scaling`, ['weights', 'raw']);
  const covariance = requireCovariance(options.covariance, size, what);
  if (expectedReturns.length !== size || (choose === undefined) === (options.sectors === undefined)) {
    throw new ProblemError({
      code: 'PORTFOLIO_SHAPE',
      message: `${what}: ${expectedReturns.length} expectedReturns for ${size} assets; choose was ${choose}, sectors was ${options.sectors === undefined ? 'undefined' : 'given'}.`,
      remedy: 'Pass one expected return an asset, and either choose or sectors.',
    });
  }
  if (choose !== undefined) requireWhole(choose, `${what}: choose`, 1, size);
  const sectors = options.sectors ?? [{ assets, choose: choose as number }];
  const held = sectors.reduce((sum, sector) => sum + sector.choose, 0);
  const weight = scaling === 'weights' ? 1 / Math.max(1, held) : 1;
  const linear = Array.from(
    assets,
    (_, i) =>
      risk * weight * weight * covariance[i * size + i]! -
      weight * requireFinite(expectedReturns[i], `${what}: expectedReturns[${i}]`),
  );
  const couplings: QuboCoupling[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) couplings.push([i, j, 2 * risk * weight * weight * covariance[i * size + j]!]);
  }
  return { qubo: createQubo({ names: assets, linear, couplings }), sectors };
};
