import type { Lexicon } from '../lexicon/compile-lexicon';
import { readFigures, readLevels } from './figures';
import type { Item } from './item';
import { readMotions } from './motions';
import { joinNouns } from './nouns';
import { readParties } from './parties';
import { readComparisons, readDenials, readNegations, readReversals, readScales } from './turns';

/**
 * Reads what the items of a clause say, and leaves it in their values.
 *
 * The order is that of grammar, from the inside out: nouns, what moves, whom it happens to, how much, what turns it, what denies it.
 */
export const readClause = (items: readonly Item[], lexicon: Lexicon): void => {
  for (const item of items) if (item.kind === 'polar') item.value = item.meaning?.weight ?? 0;
  joinNouns(items);
  for (const item of items) if (item.kind === 'polar' && item.isUsed) item.value = 0;
  readLevels(items);
  readMotions(items, lexicon);
  readReversals(items);
  readParties(items);
  for (const item of items) {
    if (item.kind === 'amount' && !item.isUsed) item.value = item.meaning?.alone ?? 0;
  }
  readScales(items);
  readComparisons(items);
  readNegations(items);
  readDenials(items);
  readFigures(items);
};
