import { invalidOption } from './drawing-error';

/** A point in the Bloch ball: on its surface a pure state of the qubit, inside one that is entangled or mixed. */
export interface BlochVector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Amplitudes in two planes, as a StateVector has them. */
export interface AmplitudePlanes {
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

/**
 * The Bloch vector (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of one qubit of a state, the others traced out.
 *
 * Cost: O(2^n).
 *
 * @throws {QuantumOptionsError} The state has no such qubit.
 * @example
 * ```ts
 * import { circuit, simulate } from '@sigmax/quantum-sim';
 * import { blochVector } from '@sigmax/quantum-sim/drawing';
 * blochVector(simulate(circuit(2).x(1)), 1); // => { x: 0, y: 0, z: -1 }
 * ```
 */
export const blochVector = ({ re, im }: AmplitudePlanes, qubit: number): BlochVector => {
  const step = 2 ** qubit;
  if (!(Number.isSafeInteger(qubit) && qubit >= 0 && step < re.length)) {
    throw invalidOption('blochVector', 'qubit', qubit, 'Pass the number of a qubit of the state.');
  }
  let [x, y, z] = [0, 0, 0];
  for (let index = 0; index < re.length; index++) {
    if (Math.floor(index / step) % 2 === 1) continue;
    const other = index + step;
    const [ar, ai, br, bi] = [re[index]!, im[index]!, re[other]!, im[other]!];
    x += 2 * (ar * br + ai * bi);
    y += 2 * (ar * bi - ai * br);
    z += ar * ar + ai * ai - br * br - bi * bi;
  }
  return { x, y, z };
};
