import { requireOrder } from './require-order';
import { TimeHeap } from './time-heap';
import type { Timed } from './timed';

/**
 * Yields the events of several iterables in time order; events of one time come in the order of the list.
 *
 * - State: one event of each source, read when the one before it has gone out; so files larger than the memory can be merged.
 * - Cost: O(log sources) per event.
 * - Errors: `DataError` `OUT_OF_ORDER` for a source whose times fall, `NOT_FINITE` for a time that is no number. Every
 *   iterator is closed with `return`, however the merge ends.
 *
 * @example
 * ```ts
 * import { mergeIterablesByTime } from '@sigmax/core';
 * const merged = mergeIterablesByTime([[{ timeMs: 1, from: 'a' }, { timeMs: 3, from: 'a' }], [{ timeMs: 1, from: 'b' }]]);
 * [...merged].map(({ from }) => from); // => ['a', 'b', 'a']
 * ```
 */
export function* mergeIterablesByTime<Event extends Timed>(sources: readonly Iterable<Event>[]): Generator<Event> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  const open = new Set(iterators.keys());
  const heads: Event[] = [];
  const heap = new TimeHeap(sources.length);
  const read = (source: number, previousMs: number): void => {
    const result = (iterators[source] as Iterator<Event>).next();
    if (result.done === true) {
      open.delete(source);
      return;
    }
    requireOrder('mergeIterablesByTime', source, result.value.timeMs, previousMs);
    heads[source] = result.value;
    heap.push(source, result.value.timeMs);
  };
  try {
    for (const source of iterators.keys()) read(source, Number.NEGATIVE_INFINITY);
    while (heap.length > 0) {
      const source = heap.pop();
      const event = heads[source] as Event;
      yield event;
      read(source, event.timeMs);
    }
  } finally {
    for (const source of open) iterators[source]?.return?.();
  }
}
