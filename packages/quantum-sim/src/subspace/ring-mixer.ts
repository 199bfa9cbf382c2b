import { ProblemError } from '../errors';
import { cosine, sine } from '../portable-math';
import { requireOneOf } from '../problem/checks';
import { adjacentHop, closingHop } from './combination-hops';
import type { Hop } from './hop';
import type { Mixer } from './mixer';
import { rotateHop } from './rotate-hop';
import type { Subspace, SubspacePart } from './subspace';
import { unrotateHop } from './unrotate-hop';

export interface RingMixerOptions {
  /** `ring`: neighbours in turn, then the closing pair. `parity`: even neighbours, odd neighbours, then the closing pair. */
  readonly order?: 'ring' | 'parity';
}

/** A hop of one part as it acts on the whole state: inner parts lengthen its runs, outer parts repeat them. */
const widened = ({ runs, first, second }: Hop, { dimension, stride }: SubspacePart, total: number): Hop => {
  const block = dimension * stride;
  const outer = total / block;
  const repeat = (ranks: Int32Array, inner: number): Int32Array => {
    const all = new Int32Array(ranks.length * outer * inner);
    let at = 0;
    for (let turn = 0; turn < outer; turn++) {
      for (let index = 0; index < ranks.length; index++) {
        const start = turn * block + (ranks[index] as number) * stride;
        for (let step = 0; step < inner; step++) all[at++] = start + step;
      }
    }
    return all;
  };
  return {
    runs: runs.map(({ length, starts }) => ({ length: length * stride, starts: repeat(starts, 1) })),
    first: repeat(first, stride),
    second: repeat(second, stride),
  };
};

/** The neighbours of a ring, in the order in which the factors act. */
const ringHops = ({ members, choose }: SubspacePart, order: 'ring' | 'parity'): Hop[] => {
  const count = members.length;
  if (choose === 0 || choose === count) return [];
  const positions = Array.from({ length: count - 1 }, (_, position) => position);
  const inOrder = order === 'ring' ? positions : [...positions].sort((a, b) => (a % 2) - (b % 2) || a - b);
  const hops = inOrder.map((position) => adjacentHop(count, choose, position));
  return count > 2 ? [...hops, closingHop(count, choose)] : hops;
};

/**
 * The XY mixer on a ring of assets: Π e^{−iβ (X_i X_j + Y_i Y_j) / 2} over neighbours i, j, in each sector by itself.
 *
 * - State: none; holds about 4 bytes a state. Cost: 12 operations for each of the n · C(n − 2, k − 1) pairs of a sector.
 *
 * Source: Hadfield et al. 2019, "From the quantum approximate optimization algorithm to a quantum alternating operator
 * ansatz", section 4.3.1; Wang, Rubin, Dominy, Rieffel 2020, "XY mixers", equation 3.
 *
 * @throws {ProblemError} the subspace is a list, which has no neighbours.
 * @example
 * ```ts
 * import { ringMixer, selectionSubspace } from '@sigmax/quantum-sim';
 * const mixer = ringMixer(selectionSubspace({ assets: ['BTC', 'ETH'], choose: 1 }));
 * const state = { re: Float64Array.of(1, 0), im: Float64Array.of(0, 0) };
 * mixer.apply(state, Math.PI / 2);
 * Math.abs(state.im[1]! + 1) < 1e-15; // => true
 * ```
 */
export const ringMixer = (subspace: Subspace, { order = 'ring' }: RingMixerOptions = {}): Mixer => {
  requireOneOf(order, 'ringMixer: order', ['ring', 'parity']);
  const { dimension, parts } = subspace;
  requireParts(subspace, 'ringMixer');
  const hops = parts.flatMap((part) => ringHops(part, order).map((hop) => widened(hop, part, dimension)));
  return {
    name: order === 'ring' ? 'ring-xy' : 'parity-ring-xy',
    dimension,
    hops,
    apply: (state, beta) => {
      const [c, s] = [cosine(beta), sine(beta)];
      for (const hop of hops) rotateHop(state, hop, c, s);
    },
    unapply: (psi, lambda, beta) => {
      const [c, s] = [cosine(beta), sine(beta)];
      let overlap = 0;
      for (let index = hops.length - 1; index >= 0; index--) {
        const hop = hops[index] as Hop;
        overlap += unrotateHop(psi, lambda, hop, c, s);
      }
      return overlap;
    },
  };
};

/** Throws for a list, which is no product of sectors. */
export const requireParts = ({ parts }: Subspace, what: string): void => {
  if (parts.length > 0) return;
  throw new ProblemError({
    code: 'LIST_HAS_NO_NEIGHBOURS',
    message: `${what}: the subspace is an explicit list.`,
    remedy: 'Use groverMixer, which needs no neighbours.',
  });
};
