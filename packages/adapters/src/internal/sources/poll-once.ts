import { type Clock, SigmaxError } from '@sigmax/core';
import type { OpenSource, SourceAnswer, SourceCall } from './source';
import { sourceError } from './source-error';

export interface PollOnceOptions {
  readonly source: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
}

/** What a source threw as an error of ours. Another one is a mistake in it, told without what it says: that may be a secret. */
export const asSourceError = (source: string, error: unknown): SigmaxError =>
  SigmaxError.isInstance(error)
    ? error
    : sourceError(source, 'UNEXPECTED_SHAPE', `it failed with ${error instanceof Error ? error.name : typeof error}`);

/**
 * Does something for at most `timeoutMs`, whether or not it heeds its signal. That is aborted when the time is over, when `signal` is, and
 * when it is done: nothing stays open.
 *
 * @throws {SourceError} always of this class.
 */
export const withinTime = <Value>(
  task: (call: SourceCall) => Promise<Value>,
  { source, clock, timeoutMs, signal }: PollOnceOptions,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    const controller = new AbortController();
    const gaveUp = () => sourceError(source, 'ABORTED', 'nobody waits for the answer any more');
    const end = (settle: () => void): void => {
      stopTimer();
      signal.removeEventListener('abort', onAbort);
      settle();
      controller.abort();
    };
    const onAbort = (): void => end(() => reject(gaveUp()));
    if (signal.aborted) {
      reject(gaveUp());
      return;
    }
    const stopTimer = clock.after(timeoutMs, () => {
      const why = `no whole answer came within ${timeoutMs} ms`;
      end(() => reject(sourceError(source, 'TIMED_OUT', why, { isRetryable: true, context: { timeoutMs } })));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    const run = async (): Promise<Value> => task({ signal: controller.signal, clock });
    run().then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(asSourceError(source, error))),
    );
  });

/** Asks a source once. */
export const pollOnce = (open: OpenSource, options: PollOnceOptions): Promise<SourceAnswer> =>
  withinTime((call) => open.poll(call), options);
