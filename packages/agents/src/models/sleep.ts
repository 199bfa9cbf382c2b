import type { Clock } from '@sigmax/core';
import { ModelError } from '../errors';

/** Waits, and gives up waiting when the signal is aborted. */
export const sleep = (clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const aborted = (): void => {
      stopTimer();
      reject(new ModelError({ code: 'ABORTED', message: 'Nobody waits for the answer any more.' }));
    };
    const stopTimer = clock.after(delayMs, () => {
      signal.removeEventListener('abort', aborted);
      resolve();
    });
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted, { once: true });
  });
