import { quboToIsing } from '../problem/ising';
import type { Qubo } from '../problem/qubo';
import { blockCosts } from './block-costs';
import type { CostPhase, CostScaling } from './cost-phase';
import { phaseProducts } from './phase-products';
import type { QaoaState } from './qaoa-kernels';

/** Σ h² + Σ J² is the variance over all bit strings, where each product of spins is +1 as often as −1. */
const momentsOf = (qubo: Qubo): { mean: number; deviation: number } => {
  const { constant, fields, couplings } = quboToIsing(qubo);
  let square = 0;
  for (let i = 0; i < fields.length; i++) {
    square += fields[i]! * fields[i]!;
    for (let j = 0; j < i; j++) square += couplings[i * fields.length + j]! * couplings[i * fields.length + j]!;
  }
  return { mean: constant, deviation: square > 0 ? Math.sqrt(square) : 1 };
};

const scaledBy = ({ names, constant, linear, couplings }: Qubo, offset: number, scale: number): Qubo => ({
  names,
  constant: (constant - offset) / scale,
  linear: linear.map((one) => one / scale),
  couplings: couplings.map((one) => one / scale),
});

/**
 * A quadratic cost without a table of costs: e^{−iγĈ} is a product over the pairs and fields, formed for 2^10 states at a time.
 *
 * Cost: n(n + 1)/2 sines and cosines a layer and three complex products an amplitude; less than 0.2 bytes a state.
 */
export const quadraticPhase = (qubo: Qubo, scaling: CostScaling): CostPhase => {
  const { mean, deviation } = momentsOf(qubo);
  const offset = scaling === 'raw' ? 0 : mean;
  const scale = scaling === 'raw' ? 1 : deviation;
  const scaled = scaledBy(qubo, offset, scale);
  const visit = blockCosts(scaled);
  const turn = phaseProducts(scaled);

  const overlap = (psi: QaoaState, lambda: QaoaState): number => {
    let sum = 0;
    visit((costs, start) => {
      sum += blockOverlap(costs, start, psi, lambda);
    });
    return sum;
  };

  return {
    names: qubo.names,
    mean,
    deviation,
    offset,
    scale,
    apply: (state, gamma) => turn(gamma, [state]),
    unapply: (psi, lambda, gamma) => {
      const sum = overlap(psi, lambda);
      turn(-gamma, [psi, lambda]);
      return sum;
    },
    overlap,
    weigh: (psi, lambda) => {
      let sum = 0;
      visit((costs, start) => {
        sum += lambda === undefined ? blockMean(costs, start, psi) : blockWeigh(costs, start, psi, lambda);
      });
      return sum;
    },
    costs: () => {
      const all = new Float64Array(2 ** qubo.names.length);
      blockCosts(qubo)((costs, start) => all.set(costs, start));
      return all;
    },
  };
};

const blockOverlap = (costs: Float64Array, start: number, psi: QaoaState, lambda: QaoaState): number => {
  const { re: pr, im: pi } = psi;
  const { re: lr, im: li } = lambda;
  let sum = 0;
  for (let x = 0, i = start; x < costs.length; x++, i++) sum += costs[x]! * (lr[i]! * pi[i]! - li[i]! * pr[i]!);
  return sum;
};

const blockMean = (costs: Float64Array, start: number, { re, im }: QaoaState): number => {
  let sum = 0;
  for (let x = 0, i = start; x < costs.length; x++, i++) sum += costs[x]! * (re[i]! * re[i]! + im[i]! * im[i]!);
  return sum;
};

const blockWeigh = (costs: Float64Array, start: number, { re, im }: QaoaState, lambda: QaoaState): number => {
  const { re: lr, im: li } = lambda;
  let sum = 0;
  for (let x = 0, i = start; x < costs.length; x++, i++) {
    const cost = costs[x]!;
    const real = re[i]!;
    const imaginary = im[i]!;
    sum += cost * (real * real + imaginary * imaginary);
    lr[i] = cost * real;
    li[i] = cost * imaginary;
  }
  return sum;
};
