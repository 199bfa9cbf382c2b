import { ProblemError } from '../errors';
import type { Qubo } from '../problem/qubo';
import { visitSelections } from './combination-costs';
import { combinationAt } from './combination-rank';
import type { Subspace, SubspacePart } from './subspace';

/** The part of a QUBO that only the members see, with linear terms of its own. */
const restricted = (qubo: Qubo, members: readonly number[], linear: Float64Array, constant: number): Qubo => {
  const size = qubo.linear.length;
  const couplings = new Float64Array(members.length ** 2);
  members.forEach((from, i) => {
    members.forEach((to, j) => {
      couplings[i * members.length + j] = qubo.couplings[from * size + to] as number;
    });
  });
  return {
    names: members.map((member) => qubo.names[member] as string),
    constant,
    linear: Float64Array.from(members, (member) => linear[member] as number),
    couplings,
  };
};

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
  const [first, ...rest] = parts;
  if (first === undefined || names.some((name, index) => qubo.names[index] !== name)) {
    throw new ProblemError({
      code: 'SUBSPACE_OF_ANOTHER_PROBLEM',
      message: `subspaceCosts: the subspace has ${first === undefined ? 'no sectors' : `assets ${names.join(', ')}`}, the QUBO has ${qubo.names.join(', ')}.`,
      remedy: 'Pass the same names in the same order; for a list use costsOf.',
    });
  }
  const costs = new Float64Array(dimension);
  const size = names.length;

  const fill = (pending: readonly SubspacePart[], linear: Float64Array, constant: number, base: number): void => {
    const part = pending.at(-1);
    if (part === undefined) {
      visitSelections(restricted(qubo, first.members, linear, constant), first.choose, (values, count, rank) => {
        for (let index = 0; index < count; index++) costs[base + rank + index] = values[index] as number;
      });
      return;
    }
    const { members, choose, stride } = part;
    for (let rank = 0; rank < part.dimension; rank++) {
      const fields = linear.slice();
      let value = constant;
      for (const position of combinationAt(rank, members.length, choose)) {
        const member = members[position] as number;
        value += fields[member] as number;
        for (let other = 0; other < size; other++) fields[other]! += qubo.couplings[member * size + other] as number;
      }
      fill(pending.slice(0, -1), fields, value, base + rank * stride);
    }
  };

  fill(rest, qubo.linear, qubo.constant, 0);
  return costs;
};

/** The cost that a function gives each state of any subspace; it is handed the units of each asset, in an array that is reused. */
export const costsOf = ({ names, dimension, unitsAt }: Subspace, cost: (units: Int32Array) => number): Float64Array => {
  const units = new Int32Array(names.length);
  return Float64Array.from({ length: dimension }, (_, index) => {
    unitsAt(index, units);
    return cost(units);
  });
};
