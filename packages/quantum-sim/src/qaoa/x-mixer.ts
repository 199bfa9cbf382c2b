import { cosine, sine } from '../portable-math';
import { requireWhole } from '../problem/checks';
import type { FullMixer } from './full-mixer';
import type { QaoaState } from './qaoa-kernels';

/** i to a power. */
const quarterRe = [1, 0, -1, 0] as const;
const quarterIm = [0, 1, 0, -1] as const;

/** How many bits of an index are 1. */
const ones = (index: number): number => {
  let count = 0;
  for (let rest = index; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** A rotation by β of every qubit as a tangent at most 1, after a quarter turn where β is beyond. */
interface Rotation {
  readonly t: number;
  readonly scale: number;
  readonly isFlipped: boolean;
}

const rotationOf = (beta: number, qubitCount: number): Rotation => {
  const [c, s] = [cosine(beta), sine(beta)];
  const isFlipped = Math.abs(s) > Math.abs(c);
  const base = isFlipped ? s : c;
  let scale = 1;
  for (let qubit = 0; qubit < qubitCount; qubit++) scale *= base;
  return { t: isFlipped ? -c / s : s / c, scale, isFlipped };
};

/** (a, b) → (−b, a) on every qubit: bits are exchanged, and each that was 1 changes the sign. */
const flip = (plane: Float64Array, isBack: boolean): void => {
  const last = plane.length - 1;
  const parity = isBack ? ones(last) & 1 : 0;
  for (let low = 0; low <= last >> 1; low++) {
    const high = last - low;
    const [a, b] = [plane[low]!, plane[high]!];
    // The sign of what arrives at an index is that of the ones it had before.
    plane[low] = ((ones(high) + parity) & 1) === 1 ? -b : b;
    plane[high] = ((ones(low) + parity) & 1) === 1 ? -a : a;
  }
};

const bothPlanes = ({ re, im }: QaoaState, isBack: boolean): void => {
  flip(re, isBack);
  flip(im, isBack);
};

/**
 * The transverse field e^{−iβ Σ X}, from the uniform superposition of all bit strings.
 *
 * Amplitude x is kept times i^(ones of x): in that frame the mixer is a real rotation of each qubit, the same on both planes, and the
 * phases of a cost are what they were. A rotation is one product and one sum for each number, its length is put in once for all qubits.
 *
 * - State: none. Cost: 2 n operations an amplitude.
 *
 * Source: Farhi, Goldstone and Gutmann 2014, "A quantum approximate optimization algorithm", equation 4.
 *
 * @throws {QuantumOptionsError} `qubitCount` is not a whole number from 1.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz, xMixer } from '@sigmax/quantum-sim/qaoa';
 * const qubo = createQubo({ names: ['a', 'b'], linear: [1, -1] });
 * const ansatz = qaoaAnsatz({ cost: qubo, mixer: xMixer(2) });
 * Array.from(ansatz.probabilitiesAt([0, 0.3]), (one) => one.toFixed(3)); // => ['0.250', '0.250', '0.250', '0.250']
 * ```
 */
export const xMixer = (qubitCount: number): FullMixer => {
  requireWhole(qubitCount, 'xMixer: qubitCount', 1, 30);
  const amplitude = 1 / Math.sqrt(2 ** qubitCount);
  return {
    name: 'x',
    qubitCount,
    start: ({ re, im }) => {
      re[0] = amplitude;
      im[0] = 0;
      // Each further bit that is 1 turns by i.
      for (let step = 1; step < re.length; step *= 2) {
        for (let x = 0; x < step; x++) {
          re[x + step] = 0 - im[x]!;
          im[x + step] = re[x]!;
        }
      }
    },
    apply: (state, beta) => {
      const { t, scale, isFlipped } = rotationOf(beta, qubitCount);
      if (isFlipped) bothPlanes(state, false);
      state.kernels.rotate(state.reAt, qubitCount, t, scale);
      state.kernels.rotate(state.imAt, qubitCount, t, scale);
    },
    unapply: (psi, lambda, beta) => {
      const { t, scale, isFlipped } = rotationOf(beta, qubitCount);
      const { kernels } = psi;
      const { memory, sumsAt } = kernels;
      // Where qubit q is reached, the planes still lack the lengths of those from q on.
      const length = 1 + t * t;
      let sum = 0;
      for (const plane of ['reAt', 'imAt'] as const) {
        kernels.unrotate(psi[plane], lambda[plane], qubitCount, -t, scale);
        let factor = 1;
        for (let qubit = qubitCount - 1; qubit >= 0; qubit--) {
          factor *= length;
          sum += factor * memory[sumsAt + qubit]!;
        }
      }
      if (isFlipped) {
        bothPlanes(psi, true);
        bothPlanes(lambda, true);
      }
      return sum;
    },
    leaveFrame: ({ re, im }) => {
      for (let x = 0; x < re.length; x++) {
        const turns = ones(x) & 3;
        const [c, s] = [quarterRe[turns]!, -quarterIm[turns]!];
        const [real, imaginary] = [re[x]!, im[x]!];
        re[x] = c * real - s * imaginary;
        im[x] = c * imaginary + s * real;
      }
    },
    startCircuit: (circuit) => circuit.h(...Array.from({ length: qubitCount }, (_, qubit) => qubit)),
    mixerCircuit: (circuit, beta) =>
      circuit.rx(beta.times(2), ...Array.from({ length: qubitCount }, (_, qubit) => qubit)),
  };
};
