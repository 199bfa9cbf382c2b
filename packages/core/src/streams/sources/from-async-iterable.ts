import { Observable, type Subscriber } from 'rxjs';

const pump = async <Value>(iterator: AsyncIterator<Value>, subscriber: Subscriber<Value>): Promise<void> => {
  while (!subscriber.closed) {
    const { done, value } = await iterator.next();
    if (subscriber.closed) return;
    if (done === true) {
      subscriber.complete();
      return;
    }
    subscriber.next(value);
  }
};

/**
 * Emits what an async iterable yields, one value at a time, then completes; unsubscribing calls `return` of the iterator at
 * once, also while a value is awaited, so that a file or a socket behind it is closed.
 *
 * - State: none; each subscription asks the iterable for an iterator of its own.
 * - Cost: one promise per value; nothing is read ahead.
 * - Errors: what the iterable throws. What its `return` throws after unsubscribing has nobody left to hear it.
 *
 * @example
 * ```ts
 * import { fromAsyncIterable } from '@sigmax/core';
 * import { lastValueFrom, toArray } from 'rxjs';
 * async function* prices() {
 *   yield 100;
 *   yield 101;
 * }
 * await lastValueFrom(fromAsyncIterable(prices()).pipe(toArray())); // => [100, 101]
 * ```
 */
export const fromAsyncIterable = <Value>(iterable: AsyncIterable<Value>): Observable<Value> =>
  new Observable((subscriber) => {
    const iterator = iterable[Symbol.asyncIterator]();
    let isDone = false;
    const finished = (): void => {
      isDone = true;
    };
    pump(iterator, subscriber).then(finished, (error: unknown) => {
      finished();
      subscriber.error(error);
    });
    return () => {
      if (isDone) return;
      iterator.return?.().then(finished, finished);
    };
  });
