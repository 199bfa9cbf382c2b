/**
 * The states that satisfy every hard constraint, numbered from 0.
 *
 * The state vector of an ansatz has one amplitude for each of them and none for what is not allowed.
 */
export interface Subspace {
  /** The assets, in the order that `unitsAt` uses. */
  readonly names: readonly string[];
  readonly dimension: number;
  /** What the state is a product of: one part for each group of assets of which a fixed number is held. Empty for a list. */
  readonly parts: readonly SubspacePart[];
  /** Writes how many units of each asset state `index` holds. */
  readonly unitsAt: (index: number, out: Int32Array) => void;
}

/** Selections of `choose` out of `members`; state index = Σ rank · stride over the parts. */
export interface SubspacePart {
  /** Indices into the names. */
  readonly members: readonly number[];
  readonly choose: number;
  readonly dimension: number;
  readonly stride: number;
}

/** One state, in the names of its assets. */
export interface Holding {
  readonly index: number;
  /** The assets that are held, in the order of the subspace's names. */
  readonly assets: readonly string[];
  /** Units of each asset that is held; 1 where assets are only selected. */
  readonly units: Readonly<Record<string, number>>;
}

/**
 * Names what a state holds. Cost: O(n k).
 *
 * @example
 * ```ts
 * import { holdingAt, selectionSubspace } from '@sigmax/quantum-sim';
 * holdingAt(selectionSubspace({ assets: ['BTC', 'ETH'], choose: 1 }), 1); // => { index: 1, assets: ['ETH'], units: { ETH: 1 } }
 * ```
 */
export const holdingAt = ({ names, unitsAt }: Subspace, index: number): Holding => {
  const units = new Int32Array(names.length);
  unitsAt(index, units);
  const held = names.flatMap((name, position): [string, number][] =>
    units[position] === 0 ? [] : [[name, units[position] as number]],
  );
  return { index, assets: held.map(([name]) => name), units: Object.fromEntries(held) };
};
