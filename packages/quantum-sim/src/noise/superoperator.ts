import { type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import type { Channel } from './channel';

/**
 * The channel as one matrix S of 4^k rows for k qubits: entry (r' + 2^k c', r + 2^k c) = Σ_K K[r'][r] · conj(K[c'][c]).
 *
 * It acts on a density matrix whose columns stand one after the other: vec(ρ') = S vec(ρ). Cost: O(operators · 16^k).
 *
 * Source: Wood, Biamonte and Cory 2015, "Tensor networks and graphical calculus for open quantum systems", §2.
 *
 * @example
 * ```ts
 * import { bitFlip, superoperator } from '@sigmax/quantum-sim/noise';
 * superoperator(bitFlip(1)).re[3]; // => 1
 * ```
 */
export const superoperator = ({ operators, qubitCount }: Channel): ComplexMatrix => {
  const size = 2 ** qubitCount;
  const out = zeroMatrix(size * size);
  for (const { re, im } of operators) {
    for (let row = 0; row < out.size; row++) {
      for (let column = 0; column < out.size; column++) {
        const left = (row % size) * size + (column % size);
        const right = Math.floor(row / size) * size + Math.floor(column / size);
        const at = row * out.size + column;
        out.re[at]! += re[left]! * re[right]! + im[left]! * im[right]!;
        out.im[at]! += im[left]! * re[right]! - re[left]! * im[right]!;
      }
    }
  }
  return out;
};
