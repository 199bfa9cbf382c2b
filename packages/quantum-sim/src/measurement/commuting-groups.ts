import type { Pauli, PauliSum, PauliTerm } from './pauli-sum';

/** Terms that one measurement of single qubits reads together, and the basis of each qubit in it. */
export interface CommutingGroup {
  readonly terms: readonly PauliTerm[];
  readonly basis: ReadonlyMap<number, Pauli>;
}

/**
 * Puts terms into groups that commute qubit by qubit: in a group, no two terms have different letters on one qubit. Greedy:
 * the largest coefficients first, each into the first group that takes it. The identity is in no group.
 *
 * @example
 * ```ts
 * import { commutingGroups, pauliSum } from '@sigmax/quantum-sim';
 * commutingGroups(pauliSum([[1, 'Z0'], [1, 'Z0 Z1'], [1, 'X0'], [1, 'X1']])).length; // => 2
 * ```
 */
export const commutingGroups = (observable: PauliSum): CommutingGroup[] => {
  const groups: { terms: PauliTerm[]; basis: Map<number, Pauli> }[] = [];
  const terms = observable.filter(({ factors }) => factors.length > 0);
  for (const term of [...terms].sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient))) {
    const fits = ({ basis }: CommutingGroup): boolean =>
      term.factors.every(({ qubit, pauli }) => (basis.get(qubit) ?? pauli) === pauli);
    let group = groups.find(fits);
    if (group === undefined) {
      group = { terms: [], basis: new Map() };
      groups.push(group);
    }
    group.terms.push(term);
    for (const { qubit, pauli } of term.factors) group.basis.set(qubit, pauli);
  }
  return groups;
};
