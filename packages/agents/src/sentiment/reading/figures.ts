import { type Item, join } from './item';
import { nounBefore } from './motions';

const objects = new Set(
  'peak high highs low lows support resistance average open level range target parity ath'.split(' '),
);

/** Above $60,000, under its peak; other words of this kind say what they say alone. */
export const readLevels = (items: readonly Item[]): void => {
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind !== 'level' && item.kind !== 'rank') continue;
    item.value = item.meaning?.alone ?? 0;
    for (let index = at + 1; index < items.length && index <= at + 4; index++) {
      const next = items[index] as Item;
      if ((next.kind === 'number' && !next.isPercent) || objects.has(next.text)) {
        const noun = nounBefore(items, at);
        item.value =
          (item.meaning?.weight ?? 0) * (noun?.kind === 'amount' && (noun.meaning?.weight ?? 0) < 0 ? -1 : 1);
        join(item, next);
        break;
      }
      if (next.kind !== 'filler' && next.kind !== 'other' && next.kind !== 'scale') break;
    }
  }
};

/** Signed percentages, and prices that go from one number to another, where no word says the direction. */
export const readFigures = (items: readonly Item[]): void => {
  const isSaid = items.some(({ kind, value }) => kind === 'motion' && value !== 0);
  if (isSaid) return;
  let before: Item | undefined;
  let beforeAt = -1;
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind !== 'number' || item.isUsed) continue;
    if (item.hasSign && item.number !== 0)
      item.value = Math.sign(item.number) * (Math.abs(item.number) >= 10 ? 2 : 1.4);
    else if (before !== undefined) {
      const link = items[at - 1] as Item;
      const isPath = link.kind === 'arrow' || (link.text === 'to' && items[beforeAt - 1]?.text === 'from');
      if (isPath && item.number !== before.number) {
        item.value = item.number > before.number ? 1.7 : -1.7;
        join(item, before);
      }
    }
    before = item;
    beforeAt = at;
  }
};
