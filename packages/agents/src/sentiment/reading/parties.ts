import { type Item, join } from './item';

const steps = 4;

const isParty = (item: Item): boolean => item.kind === 'party' && !item.isUsed;

const isBetween = ({ kind }: Item): boolean =>
  kind === 'filler' ||
  kind === 'scale' ||
  kind === 'negate' ||
  kind === 'asset' ||
  kind === 'number' ||
  kind === 'link' ||
  kind === 'hedge' ||
  kind === 'other';

const partyNear = (items: readonly Item[], at: number): Item | undefined => {
  for (let index = at - 1; index >= 0 && index >= at - steps; index--) {
    const item = items[index] as Item;
    if (isParty(item)) return item;
    if (!isBetween(item)) break;
  }
  for (let index = at + 1; index < items.length && index <= at + steps; index++) {
    const item = items[index] as Item;
    if (isParty(item)) return item;
    if (!isBetween(item) || item.kind === 'link') break;
  }
  return undefined;
};

/** What happens to those who bet on falling prices is good when it is bad for them: shorts get rekt. */
export const readParties = (items: readonly Item[]): void => {
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.value === 0 || item.isUsed || (item.kind !== 'polar' && item.kind !== 'reverse' && item.kind !== 'level'))
      continue;
    const party = partyNear(items, at);
    if (party === undefined) continue;
    // Bears drag bitcoin down: they do it, it is not done to them.
    const isDoing = party.start < item.start && items[at + 1]?.kind === 'asset';
    if (!isDoing) item.value *= party.meaning?.weight ?? 1;
    party.isUsed = true;
    join(item, party);
  }
  for (const item of items) if (isParty(item)) item.value = 0.5 * (item.meaning?.weight ?? 0);
};
