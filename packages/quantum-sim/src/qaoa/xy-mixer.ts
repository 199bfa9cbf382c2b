import { cosine, sine } from '../portable-math';
import { requireKnownKeys, requireOneOf, requireWhole } from '../problem/checks';
import type { Amplitudes } from '../subspace/amplitudes';
import type { FullMixer } from './full-mixer';
import { uniformStart } from './uniform-start';

export interface XyMixerOptions {
  /** How many variables are 1 in every bit string of the start, and so of every state. */
  readonly weight: number;
  /**
   * `ring` (default): neighbours in turn, then the closing pair. `parity`: even neighbours, odd neighbours, then the closing pair.
   * `complete`: every pair, one after the other.
   */
  readonly order?: 'ring' | 'parity' | 'complete';
}

type Pair = readonly [number, number];

const pairsOf = (count: number, order: 'ring' | 'parity' | 'complete'): Pair[] => {
  if (order === 'complete') {
    return Array.from({ length: count }, (_, i) => i).flatMap((i) =>
      Array.from({ length: count - 1 - i }, (_, step): Pair => [i, i + 1 + step]),
    );
  }
  const neighbours = Array.from({ length: count - 1 }, (_, i): Pair => [i, i + 1]);
  const inOrder =
    order === 'ring' ? neighbours : [...neighbours].sort((a, b) => (a[0] % 2) - (b[0] % 2) || a[0] - b[0]);
  return count > 2 ? [...inOrder, [count - 1, 0]] : inOrder;
};

/** (a, b) → (c a − i s b, c b − i s a) for the amplitudes where one of two bits is 1. */
const exchange = ({ re, im }: Amplitudes, [i, j]: Pair, c: number, s: number): void => {
  const low = 2 ** Math.min(i, j);
  const high = 2 ** Math.max(i, j);
  for (let outer = 0; outer < re.length; outer += 2 * high) {
    for (let middle = outer; middle < outer + high; middle += 2 * low) {
      for (let a = middle + low, b = middle + high; a < middle + 2 * low; a++, b++) {
        const ar = re[a]!;
        const ai = im[a]!;
        const br = re[b]!;
        const bi = im[b]!;
        re[a] = c * ar + s * bi;
        im[a] = c * ai - s * br;
        re[b] = c * br + s * ai;
        im[b] = c * bi - s * ar;
      }
    }
  }
};

/** Σ Im (λ̄_a ψ_b + λ̄_b ψ_a) over the same amplitudes. */
const exchangeOverlap = (psi: Amplitudes, lambda: Amplitudes, [i, j]: Pair): number => {
  const low = 2 ** Math.min(i, j);
  const high = 2 ** Math.max(i, j);
  const { re: pr, im: pi } = psi;
  const { re: lr, im: li } = lambda;
  let sum = 0;
  for (let outer = 0; outer < pr.length; outer += 2 * high) {
    for (let middle = outer; middle < outer + high; middle += 2 * low) {
      for (let a = middle + low, b = middle + high; a < middle + 2 * low; a++, b++) {
        sum += lr[a]! * pi[b]! - li[a]! * pr[b]! + lr[b]! * pi[a]! - li[b]! * pr[a]!;
      }
    }
  }
  return sum;
};

/**
 * The XY mixers on all bit strings, which keep the number of ones: Π e^{−iβ (X_i X_j + Y_i Y_j) / 2} over pairs of variables, from the
 * uniform superposition of the bit strings with `weight` ones.
 *
 * For exactly k of n the same mixer inside the feasible selections (`ringMixer`) needs C(n, k) amplitudes instead of 2^n; this one is for
 * costs and circuits on all qubits.
 *
 * - State: none; 4 bytes for each bit string of the start. Cost: 3 operations an amplitude and pair.
 *
 * Source: Hadfield et al. 2019, section 4.3.1; Wang, Rubin, Dominy and Rieffel 2020, "XY mixers", equations 3 and 4.
 *
 * @throws {QuantumOptionsError} an option is out of range or not known.
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { qaoaAnsatz, xyMixer } from '@sigmax/quantum-sim/qaoa';
 * const cost = createQubo({ names: ['a', 'b', 'c'], linear: [1, 2, 3] });
 * const ansatz = qaoaAnsatz({ cost, mixer: xyMixer(3, { weight: 1 }) });
 * const probabilities = ansatz.probabilitiesAt([0.5, -0.5]);
 * (probabilities[1]! + probabilities[2]! + probabilities[4]!).toFixed(12); // => '1.000000000000'
 * ```
 */
export const xyMixer = (qubitCount: number, options: XyMixerOptions): FullMixer => {
  requireKnownKeys(options, ['weight', 'order'], 'xyMixer');
  const { weight, order = 'ring' } = options;
  requireWhole(qubitCount, 'xyMixer: qubitCount', 1, 30);
  requireOneOf(order, 'xyMixer: order', ['ring', 'parity', 'complete']);
  const start = uniformStart(qubitCount, requireWhole(weight, 'xyMixer: weight', 0, qubitCount), 'xyMixer');
  const pairs = pairsOf(qubitCount, order);
  return {
    name: `${order}-xy`,
    qubitCount,
    start: start.write,
    apply: (state, beta) => {
      const [c, s] = [cosine(beta), sine(beta)];
      for (const pair of pairs) exchange(state, pair, c, s);
    },
    unapply: (psi, lambda, beta) => {
      const [c, s] = [cosine(beta), -sine(beta)];
      let sum = 0;
      for (const pair of [...pairs].reverse()) {
        sum += exchangeOverlap(psi, lambda, pair);
        exchange(psi, pair, c, s);
        exchange(lambda, pair, c, s);
      }
      return sum;
    },
    startCircuit: start.circuit,
    mixerCircuit: (circuit, beta) => pairs.reduce((built, [i, j]) => built.xxPlusYy(beta.times(2), 0, i, j), circuit),
  };
};
