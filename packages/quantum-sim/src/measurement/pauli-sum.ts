import { QuantumOptionsError } from '../errors';

export type Pauli = 'X' | 'Y' | 'Z';

/** A real coefficient times Pauli matrices on different qubits; no factor is the identity. */
export interface PauliTerm {
  readonly coefficient: number;
  readonly factors: readonly { readonly qubit: number; readonly pauli: Pauli }[];
}

/** An observable: a real combination of products of Pauli matrices. Terms of the same product stand once. */
export type PauliSum = readonly PauliTerm[];

const refuse = (text: string, why: string): never => {
  throw new QuantumOptionsError({
    code: 'INVALID_PAULI',
    message: `pauliSum: term was ${JSON.stringify(text)}: ${why}.`,
    remedy: "Write each factor as a letter and a qubit, for example 'X0 Z2', and the identity as ''.",
    context: { term: text },
  });
};

const factorsOf = (text: string): PauliTerm['factors'] => {
  const factors = text
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^([XYZ])(\d{1,4})$/.exec(part);
      if (match === null) return refuse(text, `${part} is no factor`);
      return { qubit: Number(match[2]), pauli: match[1] as Pauli };
    })
    .sort((a, b) => a.qubit - b.qubit);
  if (factors.some(({ qubit }, index) => index > 0 && qubit === factors[index - 1]!.qubit)) {
    refuse(text, 'a qubit stands twice');
  }
  return factors;
};

/** The product as text, as `pauliSum` reads it. */
export const pauliText = ({ factors }: PauliTerm): string =>
  factors.map(({ qubit, pauli }) => `${pauli}${qubit}`).join(' ');

/**
 * An observable from coefficients and texts such as `'X0 Z2'`; equal products add up, and those that add up to 0 are left out.
 *
 * @throws {QuantumOptionsError} A text is not read, names a qubit twice, or a coefficient is not finite.
 * @example
 * ```ts
 * import { expectation, circuit, pauliSum, simulate } from '@sigmax/quantum-sim';
 * const energy = pauliSum([[0.5, 'Z0 Z1'], [-1, 'X0'], [2, '']]);
 * expectation(simulate(circuit(2).x(1)), energy); // => 1.5
 * ```
 */
export const pauliSum = (terms: readonly (readonly [coefficient: number, paulis: string])[]): PauliSum => {
  const sums = new Map<string, PauliTerm>();
  for (const [coefficient, text] of terms) {
    if (!Number.isFinite(coefficient)) refuse(text, `the coefficient was ${coefficient}`);
    const term = { coefficient, factors: factorsOf(text) };
    const key = pauliText(term);
    sums.set(key, { ...term, coefficient: (sums.get(key)?.coefficient ?? 0) + coefficient });
  }
  return [...sums.values()].filter(({ coefficient }) => coefficient !== 0);
};
