import { type PauliSum, pauliSum } from '../measurement/pauli-sum';
import { requireFinite, requireKnownKeys, requireWhole } from '../problem/checks';

export interface TransverseFieldIsingOptions {
  /** J. */
  readonly coupling: number;
  /** h. */
  readonly field: number;
  /** Whether the last spin is coupled with the first. Defaults to false. */
  readonly isPeriodic?: boolean;
}

/**
 * The Ising chain in a transverse field: H = −J Σ Z_i Z_{i+1} − h Σ X_i, the standard test of a variational method, since its
 * energies are known.
 *
 * Source: Pfeuty 1970, "The one-dimensional Ising model with a transverse field".
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { transverseFieldIsing } from '@sigmax/quantum-sim/vqe';
 * transverseFieldIsing(3, { coupling: 1, field: 0.5 }).length; // => 5
 * ```
 */
export const transverseFieldIsing = (qubitCount: number, options: TransverseFieldIsingOptions): PauliSum => {
  const what = 'transverseFieldIsing';
  requireKnownKeys(options, ['coupling', 'field', 'isPeriodic'], what);
  requireWhole(qubitCount, `${what}: qubitCount`, 1);
  const coupling = requireFinite(options.coupling, `${what}: coupling`);
  const field = requireFinite(options.field, `${what}: field`);
  const bonds = Array.from({ length: qubitCount - 1 }, (_, i): [number, number] => [i, i + 1]);
  if (options.isPeriodic === true && qubitCount > 2) bonds.push([0, qubitCount - 1]);
  return pauliSum([
    ...bonds.map(([i, j]): [number, string] => [-coupling, `Z${i} Z${j}`]),
    ...Array.from({ length: qubitCount }, (_, i): [number, string] => [-field, `X${i}`]),
  ]);
};
