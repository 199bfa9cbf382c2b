import { confusableSkeleton } from './confusable-skeleton';
import { editDistance } from './edit-distance';
import type { KnownAsset } from './known-assets';

/** What a token calls itself. */
export interface TokenName {
  readonly symbol?: string | undefined;
  readonly name?: string | undefined;
}

/** Slips of the pen that a name of a length may have and still be taken for another. Short names have real neighbours. */
const slips = (length: number): number => (length < 5 ? 0 : length < 10 ? 1 : 2);

const looksLike = (text: string | undefined, known: string, mayDiffer: boolean): boolean => {
  if (text === undefined) return false;
  const [skeleton, other] = [confusableSkeleton(text), confusableSkeleton(known)];
  if (skeleton === other) return true;
  return mayDiffer && editDistance(skeleton, other) <= slips(other.length);
};

/**
 * Returns the known asset that a token could be taken for, by its symbol or its name; `undefined` when there is none.
 *
 * A symbol has to look the same (BTC and ETC are both real); a name may also be one letter off, or two from ten letters on.
 * An asset that is on the list itself, letter for letter, is found too: whether it is the real one is another question.
 *
 * - Cost: O(known assets · length²).
 *
 * @example
 * ```ts
 * import { imitatedAsset, knownAssets } from '@sigmax/risk';
 * imitatedAsset({ symbol: 'SOLX', name: 'So1ana' }, knownAssets)?.symbol; // => 'SOL'
 * imitatedAsset({ symbol: 'ETC', name: 'Ethereum Classic' }, knownAssets); // => undefined
 * ```
 */
export const imitatedAsset = ({ symbol, name }: TokenName, known: readonly KnownAsset[]): KnownAsset | undefined =>
  known.find((asset) => looksLike(symbol, asset.symbol, false) || looksLike(name, asset.name, true));
