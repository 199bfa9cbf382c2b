import { type Item, join } from './item';

const reach = 6;

/** What an item says, or would say if it stood alone. */
const worth = (item: Item): number => {
  if (item.value !== 0) return item.value;
  if (item.isUsed || item.kind !== 'amount') return 0;
  const meaning = item.meaning;
  if (meaning === undefined) return 0;
  return meaning.alone !== 0 ? meaning.alone : meaning.weight * 0.8;
};

const nextThatSays = (items: readonly Item[], at: number, limit = reach): Item | undefined => {
  for (let index = at + 1; index < items.length && index <= at + limit; index++) {
    const item = items[index] as Item;
    if (worth(item) !== 0) return item;
  }
  return undefined;
};

/** Averts bankruptcy, erases gains, blocks the bill. */
export const readReversals = (items: readonly Item[]): void => {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at] as Item;
    if (item.kind !== 'reverse' || item.isUsed) continue;
    const alone = item.meaning?.alone ?? 0;
    const target = nextThatSays(items, at, 5);
    if (target === undefined) {
      item.value = alone;
      continue;
    }
    const value = worth(target);
    // Who stops what is bad does good; who ignores what is good does nothing.
    item.value = Math.abs(value) < 1 ? -Math.sign(value) : -0.9 * value;
    if (value > 0 && alone > 0) item.value = alone;
    target.isUsed = true;
    target.value = 0;
    join(item, target);
  }
};

/** Less than expected turns the move before it; than feared bears it out. */
export const readComparisons = (items: readonly Item[]): void => {
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind !== 'compare') continue;
    for (let index = at - 1; index >= 0 && index >= at - 8; index--) {
      const before = items[index] as Item;
      if (before.value === 0) continue;
      before.value *= item.meaning?.weight ?? 1;
      join(before, item);
      break;
    }
  }
};

/** Sharply, slightly: of what follows, or of what came just before. */
export const readScales = (items: readonly Item[]): void => {
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind !== 'scale') continue;
    const target = nextThatSays(items, at, 2) ?? items[at - 1];
    if (target === undefined || target.value === 0) continue;
    target.value *= item.meaning?.weight ?? 1;
    join(target, item);
  }
};

/** Not, no, never, fails to: turn the next thing said. A claim that is negated is cleared and no good news. */
export const readNegations = (items: readonly Item[]): void => {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at] as Item;
    if (item.kind !== 'negate' || (item.text === 'not' && items[at + 1]?.text === 'only')) continue;
    const target = nextThatSays(items, at);
    if (target === undefined) {
      item.value = item.meaning?.alone ?? 0;
      continue;
    }
    const value = worth(target);
    target.value =
      target.isClaim && target.kind !== 'reverse' && value < 0 ? 0 : value * (item.meaning?.weight ?? -0.8);
    if (target.value === 0) target.isUsed = true;
    join(target, item);
  }
};

/** Denials clear what is bad, and are bad where they are of something good. */
export const readDenials = (items: readonly Item[]): void => {
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    const isBefore = item.kind === 'denyBefore';
    if (item.kind !== 'deny' && !isBefore) continue;
    const [from, to] = isBefore ? [Math.max(0, at - 8), at] : [at + 1, Math.min(items.length, at + 9)];
    for (let index = from; index < to; index++) {
      const target = items[index] as Item;
      const value = worth(target);
      if (value === 0) continue;
      target.value = value > 0 ? -0.8 * value : 0;
      if (target.value === 0) target.isUsed = true;
      join(target, item);
    }
  }
};
