import { QuantumOptionsError } from '../errors';
import { type ComplexEntry, matrixOf } from '../gates/complex-matrix';
import { type Channel, channelOf, checkChannel } from './channel';

/**
 * A channel of Kraus operators of your own: matrices of 2 rows for one qubit or 4 for two, an entry a number or a pair [re, im].
 *
 * Source: Kraus 1983, "States, Effects, and Operations"; Nielsen and Chuang 2010, eq. 8.10.
 *
 * @throws {QuantumOptionsError} There is no operator, one is not square or has another size, or Σ K†K misses the identity by more
 * than 1e-9 in an entry.
 * @example
 * ```ts
 * import { krausChannel } from '@sigmax/quantum-sim/noise';
 * const forget = krausChannel([[[1, 0], [0, 0]], [[0, 1], [0, 0]]]);
 * forget.qubitCount; // => 1
 * ```
 */
export const krausChannel = (
  operators: readonly (readonly (readonly ComplexEntry[])[])[],
  name = 'krausChannel',
): Channel => {
  const uneven = operators.findIndex((rows) => rows.some((row) => row.length !== rows.length));
  if (uneven !== -1) {
    throw new QuantumOptionsError({
      code: 'INVALID_KRAUS',
      message: `${name}: operator ${uneven} had ${operators[uneven]!.length} rows, and a row of another length.`,
      remedy: 'Pass square matrices of 2 rows for one qubit, or of 4 rows for two.',
      context: { name, operator: uneven },
    });
  }
  const matrices = operators.map((rows) => matrixOf(rows));
  const qubitCount = matrices[0]?.size === 4 ? 2 : 1;
  checkChannel({ name, qubitCount, operators: matrices });
  return channelOf(name, qubitCount, matrices);
};
