import { type ParameterExpression, parameter } from '../circuit/angle';
import { type Circuit, circuit as emptyCircuit } from '../circuit/circuit';
import { CircuitError } from '../errors';
import { type Entanglement, entangledPairs } from './entangled-pairs';

/** Options that every layered ansatz takes. */
export interface LayeredOptions {
  /** How often rotations and entanglement follow each other. Defaults to 3. */
  readonly repetitions?: number;
  /** Defaults to `reverse-linear`. */
  readonly entanglement?: Entanglement;
  /** What comes before the first rotations, for example the bit string to start from. */
  readonly start?: Circuit;
  /** The letters before the number of each parameter. Defaults to `theta`. */
  readonly prefix?: string;
}

export const layeredKeys = ['repetitions', 'entanglement', 'start', 'prefix'] as const;

/** What one layer does with the next free parameters. */
export interface Layers {
  readonly rotate: (circuit: Circuit, next: () => ParameterExpression, layer: number) => Circuit;
  readonly entangle: (circuit: Circuit, pair: readonly [number, number], next: () => ParameterExpression) => Circuit;
  readonly hasFinalRotations: boolean;
}

/** Rotations and entanglement in turn, with parameters named in the order of their use. */
export const layeredAnsatz = (
  qubitCount: number,
  { repetitions = 3, entanglement = 'reverse-linear', start, prefix = 'theta' }: LayeredOptions,
  { rotate, entangle, hasFinalRotations }: Layers,
): Circuit => {
  if (start !== undefined && start.qubitCount !== qubitCount) {
    throw new CircuitError({
      code: 'WRONG_COUNT',
      message: `The start has ${start.qubitCount} qubits, the ansatz ${qubitCount}.`,
      remedy: 'Make both of as many qubits.',
      context: { start: start.qubitCount, qubitCount },
    });
  }
  let count = 0;
  const next = (): ParameterExpression => {
    count += 1;
    return parameter(`${prefix}${count - 1}`);
  };
  let built = start ?? emptyCircuit(qubitCount);
  for (let layer = 0; layer < repetitions; layer++) {
    built = rotate(built, next, layer);
    for (const pair of entangledPairs(entanglement, qubitCount, layer)) built = entangle(built, pair, next);
  }
  return hasFinalRotations ? rotate(built, next, repetitions) : built;
};
