import type { PortfolioUnits } from './portfolio-units';
import {
  type ConstraintOptions,
  type QuadraticProgram,
  quadraticProgram,
  type VariableKind,
} from './quadratic-program';

/**
 * The quadratic program of a portfolio of whole units, for a QUBO with slacks and penalties.
 *
 * Turnover needs what is bought and what is sold of each held asset as variables of their own. Where `feasibleUnits` can
 * list the portfolios, it needs neither slacks nor penalties. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { portfolioUnits, portfolioUnitsProgram, programToQubo } from '@sigmax/quantum-sim';
 * const portfolio = portfolioUnits({
 *   assets: ['BTC', 'ETH'],
 *   expectedReturns: [0.1, 0.2],
 *   covariance: [[0.04, 0.01], [0.01, 0.16]],
 *   riskAversion: 1,
 *   unitWeights: 0.25,
 *   maximumUnits: 3,
 *   invested: { minimum: 1, maximum: 1 },
 * });
 * programToQubo(portfolioUnitsProgram(portfolio)).qubo.names; // => ['BTC@0', 'BTC@1', 'ETH@0', 'ETH@1']
 * ```
 */
export const portfolioUnitsProgram = (portfolio: PortfolioUnits): QuadraticProgram => {
  const { assets, unitWeights, minimumUnits, maximumUnits, invested, turnover } = portfolio;
  const size = assets.length;
  const variables: Record<string, VariableKind> = {};
  const linear: Record<string, number> = {};
  const quadratic: [string, string, number][] = [];
  assets.forEach((asset, i) => {
    variables[asset] = { lower: minimumUnits[i]!, upper: maximumUnits[i]! };
    linear[asset] = -unitWeights[i]! * portfolio.expectedReturns[i]!;
    for (let j = i; j < size; j++) {
      const risk = portfolio.riskAversion * portfolio.covariance[i * size + j]! * unitWeights[i]! * unitWeights[j]!;
      quadratic.push([asset, assets[j] as string, i === j ? risk : 2 * risk]);
    }
  });
  const weights = (members: readonly number[]): Record<string, number> =>
    Object.fromEntries(members.map((index) => [assets[index] as string, unitWeights[index]!]));
  const everyone = assets.map((_, index) => index);
  const range = (name: string, members: readonly number[], minimum: number, maximum?: number): ConstraintOptions[] => {
    if (minimum === maximum) return [{ name, linear: weights(members), relation: '=', bound: minimum }];
    return [
      { name: `${name} least`, linear: weights(members), relation: '>=', bound: minimum },
      ...(maximum === undefined
        ? []
        : [{ name: `${name} most`, linear: weights(members), relation: '<=' as const, bound: maximum }]),
    ];
  };
  const constraints = [
    ...range('invested', everyone, invested.minimum, invested.maximum),
    ...portfolio.sectors.flatMap(({ name, members, minimum, maximum }) => range(name, members, minimum, maximum)),
  ];
  if (turnover !== undefined) {
    const traded: Record<string, number> = {};
    assets.forEach((asset, i) => {
      const [low, high, held] = [minimumUnits[i]!, maximumUnits[i]!, turnover.held[i]!];
      const [buy, sell] = [`${asset} bought`, `${asset} sold`];
      variables[buy] = { lower: 0, upper: Math.max(0, high - held) };
      variables[sell] = { lower: 0, upper: Math.max(0, held - low) };
      traded[buy] = unitWeights[i]!;
      traded[sell] = unitWeights[i]!;
      constraints.push({
        name: `${asset} traded`,
        linear: { [asset]: 1, [buy]: -1, [sell]: 1 },
        relation: '=',
        bound: held,
      });
    });
    constraints.push({ name: 'turnover', linear: traded, relation: '<=', bound: turnover.maximum });
  }
  return quadraticProgram({ variables, sense: 'minimize', objective: { linear, quadratic }, constraints });
};
