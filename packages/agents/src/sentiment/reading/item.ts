import type { Meaning, MeaningKind } from '../lexicon/meaning';

export type ItemKind =
  | MeaningKind
  | 'asset'
  | 'number'
  | 'emoji'
  | 'comma'
  | 'stop'
  | 'question'
  | 'slash'
  | 'arrow'
  | 'dash'
  | 'other';

/**
 * A word, a phrase, a number or a group of assets, with what has been read of it so far.
 *
 * Readers write `value`, `isUsed` and the span, one after another.
 */
export interface Item {
  readonly kind: ItemKind;
  /** The first word. */
  readonly text: string;
  readonly meaning: Meaning | undefined;
  /** The tickers of a group: `BTC, ETH and SOL`. */
  readonly tickers: readonly string[] | undefined;
  readonly number: number;
  readonly isPercent: boolean;
  readonly hasSign: boolean;
  /** What it says: below 0 bad, above 0 good. */
  value: number;
  /** What else it took into account: the noun that fell, the word that turned it. */
  isUsed: boolean;
  isClaim: boolean;
  /** The span of the text that bears it, in UTF-16 units. */
  start: number;
  end: number;
}

/** Widens the span of an item so that it shows what decided it. */
export const join = (item: Item, other: Item): void => {
  if (other.start < item.start) item.start = other.start;
  if (other.end > item.end) item.end = other.end;
};
