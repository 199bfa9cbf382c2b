import { ProblemError } from '../errors';
import { pauliRotation } from '../gates/custom-gates';
import { type PauliMasks, parity, pauliMasks } from '../measurement/pauli-masks';
import type { PauliSum } from '../measurement/pauli-sum';
import { cosine, sine } from '../portable-math';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import type { Amplitudes } from '../subspace/amplitudes';
import type { FullMixer } from './full-mixer';
import { uniformStart } from './uniform-start';

export interface PauliMixerOptions {
  /** The terms; each is a factor e^{−iβ c P}, in order. */
  readonly terms: PauliSum;
  /** How many ones the bit strings of the start have. Without it the start is the superposition of all. */
  readonly weight?: number;
}

const powerRe = [1, 0, -1, 0] as const;
const powerIm = [0, 1, 0, -1] as const;

/** cos(β) − i sin(β) P, in place. */
const turn = ({ re, im }: Amplitudes, { x, z, turns }: PauliMasks, c: number, s: number): void => {
  for (let k = 0; k < re.length; k++) {
    const j = k ^ x;
    if (j < k) continue;
    // −i times the number that P puts before the other amplitude.
    const toK = (turns + 2 * parity(j & z) + 3) & 3;
    const toJ = (turns + 2 * parity(k & z) + 3) & 3;
    const [kr, ki, jr, ji] = [re[k]!, im[k]!, re[j]!, im[j]!];
    re[k] = c * kr + s * (powerRe[toK]! * jr - powerIm[toK]! * ji);
    im[k] = c * ki + s * (powerRe[toK]! * ji + powerIm[toK]! * jr);
    if (j === k) continue;
    re[j] = c * jr + s * (powerRe[toJ]! * kr - powerIm[toJ]! * ki);
    im[j] = c * ji + s * (powerRe[toJ]! * ki + powerIm[toJ]! * kr);
  }
};

/** Im⟨λ|P|ψ⟩. */
const overlapOf = (psi: Amplitudes, lambda: Amplitudes, { x, z, turns }: PauliMasks): number => {
  let sum = 0;
  for (let k = 0; k < psi.re.length; k++) {
    const power = (turns + 2 * parity(k & z)) & 3;
    const re = powerRe[power]! * psi.re[k]! - powerIm[power]! * psi.im[k]!;
    const im = powerRe[power]! * psi.im[k]! + powerIm[power]! * psi.re[k]!;
    sum += lambda.re[k ^ x]! * im - lambda.im[k ^ x]! * re;
  }
  return sum;
};

/**
 * A mixer of your own: Π_t e^{−iβ c_t P_t} over the terms of a Pauli sum, in their order.
 *
 * - State: none. Cost: one pass over the amplitudes for each term.
 *
 * @throws {ProblemError} there is no term, or one without factors.
 * @throws {QuantumOptionsError} a term acts on a qubit that there is not, or an option is out of range.
 * @example
 * ```ts
 * import { createQubo, pauliSum } from '@sigmax/quantum-sim';
 * import { pauliMixer, qaoaAnsatz, xMixer } from '@sigmax/quantum-sim/qaoa';
 * const cost = createQubo({ names: ['a', 'b'], linear: [1, -2] });
 * const own = pauliMixer(2, { terms: pauliSum([[1, 'X0'], [1, 'X1']]) });
 * const [ours, usual] = [own, xMixer(2)].map((mixer) => qaoaAnsatz({ cost, mixer }).energyAt([0.4, -0.3]));
 * Math.abs(ours! - usual!) < 1e-14; // => true
 * ```
 */
export const pauliMixer = (qubitCount: number, options: PauliMixerOptions): FullMixer => {
  requireKnownKeys(options, ['terms', 'weight'], 'pauliMixer');
  requireWhole(qubitCount, 'pauliMixer: qubitCount', 1, 30);
  const { terms, weight } = options;
  if (terms.length === 0 || terms.some(({ factors }) => factors.length === 0)) {
    throw new ProblemError({
      code: 'EMPTY_MIXER',
      message: `pauliMixer: there were ${terms.length} terms, one of them without factors or none at all.`,
      remedy: 'Pass terms that act on qubits.',
    });
  }
  const start = uniformStart(qubitCount, weight, 'pauliMixer');
  const factors = terms.map((term) => ({ coefficient: term.coefficient, masks: pauliMasks(term, qubitCount) }));
  return {
    name: 'pauli',
    qubitCount,
    start: start.write,
    apply: (state, beta) => {
      for (const { coefficient, masks } of factors)
        turn(state, masks, cosine(beta * coefficient), sine(beta * coefficient));
    },
    unapply: (psi, lambda, beta) => {
      let sum = 0;
      for (const { coefficient, masks } of [...factors].reverse()) {
        const [c, s] = [cosine(beta * coefficient), -sine(beta * coefficient)];
        sum += coefficient * overlapOf(psi, lambda, masks);
        turn(psi, masks, c, s);
        turn(lambda, masks, c, s);
      }
      return sum;
    },
    startCircuit: start.circuit,
    mixerCircuit: (circuit, beta) =>
      terms.reduce(
        (built, term) =>
          built.apply(
            pauliRotation(term.factors.map(({ pauli }) => pauli).join('')),
            term.factors.map(({ qubit }) => qubit),
            beta.times(2 * term.coefficient),
          ),
        circuit,
      ),
  };
};
