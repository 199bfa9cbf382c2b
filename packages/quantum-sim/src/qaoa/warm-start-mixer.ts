import { arcTangent2, cosine, sine } from '../portable-math';
import { requireBetween, requireKnownKeys } from '../problem/checks';
import type { Amplitudes } from '../subspace/amplitudes';
import type { FullMixer } from './full-mixer';

export interface WarmStartMixerOptions {
  /** How likely each variable is 1 at the start, for example by `relaxedBits`. */
  readonly probabilities: ArrayLike<number>;
  /** ε: probabilities are moved into [ε, 1 − ε], so that no variable is stuck. Defaults to 0.25. */
  readonly epsilon?: number;
}

/** (a, b) → (c − i s z) a − i s x b, (c + i s z) b − i s x a on one qubit. */
const turnQubit = ({ re, im }: Amplitudes, step: number, c: number, sx: number, sz: number): void => {
  for (let base = 0; base < re.length; base += 2 * step) {
    for (let a = base, b = base + step; a < base + step; a++, b++) {
      const ar = re[a]!;
      const ai = im[a]!;
      const br = re[b]!;
      const bi = im[b]!;
      re[a] = c * ar + sz * ai + sx * bi;
      im[a] = c * ai - sz * ar - sx * br;
      re[b] = c * br - sz * bi + sx * ai;
      im[b] = c * bi + sz * br - sx * ar;
    }
  }
};

/** Im⟨λ| x X + z Z |ψ⟩ on one qubit. */
const overlapOf = (psi: Amplitudes, lambda: Amplitudes, step: number, x: number, z: number): number => {
  const { re: pr, im: pi } = psi;
  const { re: lr, im: li } = lambda;
  let across = 0;
  let along = 0;
  for (let base = 0; base < pr.length; base += 2 * step) {
    for (let a = base, b = base + step; a < base + step; a++, b++) {
      across += lr[a]! * pi[b]! - li[a]! * pr[b]! + lr[b]! * pi[a]! - li[b]! * pr[a]!;
      along += lr[a]! * pi[a]! - li[a]! * pr[a]! - lr[b]! * pi[b]! + li[b]! * pr[b]!;
    }
  }
  return x * across + z * along;
};

/**
 * The mixer of a warm start: from ⊗ (√(1 − c_i) |0⟩ + √c_i |1⟩), each qubit turned about that state of its own,
 * e^{−iβ (sin θ X + cos θ Z)} with θ = 2 arcsin √c. At c = ½ everywhere it is the transverse field.
 *
 * - State: none. Cost: 10 operations an amplitude and qubit.
 *
 * Source: Egger, Mareček and Woerner 2021, "Warm-starting quantum optimization", equations 4 to 6.
 *
 * @throws {QuantumOptionsError} a probability is not in [0, 1], or ε not in [0, ½].
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz, warmStartMixer } from '@sigmax/quantum-sim/qaoa';
 * const cost = createQubo({ names: ['a', 'b'], linear: [1, -1] });
 * const mixer = warmStartMixer({ probabilities: [0, 1], epsilon: 0.1 });
 * qaoaAnsatz({ cost, mixer }).probabilitiesAt([0, 0])[2]!.toFixed(2); // => '0.81'
 * ```
 */
export const warmStartMixer = (options: WarmStartMixerOptions): FullMixer => {
  const what = 'warmStartMixer';
  requireKnownKeys(options, ['probabilities', 'epsilon'], what);
  const epsilon = requireBetween(options.epsilon ?? 0.25, `${what}: epsilon`, 0, 0.5);
  const chances = Array.from(options.probabilities, (one, index) =>
    Math.min(1 - epsilon, Math.max(epsilon, requireBetween(one, `${what}: probabilities[${index}]`, 0, 1))),
  );
  const axes = chances.map((one) => ({ x: 2 * Math.sqrt(one * (1 - one)), z: 1 - 2 * one }));
  const angles = chances.map((one) => 2 * arcTangent2(Math.sqrt(one), Math.sqrt(1 - one)));
  return {
    name: 'warm-start',
    qubitCount: chances.length,
    start: ({ re, im }) => {
      re.fill(0);
      im.fill(0);
      re[0] = 1;
      chances.forEach((one, qubit) => {
        const step = 2 ** qubit;
        for (let index = 0; index < step; index++) {
          re[index + step] = re[index]! * Math.sqrt(one);
          re[index]! *= Math.sqrt(1 - one);
        }
      });
    },
    apply: (state, beta) => {
      const [c, s] = [cosine(beta), sine(beta)];
      axes.forEach(({ x, z }, qubit) => {
        turnQubit(state, 2 ** qubit, c, s * x, s * z);
      });
    },
    unapply: (psi, lambda, beta) => {
      const [c, s] = [cosine(beta), -sine(beta)];
      return axes.reduce((sum, { x, z }, qubit) => {
        const overlap = overlapOf(psi, lambda, 2 ** qubit, x, z);
        turnQubit(psi, 2 ** qubit, c, s * x, s * z);
        turnQubit(lambda, 2 ** qubit, c, s * x, s * z);
        return sum + overlap;
      }, 0);
    },
    startCircuit: (circuit) => angles.reduce((built, angle, qubit) => built.ry(angle, qubit), circuit),
    // RY(θ) RZ(2β) RY(−θ) turns about cos θ Z + sin θ X.
    mixerCircuit: (circuit, beta) =>
      angles.reduce(
        (built, angle, qubit) => built.ry(-angle, qubit).rz(beta.times(2), qubit).ry(angle, qubit),
        circuit,
      ),
  };
};
