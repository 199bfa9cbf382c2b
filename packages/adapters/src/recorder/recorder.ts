import type { Recordable } from './raw-frame';

/** Writes events into a recording. */
export interface Recorder {
  /**
   * Takes an event as it is at this moment, and returns whether there is room for more: false when half of
   * `maximumPendingBytes` waits, or the event was dropped.
   *
   * @throws {DataError} `NOT_RECORDABLE`: the event holds what no event may; the recording goes on without it.
   * @throws {RecordingError} the recording has failed or is closed. What was taken before `RECORDER_FULL` is still written.
   */
  write(event: Recordable): boolean;
  /** Resolves when there is room for more. For whoever can make the source wait. */
  drained(): Promise<void>;
  /** Resolves when everything that was taken so far is in the files, and by `sync: 'flush'` on the disk. */
  flush(): Promise<void>;
  /** Flushes, writes the closing line and closes; a second call returns the same promise. */
  close(): Promise<void>;
}
