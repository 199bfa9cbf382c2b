/** A value that is there at once, or comes later. What a recording answers is there at once; what a server answers is not. */
export type NowOrLater<Value> = Value | Promise<Value>;

/** Whether a value has still to be waited for. */
export const isLater = <Value>(value: NowOrLater<Value>): value is Promise<Value> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function';

/** Steps that yield what they wait for. */
export type Steps<Value> = Generator<unknown, Value, unknown>;

/** Waits inside steps: `const reply = yield* wait(model.complete(request));`. */
export function* wait<Value>(value: NowOrLater<Value>): Steps<Value> {
  return (yield value) as Value;
}

const goOn = <Value>(steps: Steps<Value>, first: IteratorResult<unknown, Value>): NowOrLater<Value> => {
  let result = first;
  while (result.done !== true) {
    const waited = result.value;
    if (isLater(waited)) {
      return waited.then(
        (value) => goOn(steps, steps.next(value)),
        (error) => goOn(steps, steps.throw(error)),
      );
    }
    result = steps.next(waited);
  }
  return result.value;
};

/**
 * Runs steps at once as far as they go, and later from the first promise on.
 *
 * An `async` function answers later even when it waited for nothing, and a backtest waits for no one. Written this way, what is
 * replayed from recordings is synchronous and what asks a server is not, with the same code.
 *
 * - Errors: what the steps throw is thrown at once, or rejects the promise.
 *
 * @example
 * ```ts
 * import { nowOrLater, wait } from '@sigmax/agents';
 * const twice = (value: number | Promise<number>) => nowOrLater(function* () { return 2 * (yield* wait(value)); });
 * twice(2); // => 4
 * await twice(Promise.resolve(3)); // => 6
 * ```
 */
export const nowOrLater = <Value>(start: () => Steps<Value>): NowOrLater<Value> => {
  const steps = start();
  return goOn(steps, steps.next());
};

/** All values in order, at once when none has to be waited for. */
export const allOf = <Value>(values: readonly NowOrLater<Value>[]): NowOrLater<readonly Value[]> =>
  values.some(isLater) ? Promise.all(values) : (values as readonly Value[]);
