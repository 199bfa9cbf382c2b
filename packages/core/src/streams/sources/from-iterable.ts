import { Observable } from 'rxjs';

/**
 * Emits what an iterable yields, then completes; unsubscribing stops the iterator with `return`.
 *
 * - State: none; each subscription asks the iterable for an iterator of its own.
 * - Cost: O(1) per value; nothing is read ahead.
 * - Errors: what the iterable throws.
 *
 * @example
 * ```ts
 * import { fromIterable } from '@sigmax/core';
 * import { lastValueFrom, take, toArray } from 'rxjs';
 * function* endless() {
 *   for (let count = 1; ; count++) yield count;
 * }
 * await lastValueFrom(fromIterable(endless()).pipe(take(3), toArray())); // => [1, 2, 3]
 * ```
 */
export const fromIterable = <Value>(iterable: Iterable<Value>): Observable<Value> =>
  new Observable((subscriber) => {
    for (const value of iterable) {
      subscriber.next(value);
      // Leaving the loop calls `return` of the iterator.
      if (subscriber.closed) return;
    }
    subscriber.complete();
  });
