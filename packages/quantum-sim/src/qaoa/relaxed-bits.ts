import { jacobiEigen } from '../optimizers/jacobi-eigen';
import type { Qubo } from '../problem/qubo';

const sweeps = 10_000;

/**
 * The minimum of a QUBO's convex relaxation over 0 ≤ x ≤ 1: f(x) + μ Σ (x_i² − x_i) with the least μ that makes it convex, which
 * changes nothing at zeros and ones. Its numbers say how sure each variable is: the start of a warm start.
 *
 * - Cost: an eigenvalue decomposition, O(n³), and coordinate descent, O(n²) a sweep, until no variable moves by 1e-12.
 *
 * Source: Hammer and Rubin 1970 (the shift of the diagonal); Egger, Mareček and Woerner 2021, section 2 (its use).
 *
 * @example
 * ```ts
 * import { createQubo } from '@sigmax/quantum-sim';
 * import { relaxedBits } from '@sigmax/quantum-sim/qaoa';
 * const qubo = createQubo({ names: ['a', 'b', 'c'], linear: [-5, 1, -1], couplings: [['b', 'c', 2]] });
 * Array.from(relaxedBits(qubo)); // => [1, 0, 1]
 * ```
 */
export const relaxedBits = ({ linear, couplings }: Qubo): Float64Array => {
  const size = linear.length;
  const least = jacobiEigen(couplings, size).values.reduce((low, one) => Math.min(low, one), 0);
  // f has ½ xᵀQx, so the shift μ x² must outweigh half of the lowest eigenvalue.
  const shift = -least / 2;
  const x = new Float64Array(size).fill(0.5);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let moved = 0;
    for (let i = 0; i < size; i++) {
      let field = linear[i]!;
      for (let j = 0; j < size; j++) field += couplings[i * size + j]! * x[j]!;
      const wanted = shift > 0 ? (shift - field) / (2 * shift) : field < 0 ? 1 : 0;
      const next = Math.min(1, Math.max(0, wanted));
      moved = Math.max(moved, Math.abs(next - x[i]!));
      x[i] = next;
    }
    if (moved < 1e-12) break;
  }
  return x;
};
