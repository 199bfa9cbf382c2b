import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { diagonalOf, quadraticForm, total } from '../algebra/dense';
import { type CheckedCovariance, type Covariance, checkCovariance, requireDeviations } from '../covariance';
import { type Weights, weightsOf } from '../weights';
import { clusterOrder, type Linkage } from './linkage';

const schema = z.strictObject({
  linkage: z.enum(['single', 'complete', 'average', 'ward']).default('single'),
  distance: z.enum(['correlation', 'euclidean']).default('euclidean'),
});

export interface HierarchicalRiskParityOptions {
  /** How far two clusters are apart. Defaults to `single`, as in the paper. */
  readonly linkage?: Linkage;
  /**
   * What is clustered: `correlation` is dᵢⱼ = √((1 − ρᵢⱼ) / 2) itself, as in PyPortfolioOpt; `euclidean` is the distance of the columns of
   * that matrix, as in the paper. Defaults to `euclidean`.
   */
  readonly distance?: 'correlation' | 'euclidean';
}

const correlationDistances = ({ matrix, size }: CheckedCovariance, deviations: Float64Array): Float64Array =>
  matrix.map((value, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    if (row === column) return 0;
    const correlation = value / ((deviations[row] as number) * (deviations[column] as number));
    return Math.sqrt(Math.max(0, Math.min(1, (1 - correlation) / 2)));
  });

const columnDistances = (distances: Float64Array, size: number): Float64Array =>
  distances.map((_, place) => {
    const [a, b] = [Math.floor(place / size), place % size];
    let square = 0;
    for (let k = 0; k < size; k++) {
      const difference = (distances[a * size + k] as number) - (distances[b * size + k] as number);
      square += difference * difference;
    }
    return Math.sqrt(square);
  });

/** Variance of the members with weights in inverse proportion to their variances. */
const clusterVariance = (matrix: Float64Array, size: number, members: readonly number[]): number => {
  const part = Float64Array.from(
    members.flatMap((row) => members.map((column) => matrix[row * size + column] as number)),
  );
  const inverse = diagonalOf(part, members.length).map((variance) => 1 / variance);
  const sum = total(inverse);
  return quadraticForm(
    part,
    inverse.map((value) => value / sum),
  );
};

/** Halves a list of members again and again; of two halves each gets the share of the other's variance. */
const bisect = (
  checked: CheckedCovariance,
  members: readonly number[],
  weight: number,
  weights: Float64Array,
): void => {
  const [only] = members;
  if (members.length <= 1) {
    if (only !== undefined) weights[only] = weight;
    return;
  }
  const middle = Math.floor(members.length / 2);
  const [left, right] = [members.slice(0, middle), members.slice(middle)];
  const [a, b] = [left, right].map((half) => clusterVariance(checked.matrix, checked.size, half)) as [number, number];
  // Two halves without variance share alike.
  const share = a + b > 0 ? b / (a + b) : 0.5;
  bisect(checked, left, weight * share, weights);
  bisect(checked, right, weight * (1 - share), weights);
};

const inOrderOfIds = ({ ids, size, matrix }: CheckedCovariance): CheckedCovariance => {
  const order = [...ids.keys()].sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
  return {
    ids: order.map((place) => ids[place] as string),
    size,
    matrix: matrix.map(
      (_, place) =>
        matrix[(order[Math.floor(place / size)] as number) * size + (order[place % size] as number)] as number,
    ),
  };
};

/**
 * Returns long-only weights from a tree of correlations: related instruments share what their branch gets.
 *
 * Three steps: cluster by distance, put the matrix into the order of the tree, and halve that order again and again, giving each
 * half a share in inverse proportion to its variance. Nothing is inverted, so a singular covariance will do.
 *
 * Where the tree leaves a choice (equal distances, which of two comes first) it goes by id, so the order in which
 * instruments are given never matters. Other packages go by column: to compare, sort columns by id.
 *
 * - Units: weights sum to 1.
 * - Cost: O(N³).
 *
 * Source: López de Prado 2016, "Building diversified portfolios that outperform out of sample", Journal of Portfolio Management 42.
 *
 * @throws {InvalidOptionsError} the matrix is not square, finite and symmetric, or an option is none of its values.
 * @throws {AllocationError} the matrix is no covariance, or an instrument has no variance.
 * @example
 * ```ts
 * import { hierarchicalRiskParity } from '@sigmax/risk';
 * const ids = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT', 'demo:XRP/USDT'];
 * const matrix = [[1, 0.5, 0, 0], [0.5, 1, 0, 0], [0, 0, 4, 2], [0, 0, 2, 4]];
 * // Two pairs, one with four times the variance of the other.
 * Object.values(hierarchicalRiskParity({ ids, matrix })).map((weight) => weight.toFixed(9)); // => ['0.400000000', '0.400000000', '0.100000000', '0.100000000']
 * ```
 */
export const hierarchicalRiskParity = (
  covariance: Covariance,
  options: HierarchicalRiskParityOptions = {},
): Weights => {
  const { linkage, distance } = parseOptions(schema, options, 'hierarchicalRiskParity');
  const given = checkCovariance(covariance, 'hierarchicalRiskParity');
  const sorted = inOrderOfIds(given);
  const { size } = sorted;
  const near = correlationDistances(sorted, requireDeviations(sorted, 'hierarchicalRiskParity'));
  const order = clusterOrder(distance === 'correlation' ? near : columnDistances(near, size), size, linkage);
  const weights = new Float64Array(size);
  bisect(sorted, order, 1, weights);
  const byId = weightsOf(sorted.ids, weights);
  return weightsOf(
    given.ids,
    given.ids.map((id) => byId[id] as number),
  );
};
