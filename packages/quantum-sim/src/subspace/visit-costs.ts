import type { Qubo } from '../problem/qubo';
import { combinationAt } from './combination-rank';
import type { SubspacePart } from './subspace';
import { visitSelections } from './visit-selections';

/** The part of a QUBO that only the members see, with linear terms of its own. */
const restricted = (qubo: Qubo, members: readonly number[], linear: Float64Array, constant: number): Qubo => {
  const size = qubo.linear.length;
  const couplings = new Float64Array(members.length * members.length);
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
 * Visits the value of every state of a product of sectors, in runs: `visit(values, count, index)` gives the `count` values of
 * the states from `index` on, in an array that is reused. Cost: O(1) a state amortised for one sector; with several, O(n k)
 * more for each state of the sectors after the first.
 */
export const visitCosts = (
  parts: readonly SubspacePart[],
  qubo: Qubo,
  visit: (values: Float64Array, count: number, index: number) => void,
): void => {
  const [first, ...rest] = parts;
  const size = qubo.linear.length;

  const descend = (pending: readonly SubspacePart[], linear: Float64Array, constant: number, base: number): void => {
    const part = pending.at(-1);
    if (part === undefined) {
      if (first === undefined) return;
      visitSelections(restricted(qubo, first.members, linear, constant), first.choose, (values, count, rank) =>
        visit(values, count, base + rank),
      );
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
      descend(pending.slice(0, -1), fields, value, base + rank * stride);
    }
  };

  descend(rest, qubo.linear, qubo.constant, 0);
};
