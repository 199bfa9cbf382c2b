import { ProblemError } from '../errors';
import { requireBetween, requireFinite, requireKnownKeys, requireNames, requirePositive, requireWhole } from './checks';
import { requireCovariance } from './portfolio-selection';

/** A limit on the weight of a group of assets. */
export interface WeightLimit {
  readonly name: string;
  readonly assets: readonly string[];
  /** Defaults to 0. */
  readonly minimum?: number;
  /** Defaults to no limit. */
  readonly maximum?: number;
}

export interface PortfolioUnitsOptions {
  readonly assets: readonly string[];
  /** Expected return of each asset over one period, as a fraction. */
  readonly expectedReturns: ArrayLike<number>;
  /** Covariance of the returns over the same period, one row an asset. */
  readonly covariance: readonly ArrayLike<number>[];
  /** q: how much one unit of variance costs in units of return. */
  readonly riskAversion: number;
  /** Weight of one unit of each asset: a round lot's value as a fraction of capital, or one number for all. */
  readonly unitWeights: number | ArrayLike<number>;
  /** Least units of each asset, or of all. Defaults to 0. */
  readonly minimumUnits?: number | ArrayLike<number>;
  /** Most units of each asset, or of all. */
  readonly maximumUnits: number | ArrayLike<number>;
  /** Range of the sum of all weights, both included. */
  readonly invested: { readonly minimum: number; readonly maximum: number };
  readonly sectors?: readonly WeightLimit[];
  /** The units that are held now, by name, and the most weight that may be traded: Σ weight · |x − held|. */
  readonly turnover?: { readonly held: Readonly<Record<string, number>>; readonly maximum: number };
}

/** A portfolio of whole units. Make one with {@link portfolioUnits}. */
export interface PortfolioUnits {
  readonly assets: readonly string[];
  readonly expectedReturns: Float64Array;
  /** Row-major n × n. */
  readonly covariance: Float64Array;
  readonly riskAversion: number;
  readonly unitWeights: Float64Array;
  readonly minimumUnits: Int32Array;
  readonly maximumUnits: Int32Array;
  readonly invested: { readonly minimum: number; readonly maximum: number };
  readonly sectors: readonly {
    readonly name: string;
    readonly members: readonly number[];
    readonly minimum: number;
    readonly maximum: number | undefined;
  }[];
  readonly turnover: { readonly held: Int32Array; readonly maximum: number } | undefined;
}

const what = 'portfolioUnits';

const each = <Value>(
  value: number | ArrayLike<number>,
  size: number,
  read: (one: number, place: string) => Value,
  field: string,
) => {
  if (typeof value !== 'number' && value.length !== size) {
    throw new ProblemError({
      code: 'PORTFOLIO_SHAPE',
      message: `${what}: ${field} has ${value.length} numbers for ${size} assets.`,
      remedy: 'Pass one number for all assets or one for each.',
    });
  }
  return Array.from({ length: size }, (_, index) =>
    typeof value === 'number' ? read(value, field) : read(value[index] as number, `${field}[${index}]`),
  );
};

/**
 * States a portfolio of whole units: x_i units of weight u_i each, cost q wᵀΣw − μᵀw with w_i = u_i x_i, under bounds, a range of the
 * invested weight, limits on sectors and on turnover.
 *
 * - Shapes: n names, n returns, n × n covariance. Units: weights and returns are fractions. State: none. Cost: O(n²).
 *
 * @throws {ProblemError} shapes differ, the covariance is not symmetric, or a name is not known.
 * @throws {QuantumOptionsError} a number is out of range.
 * @example
 * ```ts
 * import { feasibleUnits, portfolioUnits } from '@sigmax/quantum-sim';
 * const portfolio = portfolioUnits({
 *   assets: ['BTC', 'ETH'],
 *   expectedReturns: [0.1, 0.2],
 *   covariance: [[0.04, 0.01], [0.01, 0.16]],
 *   riskAversion: 1,
 *   unitWeights: [0.25, 0.5],
 *   maximumUnits: 4,
 *   invested: { minimum: 0.9, maximum: 1 },
 * });
 * const { subspace } = feasibleUnits(portfolio);
 * subspace.dimension; // => 3
 * ```
 */
