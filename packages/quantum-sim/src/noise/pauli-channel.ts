import { QuantumOptionsError } from '../errors';
import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import { type Channel, channelOf } from './channel';
import { checkProbability } from './check-probability';

/** A number times the product of the Pauli matrices of a text; letter k acts on qubit k. */
const scaledPauli = (paulis: string, factor: number): ComplexMatrix => {
  const out = zeroMatrix(2 ** paulis.length);
  for (let column = 0; column < out.size; column++) {
    let row = column;
    // The entry is i^turns.
    let turns = 0;
    for (let qubit = 0; qubit < paulis.length; qubit++) {
      const bit = (column >> qubit) & 1;
      const letter = paulis[qubit];
      if (letter === 'X' || letter === 'Y') row ^= 1 << qubit;
      if (letter === 'Y') turns += bit === 0 ? 1 : 3;
      if (letter === 'Z') turns += 2 * bit;
    }
    out.re[row * out.size + column] = factor * [1, 0, -1, 0][turns & 3]!;
    out.im[row * out.size + column] = factor * [0, 1, 0, -1][turns & 3]!;
  }
  return out;
};

/** A channel of Pauli matrices with these probabilities, the identity among them. */
export const mixtureOfPaulis = (
  name: string,
  qubitCount: 1 | 2,
  terms: readonly (readonly [paulis: string, probability: number])[],
): Channel =>
  channelOf(
    name,
    qubitCount,
    terms.map(([paulis, probability]) => scaledPauli(paulis, Math.sqrt(probability))),
  );

/**
 * Applies each product of Pauli matrices with its probability, and nothing with the rest: ρ → (1 − Σp) ρ + Σ p_P PρP.
 *
 * Letter k of a text (I, X, Y or Z) acts on the k-th qubit that the channel is put on.
 *
 * @throws {QuantumOptionsError} A text is not one or two such letters, texts have different lengths, or the probabilities
 * are none or add up to more than 1.
 * @example
 * ```ts
 * import { pauliChannel } from '@sigmax/quantum-sim/noise';
 * pauliChannel({ X: 0.01, Z: 0.02 }).operators.length; // => 3
 * pauliChannel({ XX: 0.25, YY: 0.25, ZZ: 0.25 }).qubitCount; // => 2
 * ```
 */
export const pauliChannel = (probabilities: Readonly<Record<string, number>>): Channel => {
  const terms = Object.entries(probabilities);
  const length = terms[0]?.[0].length ?? 0;
  const wrong = terms.find(([paulis]) => !/^[IXYZ]{1,2}$/.test(paulis) || paulis.length !== length);
  if (terms.length === 0 || wrong !== undefined) {
    throw new QuantumOptionsError({
      code: 'INVALID_PAULI',
      message: `pauliChannel: paulis was ${JSON.stringify(wrong?.[0] ?? '')}.`,
      remedy: 'Pass texts of one letter of I, X, Y and Z each, or of two letters each.',
      context: { paulis: wrong?.[0] },
    });
  }
  for (const [paulis, probability] of terms) checkProbability('pauliChannel', paulis, probability);
  const identity = 'I'.repeat(length);
  const others = terms.filter(([paulis]) => paulis !== identity);
  const sum = others.reduce((total, [, probability]) => total + probability, 0);
  const whole = sum + (probabilities[identity] ?? 0);
  if (!(whole <= 1 + 1e-12)) {
    throw new QuantumOptionsError({
      code: 'INVALID_PROBABILITY',
      message: `pauliChannel: the probabilities add up to ${whole}.`,
      remedy: 'Pass probabilities that add up to 1 at most.',
      context: { sum: whole },
    });
  }
  return mixtureOfPaulis('pauli', length as 1 | 2, [[identity, Math.max(0, 1 - sum)], ...others]);
};
