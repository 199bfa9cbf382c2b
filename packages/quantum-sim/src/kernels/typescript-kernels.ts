import { denseKernel } from './dense-kernel';
import { diagonalKernel, phaseKernel } from './diagonal-kernels';
import { gatherKernel, scatterKernel } from './gather-kernels';
import { blockBits, coefficientCapacity, type Kernels, leastBits } from './kernels';
import { crossKernel, flipKernel, generalKernel, realKernel, swapKernel } from './one-qubit-kernels';

/** The kernels in TypeScript, in double precision, for machines without SIMD in WebAssembly, and as the other one's oracle. */
export const typescriptKernels = (bits: number): Kernels => {
  const length = 2 ** Math.max(bits, leastBits) + 2 ** blockBits;
  const memory = {
    re: new Float64Array(length),
    im: new Float64Array(length),
    coefficients: new Float64Array(coefficientCapacity),
  };
  return {
    name: 'typescript',
    precision: 'f64',
    ...memory,
    real: realKernel(memory),
    cross: crossKernel(memory),
    general: generalKernel(memory),
    flip: flipKernel(memory),
    swap: swapKernel(memory),
    phase: phaseKernel(memory),
    diagonal: diagonalKernel(memory),
    dense: denseKernel(memory),
    warm: () => undefined,
    gather: gatherKernel(memory),
    scatter: scatterKernel(memory),
  };
};
