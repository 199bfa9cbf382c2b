import { requireFinite } from './checks';
import { createQubo, type Qubo } from './qubo';

export interface MaxCutOptions {
  readonly nodes: readonly string[];
  readonly edges: readonly (readonly [first: string, second: string, weight: number])[];
}

/**
 * The QUBO of the greatest cut: its value is minus the weight of the edges between nodes that are 1 and nodes that are 0.
 *
 * f(x) = −Σ w_ij (x_i + x_j − 2 x_i x_j). Cost: O(n²) numbers.
 *
 * @throws {ProblemError} an edge names no node, or joins one with itself.
 * @example
 * ```ts
 * import { exactQubo, maxCut } from '@sigmax/quantum-sim';
 * const square = maxCut({ nodes: ['a', 'b', 'c', 'd'], edges: [['a', 'b', 1], ['b', 'c', 1], ['c', 'd', 1], ['d', 'a', 1]] });
 * exactQubo(square).value; // => -4
 * ```
 */
export const maxCut = ({ nodes, edges }: MaxCutOptions): Qubo => {
  const linear = new Map<string, number>();
  for (const [index, [first, second, weight]] of edges.entries()) {
    requireFinite(weight, `maxCut: the weight of edges[${index}]`);
    for (const node of [first, second]) linear.set(node, (linear.get(node) ?? 0) - weight);
  }
  return createQubo({
    names: nodes,
    linear: Object.fromEntries(linear),
    couplings: edges.map(([first, second, weight]) => [first, second, 2 * weight]),
  });
};
