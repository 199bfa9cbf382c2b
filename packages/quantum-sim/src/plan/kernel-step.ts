import { zeroMatrix } from '../gates/complex-matrix';
import type { Kernels } from '../kernels/kernels';
import { type BoundFactor, boundFactor, type ParameterPlaces, readAngles } from './bound-factor';
import { type NodeScratch, writeDiagonal, writeProduct } from './node-matrix';
import { isFixed, maskOf, type PlanNode, qubitsOf } from './plan-node';
import type { Stage } from './stage';

/** One call of a kernel for each block of a stage. */
export interface KernelStep {
  /** How many coefficients the step reads from its slot on. */
  readonly coefficientCount: number;
  readonly isFixed: boolean;
  /** Writes the coefficients for these parameter values. */
  write(out: Float64Array, slot: number, values: ArrayLike<number>, scratch: NodeScratch): void;
  /** Applies the step to the block at `at`, whose first amplitude is number `base` of the state. */
  apply(kernels: Kernels, at: number, bits: number, base: number, slot: number): void;
}

/** Where the qubits of a stage are in its blocks. */
interface Layout {
  /** The mask of a set of qubits inside a block, in the block's own numbering. */
  inside(mask: number): number;
  /** The part of a mask that lies outside of blocks. */
  outside(mask: number): number;
}

const layoutOf = ({ low, high }: Stage): Layout => {
  const local = (2 ** low - 1) | high;
  const order = qubitsOf(high);
  return {
    inside: (mask) =>
      (mask & (2 ** low - 1)) |
      order.reduce((bits, qubit, index) => bits | (((mask >> qubit) & 1) << (low + index)), 0),
    outside: (mask) => mask & ~local,
  };
};

const targetOf = (mask: number): number => 31 - Math.clz32(mask);

const nothing = { coefficientCount: 0, isFixed: true, write: () => undefined };

const exchangeStep = (node: PlanNode, layout: Layout): KernelStep => {
  const controls = layout.inside(node.controls);
  const needed = layout.outside(node.controls);
  const [first, second] = qubitsOf(layout.inside(node.mask)) as [number, number?];
  return {
    ...nothing,
    apply(kernels, at, bits, base) {
      if ((base & needed) !== needed) return;
      if (second === undefined) kernels.flip(at, bits, first, controls);
      else kernels.swap(at, bits, first, second, controls);
    },
  };
};

const phaseStep = (node: PlanNode, layout: Layout, factor: BoundFactor): KernelStep => {
  const mask = layout.inside(node.mask);
  const needed = layout.outside(node.mask);
  return {
    coefficientCount: 2,
    isFixed: isFixed(node),
    write(out, slot, values, scratch) {
      const matrix = scratch.matrices[factor.base.qubitCount]!;
      readAngles(factor, values, scratch.angles);
      factor.base.writeMatrix(matrix, scratch.angles);
      out[slot] = matrix.re[matrix.re.length - 1]!;
      out[slot + 1] = matrix.im[matrix.im.length - 1]!;
    },
    apply(kernels, at, bits, base, slot) {
      if ((base & needed) === needed) kernels.phase(at, bits, mask, slot);
    },
  };
};

/** The kernel reads tables that have qubits 0 and 1 in them. */
const lanes = 3;

const diagonalStep = (node: PlanNode, layout: Layout, places: ParameterPlaces): KernelStep => {
  const inside = layout.inside(node.mask) | lanes;
  const outside = layout.outside(node.mask);
  // The table over all qubits, those outside last, is one table for each of their settings.
  const insideQubits = qubitsOf((node.mask & ~outside) | lanes);
  const outsideQubits = qubitsOf(outside);
  const order = [...insideQubits, ...outsideQubits];
  const factors = node.factors.map((factor) => boundFactor(factor, node.mask | lanes, 0, places));
  const moveBits = (mask: number): number =>
    maskOf(qubitsOf(mask).map((bit) => order.indexOf(qubitsOf(node.mask | lanes)[bit]!)));
  const moved = factors.map((factor) => {
    const positions = factor.positions.map((bit) => 31 - Math.clz32(moveBits(1 << bit)));
    return { ...factor, positions, controls: moveBits(factor.controls), moved: maskOf(positions) };
  });
  const part = 2 ** insideQubits.length;
  const table = { re: new Float64Array(2 ** order.length), im: new Float64Array(2 ** order.length) };
  return {
    coefficientCount: 2 * table.re.length,
    isFixed: isFixed(node),
    write(out, slot, values, scratch) {
      writeDiagonal(moved, order.length, table, values, scratch);
      for (let start = 0; start < table.re.length; start += part) {
        for (let index = 0; index < part; index++) {
          out[slot + 2 * start + index] = table.re[start + index]!;
          out[slot + 2 * start + part + index] = table.im[start + index]!;
        }
      }
    },
    apply(kernels, at, bits, base, slot) {
      let chosen = 0;
      for (let k = 0; k < outsideQubits.length; k++) chosen |= ((base >> outsideQubits[k]!) & 1) << k;
      kernels.diagonal(at, bits, inside, slot + 2 * chosen * part);
    },
  };
};

const matrixStep = (node: PlanNode, layout: Layout, places: ParameterPlaces): KernelStep => {
  const factors = node.factors.map((factor) => boundFactor(factor, node.mask, node.controls, places));
  const controls = layout.inside(node.controls);
  const needed = layout.outside(node.controls);
  const mask = layout.inside(node.mask);
  const target = targetOf(mask);
  const qubitCount = qubitsOf(mask).length;
  const { isReal, isCross } = node.traits;
  const form = qubitCount > 1 ? 'dense' : isReal ? 'real' : isCross ? 'cross' : 'general';
  const size = 4 ** qubitCount;
  const matrix = zeroMatrix(2 ** qubitCount);
  return {
    coefficientCount: form === 'dense' ? 2 * size : form === 'general' ? 8 : 4,
    isFixed: isFixed(node),
    write(out, slot, values, scratch) {
      writeProduct(factors, matrix, values, scratch);
      const { re, im } = matrix;
      if (form === 'dense') {
        for (let entry = 0; entry < size; entry++) {
          out[slot + entry] = re[entry]!;
          out[slot + size + entry] = im[entry]!;
        }
      } else if (form === 'general') {
        for (let entry = 0; entry < 4; entry++) {
          out[slot + 2 * entry] = re[entry]!;
          out[slot + 2 * entry + 1] = im[entry]!;
        }
      } else {
        for (let entry = 0; entry < 4; entry++) {
          const isBeside = entry === 1 || entry === 2;
          out[slot + entry] = form === 'cross' && isBeside ? im[entry]! : re[entry]!;
        }
      }
    },
    apply(kernels, at, bits, base, slot) {
      if ((base & needed) !== needed) return;
      if (form === 'dense') kernels.dense(at, bits, mask, controls, slot);
      else kernels[form](at, bits, target, controls, slot);
    },
  };
};

/** The kernel call of a node in a stage. */
export const kernelStep = (node: PlanNode, stage: Stage, places: ParameterPlaces): KernelStep => {
  const layout = layoutOf(stage);
  if (node.kind === 'flip' || node.kind === 'swap') return exchangeStep(node, layout);
  if (node.kind === 'diagonal') return diagonalStep(node, layout, places);
  if (node.kind !== 'phase') return matrixStep(node, layout, places);
  return phaseStep(node, layout, boundFactor(node.factors[0]!, node.mask, 0, places));
};
