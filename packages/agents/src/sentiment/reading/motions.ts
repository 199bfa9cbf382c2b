import type { Lexicon } from '../lexicon/compile-lexicon';
import { type Item, join } from './item';

const isMotion = ({ kind }: Item): boolean => kind === 'motion' || kind === 'fade' || kind === 'grow';

const isSkipped = ({ kind, text }: Item): boolean =>
  kind === 'filler' || kind === 'scale' || kind === 'number' || kind === 'hedge' || text === 'and';

/** The noun before that moves: outflows slow, short interest in ether climbs, fears have eased. */
export const nounBefore = (items: readonly Item[], at: number): Item | undefined => {
  const mover = items[at] as Item;
  for (let index = at - 1, steps = 0; index >= 0 && steps < 6; index--, steps++) {
    const item = items[index] as Item;
    if ((item.kind === 'amount' || item.kind === 'party') && !item.isUsed) return item;
    if (item.kind === 'amount' || item.text === 'from') continue;
    const isNear = at - index <= 2 || (items[index + 1] as Item).kind === 'filler';
    if (mover.kind !== 'motion' && isNear && (item.kind === 'motion' || item.kind === 'polar') && !item.isUsed)
      return item;
    if (isSkipped(item)) continue;
    // Over a name or a word that a preposition ties to the noun.
    const before = items[index - 1];
    if ((item.kind === 'asset' || item.kind === 'other') && before?.kind === 'link') {
      index -= 1;
      continue;
    }
    if (
      (item.kind === 'asset' || item.kind === 'other') &&
      items[index - 2]?.kind === 'link' &&
      before?.kind === 'filler'
    ) {
      index -= 2;
      continue;
    }
    return undefined;
  }
  return undefined;
};

/** The noun behind that is moved: cuts rates, rise in outflows, trims bitcoin exposure. */
const nounBehind = (items: readonly Item[], at: number): Item | undefined => {
  for (let index = at + 1; index < items.length && index < at + 5; index++) {
    const item = items[index] as Item;
    if (item.kind === 'amount' && !item.isUsed) return item;
    if (item.kind === 'link' && (item.text === 'in' || item.text === 'of')) continue;
    if (isSkipped(item) || item.kind === 'asset' || item.kind === 'polar') continue;
    return undefined;
  }
  return undefined;
};

const signOf = (item: Item): number => {
  if (item.value !== 0) return Math.sign(item.value);
  return Math.sign(item.meaning?.weight ?? 0);
};

const percentNear = (items: readonly Item[], at: number): Item | undefined => {
  for (let index = Math.max(0, at - 3); index < items.length && index <= at + 4; index++) {
    const item = items[index] as Item;
    if (item.kind === 'number' && item.isPercent) return item;
  }
  return undefined;
};

/** Larger moves say more. */
const sizeFactor = (percent: number): number => {
  const size = Math.abs(percent);
  if (size >= 10) return 1.3;
  return size < 1 ? 0.7 : 1;
};

/** Ups and downs: of the asset itself, or of a noun whose growth is good or bad. */
export const readMotions = (items: readonly Item[], { releases }: Lexicon): void => {
  // What a noun of this clause already moved makes of the next motion: inflation falls to its lowest.
  let carried = 1;
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (!isMotion(item) || item.isUsed) continue;
    const weight = item.meaning?.weight ?? 0;
    const behind = nounBehind(items, at);
    let target = behind ?? nounBefore(items, at);
    // Where a fraud collapses, nobody is better off.
    if (target !== undefined && weight <= -2 && (target.meaning?.alone ?? 0) <= -2) target = undefined;
    if (target === undefined) {
      item.value = item.kind === 'grow' ? 0.4 : weight * carried;
    } else if (behind?.meaning?.isRestraint === true && releases.has(item.text)) {
      item.value = 1.6;
    } else {
      item.value = weight * signOf(target);
      if (target.kind === 'amount') carried = signOf(target);
    }
    if (target !== undefined) {
      target.isUsed = true;
      target.value = 0;
      join(item, target);
    }
    const percent = percentNear(items, at);
    if (percent !== undefined) {
      item.value *= sizeFactor(percent.number);
      percent.isUsed = true;
      if (percent.end <= item.end + 16) join(item, percent);
    }
  }
};
