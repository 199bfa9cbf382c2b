import { type Item, join } from './item';

const isJoined = (item: Item | undefined): boolean =>
  item?.text === 'of' || item?.text === 'over' || item?.text === 'from' || item?.text === 'about';

/** Adjectives and nouns that make one: recession fears, fears of a hack, weak demand, falling inflation. */
export const joinNouns = (items: readonly Item[]): void => {
  for (let index = 0; index + 1 < items.length; index++) {
    const item = items[index] as Item;
    const next = items[index + 1] as Item;
    if (item.kind === 'amount' && next.kind === 'amount') {
      // A hack of users is a hack; hopes of a rate cut are hopes.
      const isStronger = (item.meaning?.alone ?? 0) <= -1.5 && (next.meaning?.weight ?? 0) > 0;
      const [head, other] = isStronger ? [item, next] : [next, item];
      other.isUsed = true;
      join(head, other);
    } else if (item.kind === 'amount' && isJoined(next)) {
      for (let at = index + 2; at < items.length && at < index + 5; at++) {
        const other = items[at] as Item;
        if (other.kind === 'amount') {
          other.isUsed = true;
          join(item, other);
          break;
        }
        if (other.kind !== 'filler' && other.kind !== 'scale' && other.kind !== 'other' && other.kind !== 'asset')
          break;
      }
    } else if (item.kind === 'polar' && next.kind === 'amount' && !next.isUsed) {
      const adjective = item.meaning?.weight ?? 0;
      const noun = next.meaning?.weight ?? 0;
      if (adjective * noun < 0 && (next.meaning?.alone ?? 0) * adjective <= 0 && !item.text.endsWith('s')) {
        // Weak demand and strong outflows are bad.
        item.isUsed = true;
        next.isUsed = true;
        next.value = -Math.abs(adjective);
        join(next, item);
      }
    }
  }
};