export const portfolioUnits = (options: PortfolioUnitsOptions): PortfolioUnits => {
  const known = ['assets', 'expectedReturns', 'covariance', 'riskAversion', 'unitWeights', 'minimumUnits'];
  requireKnownKeys(options, [...known, 'maximumUnits', 'invested', 'sectors', 'turnover'], what);
  const { assets, invested, turnover } = options;
  const size = requireNames(assets, `${what}: assets`).length;
  const covariance = requireCovariance(options.covariance, size, what);
  const named = (name: string, place: string): number => {
    const index = assets.indexOf(name);
    if (index >= 0) return index;
    throw new ProblemError({
      code: 'UNKNOWN_ASSET',
      message: `${what}: ${place} names ${name}, which is no asset.`,
      remedy: `Use one of ${assets.join(', ')}.`,
      context: { name },
    });
  };
  const whole = (one: number, place: string) => requireWhole(one, `${what}: ${place}`, 0, 1_000_000);
  const minimumUnits = Int32Array.from(each(options.minimumUnits ?? 0, size, whole, 'minimumUnits'));
  const maximumUnits = Int32Array.from(each(options.maximumUnits, size, whole, 'maximumUnits'));
  minimumUnits.forEach((low, index) => {
    requireWhole(maximumUnits[index], `${what}: maximumUnits of ${assets[index]}`, low);
  });
  return {
    assets: [...assets],
    expectedReturns: Float64Array.from(
      each(options.expectedReturns, size, (one, place) => requireFinite(one, `${what}: ${place}`), 'expectedReturns'),
    ),
    covariance,
    riskAversion: requireBetween(options.riskAversion, `${what}: riskAversion`, 0, Number.MAX_VALUE),
    unitWeights: Float64Array.from(
      each(options.unitWeights, size, (one, place) => requirePositive(one, `${what}: ${place}`), 'unitWeights'),
    ),
    minimumUnits,
    maximumUnits,
    invested: {
      minimum: requireFinite(invested.minimum, `${what}: invested.minimum`),
      maximum: requireBetween(invested.maximum, `${what}: invested.maximum`, invested.minimum, Number.MAX_VALUE),
    },
    sectors: (options.sectors ?? []).map(({ name, assets: members, minimum = 0, maximum }) => ({
      name,
      members: members.map((asset) => named(asset, `sector ${name}`)),
      minimum: requireFinite(minimum, `${what}: sector ${name}: minimum`),
      maximum: maximum === undefined ? undefined : requireFinite(maximum, `${what}: sector ${name}: maximum`),
    })),
    turnover:
      turnover === undefined
        ? undefined
        : {
            held: heldUnits(turnover.held, size, named),
            maximum: requireBetween(turnover.maximum, `${what}: turnover.maximum`, 0, Number.MAX_VALUE),
          },
  };
};

const heldUnits = (
  held: Readonly<Record<string, number>>,
  size: number,
  named: (name: string, place: string) => number,
): Int32Array => {
  const units = new Int32Array(size);
  for (const [name, count] of Object.entries(held)) {
    units[named(name, 'turnover.held')] = requireWhole(count, `${what}: turnover.held.${name}`, 0, 1_000_000);
  }
  return units;
};

/**
 * q wᵀΣw − μᵀw of given units, in the order of the assets. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { portfolioUnits, portfolioUnitsCost } from '@sigmax/quantum-sim';
 * const portfolio = portfolioUnits({
 *   assets: ['BTC'],
 *   expectedReturns: [0.5],
 *   covariance: [[0.25]],
 *   riskAversion: 1,
 *   unitWeights: 0.5,
 *   maximumUnits: 2,
 *   invested: { minimum: 0, maximum: 1 },
 * });
 * portfolioUnitsCost(portfolio, [2]); // => -0.25
 * ```
 */
export const portfolioUnitsCost = (portfolio: PortfolioUnits, units: ArrayLike<number>): number => {
  const { expectedReturns, covariance, riskAversion, unitWeights } = portfolio;
  const size = unitWeights.length;
  let cost = 0;
  for (let i = 0; i < size; i++) {
    const weight = unitWeights[i]! * units[i]!;
    if (weight === 0) continue;
    let risk = 0;
    for (let j = 0; j < size; j++) risk += covariance[i * size + j]! * unitWeights[j]! * units[j]!;
    cost += weight * (riskAversion * risk - expectedReturns[i]!);
  }
  return cost;
};
