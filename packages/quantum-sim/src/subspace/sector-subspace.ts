import { ProblemError } from '../errors';
import { requireKnownKeys, requireNames, requirePositive, requireWhole } from '../problem/checks';
import { binomial } from './binomials';
import { combinationAt } from './combination-rank';
import { defaultMaximumBytes, requireDimension } from './require-memory';
import type { Subspace, SubspacePart } from './subspace';

/** A group of assets of which exactly `choose` are held. */
export interface Sector {
  readonly assets: readonly string[];
  readonly choose: number;
}

export interface SectorSubspaceOptions {
  readonly sectors: readonly Sector[];
  /** The order of the assets in results and costs. Defaults to that of the sectors. */
  readonly assets?: readonly string[];
  /** Above this an ansatz over the subspace is refused. Defaults to 2^31. */
  readonly maximumBytes?: number;
}

/**
 * The selections that hold exactly the given number of each sector's assets: Π_s C(n_s, k_s) states.
 *
 * - State: none. Cost: O(n); an ansatz over it takes 72 bytes a state.
 *
 * @throws {ProblemError} an asset stands in two sectors, or a sector is to hold more assets than it has.
 * @throws {QuantumCapacityError} an ansatz over the subspace would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { holdingAt, sectorSubspace } from '@sigmax/quantum-sim';
 * const subspace = sectorSubspace({
 *   sectors: [
 *     { assets: ['BTC', 'LTC', 'BCH'], choose: 1 },
 *     { assets: ['ETH', 'SOL', 'ADA'], choose: 2 },
 *   ],
 * });
 * subspace.dimension; // => 9
 * holdingAt(subspace, 4).assets; // => ['LTC', 'ETH', 'ADA']
 * ```
 */
export const sectorSubspace = (options: SectorSubspaceOptions): Subspace => {
  requireKnownKeys(options, ['sectors', 'assets', 'maximumBytes'], 'sectorSubspace');
  const { sectors, maximumBytes = defaultMaximumBytes } = options;
  const members = requireNames(
    sectors.flatMap(({ assets }) => assets),
    'sectorSubspace: assets of all sectors',
  );
  const names = requireNames(options.assets ?? members, 'sectorSubspace: assets');
  requireSame(names, members);
  requirePositive(maximumBytes, 'sectorSubspace: maximumBytes');
  const parts: SubspacePart[] = [];
  let stride = 1;
  for (const [index, { assets, choose }] of sectors.entries()) {
    requireWhole(choose, `sectorSubspace: sectors[${index}].choose`, 0);
    if (choose > assets.length) {
      throw new ProblemError({
        code: 'TOO_MANY_TO_CHOOSE',
        message: `sectorSubspace: sectors[${index}].choose was ${choose} of ${assets.length} assets.`,
        remedy: 'Choose at most as many as the sector has.',
        context: { index, choose, assets: assets.length },
      });
    }
    const dimension = binomial(assets.length, choose);
    parts.push({ members: assets.map((asset) => names.indexOf(asset)), choose, dimension, stride });
    stride *= dimension;
  }
  requireDimension(stride, maximumBytes, 'sectorSubspace');
  return { names: [...names], dimension: stride, parts, unitsAt: unitsIn(parts) };
};

const requireSame = (names: readonly string[], members: readonly string[]): void => {
  const odd = names.find((name) => !members.includes(name)) ?? members.find((name) => !names.includes(name));
  if (odd === undefined) return;
  throw new ProblemError({
    code: 'ASSET_WITHOUT_SECTOR',
    message: `sectorSubspace: ${odd} stands in only one of assets and sectors.`,
    remedy: 'Name each asset in exactly one sector.',
    context: { asset: odd },
  });
};

const unitsIn =
  (parts: readonly SubspacePart[]): Subspace['unitsAt'] =>
  (index, out) => {
    out.fill(0);
    for (const { members, choose, dimension, stride } of parts) {
      const rank = Math.floor(index / stride) % dimension;
      for (const position of combinationAt(rank, members.length, choose)) out[members[position] as number] = 1;
    }
  };

export interface SelectionSubspaceOptions {
  readonly assets: readonly string[];
  /** How many assets every state holds. */
  readonly choose: number;
  /** Above this an ansatz over the subspace is refused. Defaults to 2^31. */
  readonly maximumBytes?: number;
}

/**
 * The selections of exactly `choose` assets: C(n, k) states in colexicographic order.
 *
 * - State: none. Cost: O(n); an ansatz over it takes 72 bytes a state, where the textbook form takes 16 · 2^n.
 *
 * @throws {ProblemError} `choose` is above the number of assets.
 * @throws {QuantumCapacityError} an ansatz over the subspace would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { holdingAt, selectionSubspace } from '@sigmax/quantum-sim';
 * const subspace = selectionSubspace({ assets: ['BTC', 'ETH', 'SOL', 'ADA'], choose: 2 });
 * subspace.dimension; // => 6
 * holdingAt(subspace, 5).assets; // => ['SOL', 'ADA']
 * ```
 */
export const selectionSubspace = (options: SelectionSubspaceOptions): Subspace => {
  requireKnownKeys(options, ['assets', 'choose', 'maximumBytes'], 'selectionSubspace');
  const { assets, choose, ...rest } = options;
  return sectorSubspace({ sectors: [{ assets, choose }], ...rest });
};
