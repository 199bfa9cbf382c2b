import type { Item } from './item';

/** One thing said, and of which assets; of the market alone where `tickers` is empty. */
export interface Statement {
  readonly item: Item;
  readonly value: number;
  readonly tickers: readonly string[];
  /** Says something of one asset against another, and nothing of the market. */
  readonly isRelative: boolean;
}

const groupBehind = (items: readonly Item[], at: number): readonly string[] | undefined => {
  for (let index = at + 1; index < items.length && index <= at + 4; index++) {
    const { tickers } = items[index] as Item;
    if (tickers !== undefined) return tickers;
  }
  return undefined;
};

const rotation = 1.5;

/**
 * Says which assets each value of a clause belongs to: the last group before it, the first of the clause where none is before
 * it, and where the clause has none the group that was spoken of last.
 */
export const attribute = (
  items: readonly Item[],
  groups: readonly string[] | undefined,
  inherited: readonly string[],
): Statement[] => {
  const statements: Statement[] = [];
  let current = groups ?? inherited;
  let hasLeft = false;
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    const { kind, value } = item;
    if (item.tickers !== undefined) {
      current = item.tickers;
      continue;
    }
    if (kind === 'rank') {
      const second = groupBehind(items, at);
      if (second !== undefined) {
        const weight = item.meaning?.weight ?? 0;
        statements.push({ item, value: weight, tickers: current, isRelative: true });
        statements.push({ item, value: -weight, tickers: second, isRelative: true });
        continue;
      }
    }
    if (kind === 'away' || (kind === 'into' && hasLeft)) {
      const group = groupBehind(items, at);
      const weight = kind === 'away' ? -rotation : rotation;
      if (group !== undefined) statements.push({ item, value: weight, tickers: group, isRelative: true });
      hasLeft = true;
      continue;
    }
    if (value !== 0) statements.push({ item, value, tickers: current, isRelative: false });
  }
  return statements;
};
