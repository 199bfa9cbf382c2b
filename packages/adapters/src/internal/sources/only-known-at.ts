/**
 * Returns the items that had been received at a moment, in the order in which they were: receivedAtMs ≤ timeMs.
 *
 * When an item was published makes no difference: what was published yesterday and reached us today is not known yesterday, and what says
 * that it is of tomorrow is known from when it came. An item without a time of receipt is never known.
 *
 * - Units: times in ms since the epoch, UTC. Cost: O(n log n).
 *
 * @example
 * ```ts
 * import { onlyKnownAt } from '@sigmax/adapters/news';
 * const items = [
 *   { id: 'late', publishedAtMs: 1_000, receivedAtMs: 9_000 },
 *   { id: 'planted', publishedAtMs: 8_000, receivedAtMs: 2_000 },
 * ];
 * onlyKnownAt(items, 5_000).map(({ id }) => id); // => ['planted']
 * ```
 */
export const onlyKnownAt = <Item extends { readonly receivedAtMs: number }>(
  items: Iterable<Item>,
  timeMs: number,
): readonly Item[] =>
  [...items].filter(({ receivedAtMs }) => receivedAtMs <= timeMs).sort((a, b) => a.receivedAtMs - b.receivedAtMs);
