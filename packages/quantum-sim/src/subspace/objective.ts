import { exponential, naturalLogarithm } from '../portable-math';
import { requireBetween, requireOneOf, requirePositive } from '../problem/checks';

/**
 * What angles are chosen to minimise, over measured costs:
 * `expectation` Σ p c; `cvar` the mean of the best `alpha` of the probability; `gibbs` −ln Σ p e^{−ηc}.
 */
export type SubspaceObjective =
  | { readonly kind: 'expectation' }
  | { readonly kind: 'cvar'; readonly alpha: number }
  | { readonly kind: 'gibbs'; readonly eta: number };

/**
 * Computes an objective from probabilities and, where asked, its derivative with respect to each of them.
 *
 * - Shapes: as many probabilities as costs. Cost: O(n); sorts the costs once for `cvar`.
 */
export type ObjectiveFunction = (probabilities: Float64Array, derivatives?: Float64Array) => number;

const expectationOf =
  (costs: Float64Array): ObjectiveFunction =>
  (probabilities, derivatives) => {
    let sum = 0;
    for (let x = 0; x < costs.length; x++) sum += probabilities[x]! * costs[x]!;
    derivatives?.set(costs);
    return sum;
  };

const conditionalValueAtRiskOf = (costs: Float64Array, alpha: number): ObjectiveFunction => {
  const order = Uint32Array.from(costs, (_, x) => x).sort((a, b) => costs[a]! - costs[b]! || a - b);
  return (probabilities, derivatives) => {
    let mass = 0;
    let sum = 0;
    let place = 0;
    // The state at which the mass is reached counts with the part that is missing.
    for (; place + 1 < order.length; place++) {
      const x = order[place]!;
      if (mass + probabilities[x]! >= alpha) break;
      mass += probabilities[x]!;
      sum += probabilities[x]! * costs[x]!;
    }
    const edge = costs[order[place]!]!;
    if (derivatives !== undefined) {
      derivatives.fill(0);
      for (let index = 0; index < place; index++) {
        const x = order[index]!;
        derivatives[x] = (costs[x]! - edge) / alpha;
      }
    }
    return (sum + (alpha - mass) * edge) / alpha;
  };
};

const gibbsOf = (costs: Float64Array, eta: number): ObjectiveFunction => {
  const lowest = costs.reduce((least, cost) => Math.min(least, cost), Number.POSITIVE_INFINITY);
  // Taken from the lowest cost, so that no exponential overflows.
  const weights = costs.map((cost) => exponential(-eta * (cost - lowest)));
  return (probabilities, derivatives) => {
    let sum = 0;
    for (let x = 0; x < costs.length; x++) sum += probabilities[x]! * weights[x]!;
    if (derivatives !== undefined) for (let x = 0; x < costs.length; x++) derivatives[x] = -weights[x]! / sum;
    return eta * lowest - naturalLogarithm(sum);
  };
};

/**
 * The function that an objective stands for, over given costs.
 *
 * Sources: Barkoutsos et al. 2020, "Improving variational quantum optimization using CVaR", equation 7; Li et al. 2020,
 * "Quantum optimization with a novel Gibbs objective function and ansatz architecture search", equation 3.
 *
 * @throws {QuantumOptionsError} `alpha` is not in (0, 1], `eta` is not above 0, or the kind is not known.
 * @example
 * ```ts
 * import { objectiveFunction } from '@sigmax/quantum-sim';
 * const costs = Float64Array.of(3, 1, 2);
 * const probabilities = Float64Array.of(0.25, 0.25, 0.5);
 * objectiveFunction(costs, { kind: 'expectation' })(probabilities); // => 2
 * objectiveFunction(costs, { kind: 'cvar', alpha: 0.5 })(probabilities); // => 1.5
 * ```
 */
export const objectiveFunction = (costs: Float64Array, objective: SubspaceObjective): ObjectiveFunction => {
  requireOneOf(objective.kind, 'objective.kind', ['expectation', 'cvar', 'gibbs']);
  if (objective.kind === 'expectation') return expectationOf(costs);
  if (objective.kind === 'gibbs') return gibbsOf(costs, requirePositive(objective.eta, 'objective.eta'));
  const alpha = requirePositive(objective.alpha, 'objective.alpha');
  return conditionalValueAtRiskOf(costs, requireBetween(alpha, 'objective.alpha', 0, 1));
};
