import { QuantumOptionsError } from '../errors';
import { adjointOf, type ComplexMatrix, multiplyInto, zeroMatrix } from '../gates/complex-matrix';

/**
 * What noise does to one or two qubits: ρ → Σ_k K_k ρ K_k†, with Σ_k K_k† K_k = 1.
 *
 * The first qubit that the channel is put on is the least significant bit of a row's number, as for gates. Plain data, made by
 * functions such as `depolarizing` and `krausChannel`.
 */
export interface Channel {
  readonly name: string;
  readonly qubitCount: 1 | 2;
  /** Matrices of 2 or 4 rows; none of them is 0. */
  readonly operators: readonly ComplexMatrix[];
}

/** Largest |entry| of Σ K†K − 1: 0 for operators that keep the trace, not a number when an entry is none. */
export const completenessError = (operators: readonly ComplexMatrix[], size: number): number => {
  const sum = zeroMatrix(size);
  const product = zeroMatrix(size);
  for (const operator of operators) {
    multiplyInto(product, adjointOf(operator), operator);
    for (let at = 0; at < sum.re.length; at++) {
      sum.re[at]! += product.re[at]!;
      sum.im[at]! += product.im[at]!;
    }
  }
  let worst = 0;
  for (let at = 0; at < sum.re.length; at++) {
    const re = sum.re[at]! - (at % (size + 1) === 0 ? 1 : 0);
    worst = Math.max(worst, Math.sqrt(re * re + sum.im[at]! ** 2));
  }
  return worst;
};

/**
 * Refuses a channel of another size, or one whose operators do not keep the trace.
 *
 * @throws {QuantumOptionsError} It is one.
 */
export const checkChannel = ({ name, qubitCount, operators }: Channel): void => {
  const size = 2 ** qubitCount;
  const hasShape = (qubitCount === 1 || qubitCount === 2) && operators.every((operator) => operator.size === size);
  if (!hasShape || operators.length === 0) {
    throw new QuantumOptionsError({
      code: 'INVALID_KRAUS',
      message: `${name}: there were ${operators.length} operators of ${operators.map((operator) => operator.size).join(', ') || 'no'} rows for ${qubitCount} qubits.`,
      remedy: 'Pass square matrices of 2 rows for one qubit, or of 4 rows for two.',
      context: { name, qubitCount, count: operators.length },
    });
  }
  const error = completenessError(operators, size);
  if (error <= 1e-9) return;
  throw new QuantumOptionsError({
    code: 'NOT_TRACE_PRESERVING',
    message: `${name}: an entry of Σ K†K was ${error} away from the identity.`,
    remedy: 'Pass operators whose Σ K†K is the identity.',
    context: { name, error },
  });
};

/** A channel of these operators without those that are 0, whose completeness the caller knows. */
export const channelOf = (name: string, qubitCount: 1 | 2, operators: readonly ComplexMatrix[]): Channel => ({
  name,
  qubitCount,
  operators: operators.filter(({ re, im }) => re.some((value, at) => value !== 0 || im[at] !== 0)),
});
