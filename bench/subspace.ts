import {
  exactSelection,
  ringMixer,
  selectByAnsatz,
  selectionSubspace,
  subspaceAnsatz,
  subspaceCosts,
} from '@sigmax/quantum-sim';
import { type Bench, type Figure, interleave } from './bench';
import { denseQubo } from './quantum/dense-qubo';

const angles = [0.3, -0.4];

const ansatzOf = (size: number, choose: number) => {
  const qubo = denseQubo(size);
  const subspace = selectionSubspace({ assets: qubo.names, choose });
  return subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: ringMixer(subspace) });
};

/**
 * The layer without our numbering: pairs that differ in a hop looked up in a hash of bit masks, and `Math.sin` and `Math.cos`
 * for each phase.
 */
const hashedLayer = (size: number, choose: number, costs: Float64Array): (() => number) => {
  const masks: number[] = [];
  const fill = (mask: number, from: number, left: number): void => {
    if (left === 0) {
      masks.push(mask);
      return;
    }
    for (let bit = from; bit <= size - left; bit++) fill(mask + 2 ** bit, bit + 1, left - 1);
  };
  fill(0, 0, choose);
  masks.sort((a, b) => a - b);
  const ranks = new Map(masks.map((mask, rank) => [mask, rank]));
  const isHeld = (mask: number, bit: number) => Math.floor(mask / 2 ** bit) % 2 === 1;
  const hops = Array.from({ length: size }, (_, i) => {
    const [from, to] = [i, (i + 1) % size];
    return masks.flatMap((mask, rank) =>
      isHeld(mask, from) && !isHeld(mask, to) ? [rank, ranks.get(mask - 2 ** from + 2 ** to) as number] : [],
    );
  }).map((pairs) => Int32Array.from(pairs));
  const re = new Float64Array(masks.length).fill(1 / Math.sqrt(masks.length));
  const im = new Float64Array(masks.length);
  return () => {
    for (let x = 0; x < costs.length; x++) {
      const [c, s] = [Math.cos(0.3 * costs[x]!), Math.sin(0.3 * costs[x]!)];
      const [real, imaginary] = [re[x]!, im[x]!];
      re[x] = real * c + imaginary * s;
      im[x] = imaginary * c - real * s;
    }
    const [c, s] = [Math.cos(0.4), -Math.sin(0.4)];
    for (const pairs of hops) {
      for (let at = 0; at < pairs.length; at += 2) {
        const [a, b] = [pairs[at]!, pairs[at + 1]!];
        const [ar, ai, br, bi] = [re[a]!, im[a]!, re[b]!, im[b]!];
        re[a] = c * ar + s * bi;
        im[a] = c * ai - s * br;
        re[b] = c * br + s * ai;
        im[b] = c * bi - s * ar;
      }
    }
    return re[0]!;
  };
};

const shapes = [
  [16, 8],
  [20, 8],
  [30, 5],
  [40, 4],
  [100, 3],
] as const;

export const subspaceBench: Bench = {
  name: 'subspace',
  what: 'feasible subspace: one QAOA layer (phase and ring XY) at n choose k, gradients, and 20 choose 8 to convergence',
  async measure({ hasPeers }): Promise<Figure[]> {
    const figures: Figure[] = [];
    for (const [size, choose] of shapes) {
      const ansatz = ansatzOf(size, choose);
      const ours = () => ansatz.stateAt(angles).re[0]!;
      const name = `layer_${size}_choose_${choose}`;
      if (hasPeers && size <= 40) {
        const seconds = interleave({ ours, hashed: hashedLayer(size, choose, ansatz.costs) }, 15);
        const peers = { 'pair-lists': seconds.hashed * 1e3 };
        figures.push({ bench: 'subspace', metric: name, value: seconds.ours * 1e3, unit: 'ms', peers });
      } else {
        const seconds = interleave({ ours }, 15);
        figures.push({ bench: 'subspace', metric: name, value: seconds.ours * 1e3, unit: 'ms', peers: {} });
      }
    }
    const ansatz = ansatzOf(20, 8);
    const three = [0.2, 0.4, 0.6, -0.6, -0.4, -0.2];
    const gradient = new Float64Array(6);
    const both = interleave(
      { gradient: () => ansatz.valueAndGradientAt(three, gradient), value: () => ansatz.valueAt(three) },
      7,
    );
    figures.push({
      bench: 'subspace',
      metric: 'gradient_20_choose_8_p3',
      value: both.gradient * 1e3,
      unit: 'ms',
      peers: { 'one-value': both.value * 1e3 },
    });
    if (hasPeers) {
      const qubo = denseQubo(20);
      const problem = { qubo, sectors: [{ assets: qubo.names, choose: 8 }] };
      const whole = interleave(
        {
          ansatz: () => selectByAnsatz(problem, { layers: 3, seed: 1 }).optimized.value,
          exact: () => exactSelection(problem).minimum,
        },
        1,
        1,
      );
      figures.push({
        bench: 'subspace',
        metric: 'converged_20_choose_8_p3',
        value: whole.ansatz,
        unit: 's',
        peers: { 'exact-enumeration': whole.exact },
      });
    }
    return figures;
  },
};
