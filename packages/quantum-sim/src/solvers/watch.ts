import { QuantumError } from '../errors';

/** How a long computation is watched and ended early. */
export interface WatchOptions {
  /** Called about every 65,536 steps with the steps done and all of them. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Read at the same intervals. An `AbortSignal` fits; the call throws a `QuantumError` with code `ABORTED`. */
  readonly signal?: { readonly aborted: boolean };
}

/** Steps between two reports. */
export const watchInterval = 65_536;

/** Counts steps; reports and looks for an abort at each interval. */
export const watcher = ({ onProgress, signal }: WatchOptions, total: number, what: string) => {
  let done = 0;
  let next = watchInterval;
  return (steps: number): void => {
    done += steps;
    if (done < next) return;
    next = done - (done % watchInterval) + watchInterval;
    onProgress?.(Math.min(done, total), total);
    if (signal?.aborted !== true) return;
    throw new QuantumError({
      code: 'ABORTED',
      message: `${what} was aborted after ${done} of ${total} steps.`,
      isRetryable: true,
      context: { done, total },
    });
  };
};
