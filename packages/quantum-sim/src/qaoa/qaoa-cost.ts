import { ProblemError } from '../errors';
import { requireNames } from '../problem/checks';
import { type Ising, isingToQubo } from '../problem/ising';
import type { Qubo } from '../problem/qubo';
import { polynomialDiagonal, type SpinPolynomial } from '../problem/spin-polynomial';
import { requireMemory } from '../subspace/require-memory';
import type { CostPhase, CostScaling } from './cost-phase';
import { diagonalPhase } from './diagonal-phase';
import { quadraticPhase } from './quadratic-phase';

/** A cost by function: `bits` has a 0 or 1 for each variable and is reused. */
export interface CostFunction {
  readonly names: readonly string[];
  readonly cost: (bits: Uint8Array) => number;
}

/** A cost by table: entry x is the cost of the bit string whose bit i is variable i. */
export interface CostTable {
  readonly names: readonly string[];
  readonly costs: Float64Array;
}

/** What an ansatz can minimise over all bit strings. Quadratic costs need no table. */
export type QaoaCost = Qubo | Ising | SpinPolynomial | CostFunction | CostTable;

const costsOfFunction = ({ names, cost }: CostFunction, maximumBytes: number): Float64Array => {
  const size = names.length;
  requireMemory(8 * 2 ** size, maximumBytes, `qaoa: the costs of ${size} variables`, 'Use fewer variables.');
  const bits = new Uint8Array(size);
  return Float64Array.from({ length: 2 ** size }, (_, x) => {
    for (let i = 0; i < size; i++) bits[i] = (x >> i) & 1;
    return cost(bits);
  });
};

/** The QUBO of a quadratic cost, or `undefined`. */
export const quadraticCost = (cost: QaoaCost): Qubo | undefined => {
  if ('linear' in cost) return cost;
  return 'fields' in cost ? isingToQubo(cost) : undefined;
};

/** The phases of a cost. */
export const phaseOf = (cost: QaoaCost, scaling: CostScaling, maximumBytes: number): CostPhase => {
  const { names } = cost;
  if (requireNames(names, 'qaoa: cost.names').length === 0) {
    throw new ProblemError({
      code: 'NO_VARIABLES',
      message: 'qaoa: the cost has no variables.',
      remedy: 'Pass a cost of at least one variable.',
    });
  }
  const quadratic = quadraticCost(cost);
  if (quadratic !== undefined) return quadraticPhase(quadratic, scaling);
  if ('terms' in cost) return diagonalPhase(names, polynomialDiagonal(cost, maximumBytes), scaling);
  return diagonalPhase(
    names,
    'costs' in cost ? cost.costs : costsOfFunction(cost as CostFunction, maximumBytes),
    scaling,
  );
};
