import type { StateStore } from '@sigmax/core';

/**
 * A {@link StateStore} in memory: what it holds ends with the process.
 *
 * For tests, paper bots and browsers; a live bot wants one that outlives the process, as `fileStore` of `@sigmax/risk/node`.
 *
 * - State: the text that was written last, or `text` at the beginning.
 * - Cost: O(1).
 *
 * @example
 * ```ts
 * import { memoryStore } from '@sigmax/risk';
 * const store = memoryStore();
 * store.read(); // => undefined
 * store.write('killed');
 * store.read(); // => 'killed'
 * ```
 */
export const memoryStore = (text?: string): StateStore => {
  let kept = text;
  return {
    read: () => kept,
    write: (next) => {
      kept = next;
    },
  };
};
