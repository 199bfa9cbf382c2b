import { ProblemError } from '../errors';
import { requireWhole } from '../problem/checks';
import type { Qubo } from '../problem/qubo';
import type { Sector } from '../subspace/sector-subspace';

/**
 * A quadratic cost of which assets are held, with exactly `choose` assets of each sector.
 *
 * Each variable of the cost stands in exactly one sector.
 */
export interface SelectionProblem {
  readonly qubo: Qubo;
  readonly sectors: readonly Sector[];
}

/** The indices of a sector's assets in the cost. */
export interface SectorMembers {
  readonly members: readonly number[];
  readonly choose: number;
}

/** The sectors by index, after a check that each variable stands in exactly one. */
export const sectorMembers = ({ qubo, sectors }: SelectionProblem, what: string): SectorMembers[] => {
  const indexOf = new Map(qubo.names.map((name, index) => [name, index]));
  const seen = new Set<string>();
  const found = sectors.map(({ assets, choose }, place) => ({
    members: assets.map((asset) => {
      const index = indexOf.get(asset);
      if (index === undefined || seen.has(asset)) throw misplaced(what, asset, index === undefined);
      seen.add(asset);
      return index;
    }),
    choose: requireWhole(choose, `${what}: sectors[${place}].choose`, 0, assets.length),
  }));
  const missing = qubo.names.find((name) => !seen.has(name));
  if (missing !== undefined) throw misplaced(what, missing, true);
  return found;
};

const misplaced = (what: string, asset: string, isUnknown: boolean): ProblemError =>
  new ProblemError({
    code: 'ASSET_NOT_IN_ONE_SECTOR',
    message: `${what}: ${asset} stands ${isUnknown ? 'in the cost or in the sectors alone' : 'in two sectors'}.`,
    remedy: 'Name each variable of the cost in exactly one sector.',
    context: { asset },
  });

/** The names of the variables that are 1. */
export const selectedNames = (names: readonly string[], bits: ArrayLike<number>): string[] =>
  names.filter((_, index) => bits[index] === 1);
