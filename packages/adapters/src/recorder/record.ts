import { type MonoTypeOperatorFunction, Observable, Subject, takeUntil } from 'rxjs';
import { packerOf } from './pack-block';
import type { Recordable } from './raw-frame';
import { parseRecordOptions, type RecordOptions } from './recorder-options';
import { RunningRecorder } from './running-recorder';

/**
 * Records what flows through and lets it through: each event is taken for the recording first and goes on then.
 *
 * Files are closed when the source completes, errors or is unsubscribed from. Completion and errors go on once they are closed;
 * after unsubscribing, `notices` tells of it. A recording that fails errors the stream, or with `whenFailing: 'continue'` the
 * stream goes on unrecorded and `notices` is told.
 *
 * - State: one recorder, and its lock, for each subscription; see `createRecorder` for the rest.
 * - Back-pressure: the source is never made to wait; see `maximumPendingBytes` and `whenFull`.
 * - Cost: that of `createRecorder`.
 * - Errors: `RecordingError`, and `DataError` `NOT_RECORDABLE` for an event that holds what no event may.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong or unknown.
 * @example
 * ```ts no-run
 * import { fromIterable, type Trade } from '@sigmax/core';
 * import { record } from '@sigmax/adapters/recorder';
 * import { symbolRegistry } from '@sigmax/adapters/symbols';
 * const trades: Trade[] = [];
 * fromIterable(trades).pipe(record({ folder: 'recordings', name: 'btc', symbols: symbolRegistry({}) })).subscribe();
 * ```
 */
export const record = <Event extends Recordable>(options: RecordOptions): MonoTypeOperatorFunction<Event> => {
  const { whenFailing, settings } = parseRecordOptions(options, 'record');
  // Throws here, and not at the first subscription, when this Node cannot pack so.
  packerOf(settings.compression);
  return (source) =>
    new Observable<Event>((output) => {
      const stopped = new Subject<void>();
      let isRecording = true;
      let isOver = false;
      const fail = (error: unknown): void => {
        isRecording = false;
        if (whenFailing === 'continue' || isOver) return;
        isOver = true;
        stopped.next();
        output.error(error);
      };
      const recorder = new RunningRecorder(settings, fail);
      const take = (event: Event): void => {
        try {
          if (isRecording) recorder.write(event);
        } catch (error) {
          // A failure of the recorder has been through `fail`; what is left is an event that cannot be recorded.
          if (isRecording) {
            finish('failed-source', () => output.error(error));
            return;
          }
        }
        if (!isOver) output.next(event);
      };
      /** Ends the stream once the files are closed. Where closing fails, `fail` has said so. */
      const finish = (reason: 'completed' | 'failed-source', end: () => void): void => {
        isOver = true;
        stopped.next();
        recorder.close(reason).then(end, (error: unknown) => {
          if (whenFailing === 'continue' || reason === 'failed-source') end();
          else output.error(error);
        });
      };
      // Before subscribing: a source that emits at once may be unsubscribed from while it does.
      output.add(() => {
        isOver = true;
        stopped.next();
        // Whoever unsubscribed hears no error any more; `notices` is told of it.
        recorder.close('unsubscribed').catch(() => undefined);
      });
      source.pipe(takeUntil(stopped)).subscribe({
        next: take,
        error: (error: unknown) => finish('failed-source', () => output.error(error)),
        complete: () => {
          if (!isOver) finish('completed', () => output.complete());
        },
      });
    });
};
