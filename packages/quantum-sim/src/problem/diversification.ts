import { requireFinite, requireKnownKeys, requireNames, requireWhole } from './checks';
import {
  type ConstraintOptions,
  type QuadraticProgram,
  quadraticProgram,
  type VariableKind,
} from './quadratic-program';

export interface DiversificationOptions {
  readonly assets: readonly string[];
  /** How well asset j stands for asset i, one row an asset. */
  readonly similarity: readonly ArrayLike<number>[];
  /** How many assets are to stand for all. */
  readonly representatives: number;
}

/**
 * The choice of a few assets that stand for all: maximise Σ ρ_ij x_ij, where x_ij says that j stands for i and y_j that j is chosen.
 *
 * Each asset is stood for by exactly one, only by a chosen one, and a chosen one stands for itself.
 *
 * - Shapes: n² + n binaries, named `i → j` and `j chosen`. Cost: O(n⁴) numbers, so for n up to about 30.
 *
 * Source: Cornuejols and Tütüncü 2006, Optimization Methods in Finance, section 12.4 (index funds).
 *
 * @throws {QuantumOptionsError} a similarity is not finite, or `representatives` is out of range.
 * @example
 * ```ts
 * import { diversification, programValue } from '@sigmax/quantum-sim';
 * const program = diversification({ assets: ['BTC', 'LTC'], similarity: [[1, 0.8], [0.8, 1]], representatives: 1 });
 * program.variables.map(({ name }) => name); // => ['BTC → BTC', 'BTC → LTC', 'LTC → BTC', 'LTC → LTC', 'BTC chosen', 'LTC chosen']
 * programValue(program, [1, 0, 1, 0, 1, 0]); // => 1.8
 * ```
 */
export const diversification = (options: DiversificationOptions): QuadraticProgram => {
  const what = 'diversification';
  requireKnownKeys(options, ['assets', 'similarity', 'representatives'], what);
  const { assets, similarity } = options;
  requireNames(assets, `${what}: assets`);
  const representatives = requireWhole(options.representatives, `${what}: representatives`, 1, assets.length);
  const stands = (stoodFor: string, asset: string) => `${stoodFor} → ${asset}`;
  const chosen = (asset: string) => `${asset} chosen`;
  const variables: Record<string, VariableKind> = {};
  const linear: Record<string, number> = {};
  const constraints: ConstraintOptions[] = [
    {
      name: 'representatives',
      linear: Object.fromEntries(assets.map((asset) => [chosen(asset), 1])),
      relation: '=',
      bound: representatives,
    },
  ];
  assets.forEach((one, i) => {
    assets.forEach((other, j) => {
      variables[stands(one, other)] = 'binary';
      linear[stands(one, other)] = requireFinite(similarity[i]?.[j], `${what}: similarity[${i}][${j}]`);
      const difference = { [stands(one, other)]: 1, [chosen(other)]: -1 };
      constraints.push(
        one === other
          ? { name: `${one} for itself`, linear: difference, relation: '=', bound: 0 }
          : { name: `${stands(one, other)} only if chosen`, linear: difference, relation: '<=', bound: 0 },
      );
    });
    constraints.push({
      name: `one for ${one}`,
      linear: Object.fromEntries(assets.map((other) => [stands(one, other), 1])),
      relation: '=',
      bound: 1,
    });
  });
  for (const asset of assets) variables[chosen(asset)] = 'binary';
  return quadraticProgram({ variables, sense: 'maximize', objective: { linear }, constraints });
};
