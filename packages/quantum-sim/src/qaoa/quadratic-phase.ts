import { quboToIsing } from '../problem/ising';
import type { Qubo } from '../problem/qubo';
import { blockCosts, costTables } from './block-costs';
import type { CostPhase, CostScaling } from './cost-phase';
import { phaseProducts } from './phase-products';
import { type BlockPlace, blockBits, columnBits, type QaoaKernels, type QaoaState } from './qaoa-kernels';

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
  const walk = costTables(scaled);
  const lowBits = Math.min(qubo.names.length, blockBits);
  const turn = phaseProducts(scaled);

  /** Σ over the blocks, with the costs of each in the memory of the kernels. */
  const sumOver = ({ kernels }: QaoaState, ofBlock: (kernels: QaoaKernels, start: number) => number): number => {
    const { memory, costsAt } = kernels;
    const columnsAt = costsAt + 2 ** blockBits;
    const rowsAt = columnsAt + 2 ** columnBits;
    const into = {
      table: memory.subarray(costsAt, columnsAt),
      columns: memory.subarray(columnsAt, rowsAt),
      rows: memory.subarray(rowsAt, rowsAt + 2 ** columnBits),
    };
    let sum = 0;
    walk(into, (start) => {
      sum += ofBlock(kernels, start);
    });
    return sum;
  };

  const overlap = (psi: QaoaState, lambda: QaoaState): number =>
    sumOver(psi, (kernels, start) =>
      kernels.overlap(psi.reAt + start, psi.imAt + start, lowBits, placeOf(lambda, start)),
    );

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
    weigh: (psi, lambda) =>
      sumOver(psi, (kernels, start) =>
        kernels.weigh(
          psi.reAt + start,
          psi.imAt + start,
          lowBits,
          lambda === undefined ? undefined : placeOf(lambda, start),
        ),
      ),
    costs: () => {
      const all = new Float64Array(2 ** qubo.names.length);
      blockCosts(qubo)((costs, start) => all.set(costs, start));
      return all;
    },
  };
};

const placeOf = ({ reAt, imAt }: QaoaState, start: number): BlockPlace => ({ re: reAt + start, im: imAt + start });
