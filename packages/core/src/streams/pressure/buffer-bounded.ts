import type { OperatorFunction, Subscriber } from 'rxjs';
import { z } from 'zod';
import { DataError } from '../../errors';
import { parseOptions } from '../../options';
import type { NoticeSink } from '../notice';
import { RingBuffer } from '../ring-buffer';
import { stageOperator } from '../stage';
import { streamOptions } from '../stream-options';
import { type StreamWorker, WorkerStage } from './worker-stage';

export interface BufferBoundedOptions {
  /** How many events may wait. */
  readonly size: number;
  /** What happens when one more comes: the oldest that waits is dropped, the one that comes is, or the stream ends. */
  readonly policy: 'drop-oldest' | 'drop-newest' | 'error';
  readonly notices?: NoticeSink | undefined;
}

const schema = z.strictObject({
  size: z.int().positive(),
  policy: z.enum(['drop-oldest', 'drop-newest', 'error']),
  notices: streamOptions.notices,
});

class BufferBounded<Value, Result> extends WorkerStage<Value, Result> {
  private readonly options: z.output<typeof schema>;
  private readonly buffer = new RingBuffer<Value>();

  constructor(output: Subscriber<Result>, options: z.output<typeof schema>, project: StreamWorker<Value, Result>) {
    super(output, 'bufferBounded', options.notices, project);
    this.options = options;
  }

  protected override hold(value: Value): void {
    const { size, policy } = this.options;
    if (this.buffer.length < size) {
      this.buffer.push(value);
    } else if (policy === 'drop-newest') {
      this.drop(value, 'buffer-full');
    } else if (policy === 'drop-oldest') {
      const oldest = this.buffer.shift();
      this.buffer.push(value);
      this.drop(oldest, 'buffer-full');
    } else {
      throw new DataError({
        code: 'BUFFER_FULL',
        message: `bufferBounded: ${size} events were waiting when one more came.`,
        remedy: 'Make the consumer faster, raise size, or give a policy that drops.',
        context: { size, received: this.received },
        isRetryable: true,
      });
    }
  }

  protected override heldCount(): number {
    return this.buffer.length;
  }

  protected override release(): Value {
    return this.buffer.shift();
  }
}

/**
 * Hands events one by one to a consumer that may be slow, and lets at most `size` of them wait.
 *
 * As `concatMap`, whose queue has no bound: the next event is handed over when what `project` returned has completed. Order is
 * kept. received = delivered + dropped + waiting, and the end of the source waits for all that wait; an error does not.
 *
 * - State: at most `size` events.
 * - Dropped: each is told as `event-dropped` with reason `buffer-full`.
 * - Cost: O(1) per event.
 * - Errors: `DataError` `BUFFER_FULL`, retryable; what `project` throws or its result errors with.
 *
 * @example
 * ```ts
 * import { bufferBounded } from '@sigmax/core';
 * import { from, lastValueFrom, toArray } from 'rxjs';
 * const slow = async (count: number) => count * 10;
 * const tens = from([1, 2, 3, 4, 5]).pipe(bufferBounded({ size: 2, policy: 'drop-oldest' }, slow), toArray());
 * await lastValueFrom(tens); // => [10, 40, 50]
 * ```
 */
export const bufferBounded = <Value, Result>(
  options: BufferBoundedOptions,
  project: StreamWorker<Value, Result>,
): OperatorFunction<Value, Result> => {
  const parsed = parseOptions(schema, options, 'bufferBounded');
  return stageOperator((output) => new BufferBounded(output, parsed, project));
};
