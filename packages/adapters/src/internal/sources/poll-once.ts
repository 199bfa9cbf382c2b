import { type Clock, SigmaxError } from '@sigmax/core';
import type { OpenSource, SourceAnswer } from './source';
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
 * Asks a source once, for at most `timeoutMs`, whether or not the source heeds its signal. The connection is given up when the time is over
 * and when `signal` is aborted.
 *
 * @throws {SourceError} always of this class.
 */
export const pollOnce = (open: OpenSource, options: PollOnceOptions): Promise<SourceAnswer> =>
  new Promise((resolve, reject) => {
    const { source, clock, timeoutMs, signal } = options;
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
    const ask = async (): Promise<SourceAnswer> => open.poll({ signal: controller.signal, clock });
    ask().then(
      (answer) => end(() => resolve(answer)),
      (error: unknown) => end(() => reject(asSourceError(source, error))),
    );
  });
