import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { cholesky, forwardSolve, solveFactored } from '../algebra/cholesky';
import { diagonalOf, dot, total } from '../algebra/dense';
import { symmetricEigen } from '../algebra/symmetric-eigen';
import { AllocationError } from '../allocation-error';
import { type CheckedCovariance, type Covariance, checkCovariance } from '../covariance';
import type { ExpectedReturns } from '../expected-returns';
import type { ReturnsTable } from '../returns-table';
import { checkReturns } from '../returns-table';
import { inOrder, weightsOf } from '../weights';
import { historicalMeans } from './mean-returns';

const schema = z.strictObject({
  method: z.enum(['bayes-stein', 'james-stein']),
  covariance: z.custom<Covariance>((value) => typeof value === 'object' && value !== null, 'expected a covariance'),
});

export interface ShrunkMeansOptions {
  /** `bayes-stein`: Jorion's, towards the mean of the minimum-variance portfolio. `james-stein`: towards the mean of all means. */
  readonly method: 'bayes-stein' | 'james-stein';
  /** Covariance of the same returns for one period, positive definite. */
  readonly covariance: Covariance;
}

export interface ShrunkMeans {
  readonly means: ExpectedReturns;
  /** φ: 0 leaves the historical means, 1 gives every instrument the target. */
  readonly shrinkage: number;
  /** What the means are pulled towards. */
  readonly target: number;
}

const factorOf = ({ matrix, size }: CheckedCovariance): Float64Array => {
  const factor = cholesky(matrix, size);
  if (factor !== undefined) return factor;
  throw new AllocationError({
    code: 'NOT_POSITIVE_SEMIDEFINITE',
    message: `shrunkMeans: covariance has the eigenvalue ${symmetricEigen(matrix, size).values[0]}, and has no inverse.`,
    remedy: 'Use ledoitWolf, whose covariance has one.',
  });
};

interface Shrinkage {
  readonly target: number;
  readonly shrinkage: number;
}

const jorion = (means: Float64Array, rows: number, covariance: CheckedCovariance): Shrinkage => {
  const factor = factorOf(covariance);
  const inverse = solveFactored(factor, new Float64Array(means.length).fill(1));
  const target = dot(inverse, means) / total(inverse);
  const spread = forwardSolve(
    factor,
    means.map((one) => one - target),
  );
  const count = means.length + 2;
  return { target, shrinkage: count / (count + rows * dot(spread, spread)) };
};

const jamesStein = (means: Float64Array, rows: number, { matrix, size }: CheckedCovariance): Shrinkage => {
  const target = total(means) / size;
  const spread = means.map((one) => one - target);
  const largest = symmetricEigen(matrix, size).values[size - 1] as number;
  const noise = (total(diagonalOf(matrix, size)) - 2 * largest) / rows;
  const square = dot(spread, spread);
  return { target, shrinkage: noise >= square ? 1 : Math.max(0, noise / square) };
};

/**
 * Returns means between the historical ones and one number for all: φ m₀ + (1 − φ) m.
 *
 * - `bayes-stein`: φ = (N + 2) / (N + 2 + n (m − m₀)'Σ⁻¹(m − m₀)), m₀ = 1'Σ⁻¹m / 1'Σ⁻¹1.
 * - `james-stein`: φ = (tr Σ − 2 λ₁) / (n ‖m − m₀‖²) between 0 and 1, m₀ the mean of m. Where one factor moves everything, λ₁ is
 *   more than half of the trace and φ is 0.
 *
 * - Shapes: n rows of N returns.
 * - Units: fraction for one period.
 * - Cost: O(N³).
 *
 * Source: Jorion 1986, "Bayes–Stein estimation for portfolio analysis", Journal of Financial and Quantitative Analysis 21,
 * equations 14 and 17; James and Stein 1961, in the form of Jobson and Korkie 1980.
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there is no row.
 * @throws {InvalidOptionsError} an option is missing, or `covariance` has other ids than the returns.
 * @throws {AllocationError} `covariance` is not positive definite.
 * @example
 * ```ts
 * import { ledoitWolf, shrunkMeans } from '@sigmax/risk';
 * const returns = { 'demo:BTC/USDT': [0.01, -0.02, 0.03, 0], 'demo:ETH/USDT': [0.02, -0.02, 0.01, -0.01] };
 * const { shrinkage, target } = shrunkMeans(returns, { method: 'bayes-stein', covariance: ledoitWolf(returns) });
 * shrinkage > 0.5 && shrinkage < 1; // => true
 * target > 0 && target < 0.005; // => true
 * ```
 */
export const shrunkMeans = (returns: ReturnsTable, options: ShrunkMeansOptions): ShrunkMeans => {
  const { method, covariance } = parseOptions(schema, options, 'shrunkMeans');
  const { rows } = checkReturns(returns, 'shrunkMeans', 1);
  const checked = checkCovariance(covariance, 'shrunkMeans');
  const { ids } = checked;
  const means = inOrder(historicalMeans(returns), ids, 'shrunkMeans', 'returns');
  const { target, shrinkage } = (method === 'bayes-stein' ? jorion : jamesStein)(means, rows, checked);
  const shrunk = means.map((one) => shrinkage * target + (1 - shrinkage) * one);
  return { means: weightsOf(ids, shrunk), shrinkage, target };
};
