import { ProblemError, QuantumCapacityError } from '../errors';
import { listSubspace } from '../subspace/list-subspace';
import type { Subspace } from '../subspace/subspace';
import { costsOf } from '../subspace/subspace-costs';
import { requireKnownKeys, requireWhole } from './checks';
import { type PortfolioUnits, portfolioUnitsCost } from './portfolio-units';

export interface FeasibleUnitsOptions {
  /** Above this many portfolios the call is refused. Defaults to 1,000,000. */
  readonly maximumStates?: number;
}

/** Every feasible portfolio and its cost. */
export interface FeasibleUnits {
  readonly subspace: Subspace;
  readonly costs: Float64Array;
}

/** Weights nearer to a limit than this are on it. */
const tolerance = 1e-9;

/** A sum of weights that has to end between two limits, as units are fixed one asset after the other. */
interface Limit {
  readonly weights: Float64Array;
  readonly minimum: number;
  readonly maximum: number;
  /** What the assets from an index on can add at least and at most. */
  readonly leastAfter: Float64Array;
  readonly mostAfter: Float64Array;
}

const limitOf = (
  { minimumUnits, maximumUnits }: PortfolioUnits,
  weights: Float64Array,
  minimum: number,
  maximum: number,
): Limit => {
  const size = weights.length;
  const leastAfter = new Float64Array(size + 1);
  const mostAfter = new Float64Array(size + 1);
  for (let i = size - 1; i >= 0; i--) {
    leastAfter[i] = leastAfter[i + 1]! + weights[i]! * minimumUnits[i]!;
    mostAfter[i] = mostAfter[i + 1]! + weights[i]! * maximumUnits[i]!;
  }
  return { weights, minimum: minimum - tolerance, maximum: maximum + tolerance, leastAfter, mostAfter };
};

/**
 * Lists every portfolio that keeps all limits, asset by asset, leaving a branch as soon as a limit cannot be kept: the states
 * of a `groverMixer`, and the exact answer at once.
 *
 * - State: none. Cost: O(n) for each node of the search; 4 n + 64 bytes a portfolio.
 *
 * @throws {ProblemError} no portfolio keeps all limits.
 * @throws {QuantumCapacityError} there are more than `maximumStates`.
 * @example
 * ```ts
 * import { feasibleUnits, holdingAt, portfolioUnits } from '@sigmax/quantum-sim';
 * const portfolio = portfolioUnits({
 *   assets: ['BTC', 'ETH', 'SOL'],
 *   expectedReturns: [0.1, 0.2, 0.05],
 *   covariance: [[0.04, 0, 0], [0, 0.16, 0], [0, 0, 0.01]],
 *   riskAversion: 1,
 *   unitWeights: 0.25,
 *   maximumUnits: 4,
 *   invested: { minimum: 1, maximum: 1 },
 *   sectors: [{ name: 'large', assets: ['BTC', 'ETH'], maximum: 0.75 }],
 *   turnover: { held: { BTC: 2, SOL: 2 }, maximum: 0.5 },
 * });
 * const { subspace, costs } = feasibleUnits(portfolio);
 * holdingAt(subspace, costs.indexOf(Math.min(...costs))).units; // => { BTC: 2, ETH: 1, SOL: 1 }
 * ```
 */
export const feasibleUnits = (portfolio: PortfolioUnits, options: FeasibleUnitsOptions = {}): FeasibleUnits => {
  requireKnownKeys(options, ['maximumStates'], 'feasibleUnits');
  const maximumStates = requireWhole(options.maximumStates ?? 1_000_000, 'feasibleUnits: maximumStates', 1);
  const { assets, unitWeights, minimumUnits, maximumUnits, invested, sectors, turnover } = portfolio;
  const size = assets.length;
  const limits = [
    limitOf(portfolio, unitWeights, invested.minimum, invested.maximum),
    ...sectors.map(({ members, minimum, maximum = Number.MAX_VALUE }) =>
      limitOf(
        portfolio,
        unitWeights.map((weight, index) => (members.includes(index) ? weight : 0)),
        minimum,
        maximum,
      ),
    ),
  ];
  const sums = new Float64Array(limits.length);
  const units = new Int32Array(size);
  const states: Int32Array[] = [];

  const canStillHold = (next: number): boolean =>
    limits.every(
      ({ minimum, maximum, leastAfter, mostAfter }, index) =>
        sums[index]! + leastAfter[next]! <= maximum && sums[index]! + mostAfter[next]! >= minimum,
    );

  const descend = (asset: number, traded: number): void => {
    if (asset === size) {
      if (states.length === maximumStates) throw tooMany(maximumStates);
      states.push(units.slice());
      return;
    }
    const before = sums.slice();
    for (let count = minimumUnits[asset]!; count <= maximumUnits[asset]!; count++) {
      const move = turnover === undefined ? 0 : unitWeights[asset]! * Math.abs(count - turnover.held[asset]!);
      limits.forEach(({ weights }, index) => {
        sums[index] = before[index]! + weights[asset]! * count;
      });
      units[asset] = count;
      if (turnover !== undefined && !(traded + move <= turnover.maximum + tolerance)) continue;
      if (canStillHold(asset + 1)) descend(asset + 1, traded + move);
    }
    sums.set(before);
  };

  if (canStillHold(0)) descend(0, 0);
  if (states.length === 0) {
    throw new ProblemError({
      code: 'NO_FEASIBLE_STATE',
      message: `feasibleUnits: no portfolio keeps all limits; invested was ${invested.minimum} to ${invested.maximum}, with ${sectors.length} sectors and turnover of ${turnover?.maximum ?? 'any size'}.`,
      remedy: 'Widen invested, a sector or turnover, or allow more units.',
    });
  }
  const subspace = listSubspace({ assets, states });
  return { subspace, costs: costsOf(subspace, (held) => portfolioUnitsCost(portfolio, held)) };
};

const tooMany = (limit: number): QuantumCapacityError =>
  new QuantumCapacityError({
    code: 'TOO_MANY_STATES',
    message: `feasibleUnits: there are more than ${limit} feasible portfolios.`,
    remedy: 'Raise maximumStates, or tighten a limit.',
    context: { limit },
  });
