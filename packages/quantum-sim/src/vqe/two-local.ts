import type { Circuit } from '../circuit/circuit';
import { requireKnownKeys, requireOneOf, requireWhole } from '../problem/checks';
import { type LayeredOptions, layeredAnsatz, layeredKeys } from './layered-ansatz';

const rotationNames = ['rx', 'ry', 'rz', 'p', 'h', 'x', 'y', 'z', 's', 'sx', 't'] as const;
const entanglerNames = [
  'cx',
  'cy',
  'cz',
  'ch',
  'swap',
  'iswap',
  'crx',
  'cry',
  'crz',
  'cp',
  'rxx',
  'ryy',
  'rzz',
  'rzx',
] as const;

/** A gate on every qubit; the first four have a parameter each. */
export type RotationName = (typeof rotationNames)[number];

/** A gate on a pair; those that start with r or cr, and cp, have a parameter each. */
export type EntanglerName = (typeof entanglerNames)[number];

export interface TwoLocalOptions extends LayeredOptions {
  /** Gates on every qubit, one layer of each in turn. */
  readonly rotations: readonly RotationName[];
  /** Gates on each pair, in turn. */
  readonly entanglers: readonly EntanglerName[];
  /** Leaves out the rotations after the last entanglement. Defaults to false. */
  readonly skipFinalRotations?: boolean;
}

const hasAngle = (name: string): boolean => /^(r|cr|p$|cp$)/.test(name);

/**
 * The ansatz of rotations on every qubit and entangling gates on pairs, in turn.
 *
 * - Shape: parameters `theta0` … in the order of their use. Cost: O(repetitions · pairs) operations.
 *
 * Source: Kandala et al. 2017, "Hardware-efficient variational quantum eigensolver for small molecules and quantum magnets".
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @throws {CircuitError} the start has another number of qubits.
 * @example
 * ```ts
 * import { twoLocal } from '@sigmax/quantum-sim/vqe';
 * twoLocal(2, { rotations: ['ry'], entanglers: ['crx'], repetitions: 1 }).parameterNames; // => ['theta0', 'theta1', 'theta2', 'theta3', 'theta4']
 * ```
 */
export const twoLocal = (qubitCount: number, options: TwoLocalOptions): Circuit => {
  requireKnownKeys(options, [...layeredKeys, 'rotations', 'entanglers', 'skipFinalRotations'], 'twoLocal');
  const { rotations, entanglers, skipFinalRotations = false } = options;
  requireWhole(qubitCount, 'twoLocal: qubitCount', 1);
  requireWhole(options.repetitions ?? 3, 'twoLocal: repetitions', 0);
  for (const name of rotations) requireOneOf(name, 'twoLocal: rotations', rotationNames);
  for (const name of entanglers) requireOneOf(name, 'twoLocal: entanglers', entanglerNames);
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  return layeredAnsatz(qubitCount, options, {
    rotate: (circuit, next) =>
      rotations.reduce(
        (built, name) =>
          qubits.reduce((one, qubit) => one.apply(name, [qubit], ...(hasAngle(name) ? [next()] : [])), built),
        circuit,
      ),
    entangle: (circuit, pair, next) =>
      entanglers.reduce((built, name) => built.apply(name, pair, ...(hasAngle(name) ? [next()] : [])), circuit),
    hasFinalRotations: !skipFinalRotations,
  });
};

export type TwoLocalStyleOptions = Omit<TwoLocalOptions, 'rotations' | 'entanglers'>;

/**
 * RY rotations and controlled X: amplitudes stay real.
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { realAmplitudes } from '@sigmax/quantum-sim/vqe';
 * realAmplitudes(3, { repetitions: 2 }).parameterNames.length; // => 9
 * ```
 */
export const realAmplitudes = (qubitCount: number, options: TwoLocalStyleOptions = {}): Circuit =>
  twoLocal(qubitCount, { ...options, rotations: ['ry'], entanglers: ['cx'] });

/**
 * RY and RZ rotations and controlled X.
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { efficientSu2 } from '@sigmax/quantum-sim/vqe';
 * efficientSu2(3, { repetitions: 2 }).parameterNames.length; // => 18
 * ```
 */
export const efficientSu2 = (qubitCount: number, options: TwoLocalStyleOptions = {}): Circuit =>
  twoLocal(qubitCount, { ...options, rotations: ['ry', 'rz'], entanglers: ['cx'] });
