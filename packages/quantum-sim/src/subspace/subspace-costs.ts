import { ProblemError } from '../errors';
import type { Qubo } from '../problem/qubo';
import type { Subspace } from './subspace';
import { visitCosts } from './visit-costs';

/**
 * The value of a QUBO in each state of a subspace of selections, in the order of its states.
 *
 * - Shapes: `dimension` values. Cost: O(dimension) for one sector, O(dimension / d₁ · n) more with several, d₁ the states of
 *   the first.
 *
 * @throws {ProblemError} the subspace is a list, or its names are not those of the QUBO.
 * @example
 * ```ts
 * import { createQubo, selectionSubspace, subspaceCosts } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['BTC', 'ETH', 'SOL'], linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
 * const subspace = selectionSubspace({ assets: qubo.names, choose: 2 });
 * Array.from(subspaceCosts(subspace, qubo)); // => [-1, -4, -3]
 * ```
 */
export const subspaceCosts = ({ names, parts, dimension }: Subspace, qubo: Qubo): Float64Array => {
  if (parts.length === 0 || names.some((name, index) => qubo.names[index] !== name)) {
    throw new ProblemError({
      code: 'SUBSPACE_OF_ANOTHER_PROBLEM',
      message: `subspaceCosts: the subspace has ${parts.length === 0 ? 'no sectors' : `assets ${names.join(', ')}`}, the QUBO has ${qubo.names.join(', ')}.`,
      remedy: 'Pass the same names in the same order; for a list use costsOf.',
    });
  }
  const costs = new Float64Array(dimension);
  visitCosts(parts, qubo, (values, count, index) => {
    for (let step = 0; step < count; step++) costs[index + step] = values[step] as number;
  });
  return costs;
};

/**
 * The cost that a function gives each state of any subspace; it is handed the units of each asset, in an array that is reused.
 *
 * @example
 * ```ts
 * import { costsOf, listSubspace } from '@sigmax/quantum-sim';
 * const subspace = listSubspace({ assets: ['BTC', 'ETH'], states: [[2, 0], [1, 3]] });
 * Array.from(costsOf(subspace, ([bitcoin, ether]) => bitcoin! * 10 + ether!)); // => [20, 13]
 * ```
 */
export const costsOf = ({ names, dimension, unitsAt }: Subspace, cost: (units: Int32Array) => number): Float64Array => {
  const units = new Int32Array(names.length);
  return Float64Array.from({ length: dimension }, (_, index) => {
    unitsAt(index, units);
    return cost(units);
  });
};
