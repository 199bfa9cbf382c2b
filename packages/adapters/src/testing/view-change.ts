import type { TextLevel } from './text-level';

/**
 * What leads from one view of the best levels to another.
 *
 * Levels that have left are named with a quantity of 0: all of them, or only those that `isGone` says are gone from the
 * market, when the client is to cut its book itself.
 */
export const viewChange = (
  before: readonly TextLevel[],
  after: readonly TextLevel[],
  isGone: (price: string) => boolean,
): TextLevel[] => {
  const old = new Map(before);
  const changes = after.filter(([price, quantity]) => old.get(price) !== quantity);
  const kept = new Set(after.map(([price]) => price));
  for (const [price, quantity] of before) {
    if (!kept.has(price) && isGone(price)) changes.push([price, quantity.replace(/[1-9]/g, '0')]);
  }
  return changes;
};
