import { type Circuit, circuit as emptyCircuit } from '../circuit/circuit';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { seededRandom } from '../seeded-random';
import { layeredAnsatz } from './layered-ansatz';

export interface PauliTwoDesignOptions {
  /** Which rotation each place has. */
  readonly seed: number;
  /** Defaults to 3. */
  readonly repetitions?: number;
  /** The letters before the number of each parameter. Defaults to `theta`. */
  readonly prefix?: string;
}

const axes = ['rx', 'ry', 'rz'] as const;

/**
 * RY(π/4) on every qubit, then layers of rotations about axes drawn at random and controlled Z on neighbours: with many layers near
 * to a 2-design, the standard example of flat gradients.
 *
 * Source: McClean, Boixo, Smelyanskiy, Babbush and Neven 2018, "Barren plateaus in quantum neural network training landscapes".
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { pauliTwoDesign } from '@sigmax/quantum-sim/vqe';
 * pauliTwoDesign(4, { seed: 1, repetitions: 2 }).parameterNames.length; // => 12
 * ```
 */
export const pauliTwoDesign = (qubitCount: number, options: PauliTwoDesignOptions): Circuit => {
  requireKnownKeys(options, ['seed', 'repetitions', 'prefix'], 'pauliTwoDesign');
  requireWhole(qubitCount, 'pauliTwoDesign: qubitCount', 1);
  const repetitions = requireWhole(options.repetitions ?? 3, 'pauliTwoDesign: repetitions', 0);
  const random = seededRandom(options.seed);
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const { prefix = 'theta' } = options;
  return layeredAnsatz(
    qubitCount,
    { repetitions, entanglement: 'pairwise', prefix, start: emptyCircuit(qubitCount).ry(Math.PI / 4, ...qubits) },
    {
      rotate: (circuit, next) =>
        qubits.reduce((built, qubit) => built.apply(axes[random.integer(3)] as 'rx', [qubit], next()), circuit),
      entangle: (circuit, [first, second]) => circuit.cz(first, second),
      hasFinalRotations: true,
    },
  );
};
