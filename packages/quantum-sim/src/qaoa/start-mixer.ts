import { cosine, sine } from '../portable-math';
import { requireKnownKeys } from '../problem/checks';
import type { Amplitudes } from '../subspace/amplitudes';
import type { FullMixer } from './full-mixer';
import { uniformStart } from './uniform-start';

export interface StartMixerOptions {
  /** Keeps to the bit strings with that many ones. Without it all bit strings are mixed. */
  readonly weight?: number;
}

const sumOf = (plane: Float64Array, support: Int32Array | undefined): number => {
  let sum = 0;
  if (support === undefined) for (let x = 0; x < plane.length; x++) sum += plane[x]!;
  else for (let place = 0; place < support.length; place++) sum += plane[support[place]!]!;
  return sum;
};

const addTo = (plane: Float64Array, support: Int32Array | undefined, amount: number): void => {
  if (support === undefined) for (let x = 0; x < plane.length; x++) plane[x]! += amount;
  else for (let place = 0; place < support.length; place++) plane[support[place]!]! += amount;
};

/**
 * The Grover mixer on all bit strings: e^{−iβ |s⟩⟨s|}, s the uniform superposition of all, or of those with `weight` ones, which is
 * also the start. States of equal cost keep equal amplitudes.
 *
 * - State: none. Cost: 4 operations an amplitude of the start.
 *
 * Source: Bärtschi and Eidenbenz 2020, "Grover mixers for QAOA", equation 2.
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz, startMixer } from '@sigmax/quantum-sim/qaoa';
 * const cost = createQubo({ names: ['a', 'b'], linear: [1, 1] });
 * const [, first, second] = qaoaAnsatz({ cost, mixer: startMixer(2) }).probabilitiesAt([0.5, -0.8]);
 * first === second; // => true
 * ```
 */
export const startMixer = (qubitCount: number, options: StartMixerOptions = {}): FullMixer => {
  requireKnownKeys(options, ['weight'], 'startMixer');
  const { support, write, circuit: startCircuit } = uniformStart(qubitCount, options.weight, 'startMixer');
  const count = support?.length ?? 2 ** qubitCount;

  /** Adds (e^{−iβ} − 1) |s⟩⟨s|. */
  const reflect = ({ re, im }: Amplitudes, sumRe: number, sumIm: number, c: number, s: number): void => {
    addTo(re, support, ((c - 1) * sumRe + s * sumIm) / count);
    addTo(im, support, ((c - 1) * sumIm - s * sumRe) / count);
  };
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);

  return {
    name: 'grover',
    qubitCount,
    start: write,
    apply: (state, beta) =>
      reflect(state, sumOf(state.re, support), sumOf(state.im, support), cosine(beta), sine(beta)),
    unapply: (psi, lambda, beta) => {
      const [pr, pi] = [sumOf(psi.re, support), sumOf(psi.im, support)];
      const [lr, li] = [sumOf(lambda.re, support), sumOf(lambda.im, support)];
      const [c, s] = [cosine(beta), -sine(beta)];
      reflect(psi, pr, pi, c, s);
      reflect(lambda, lr, li, c, s);
      return (lr * pi - li * pr) / count;
    },
    startCircuit,
    mixerCircuit: (circuit, beta) => {
      const start = startCircuit(circuit.repeat(0));
      const all = circuit.add(start.inverse()).x(...qubits);
      const phase = beta.times(-1);
      const turned = qubitCount === 1 ? all.p(phase, 0) : all.mcp(phase, qubits.slice(0, -1), qubitCount - 1);
      return turned.x(...qubits).add(start);
    },
  };
};
