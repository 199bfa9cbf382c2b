import type { RecordedEvent } from './raw-frame';
import { readFiles } from './read-files';
import { parseReadOptions, type ReadOptions } from './read-options';

/**
 * Reads a recording as fast as it is asked for, in the order in which it was recorded.
 *
 * - Units: times in ms, those of the events as they were, and `receivedMs` on the recorder's clock.
 * - State: none; every iteration reads the files anew, and leaving the loop closes them.
 * - Cost: 256 KiB of a file and one packed block in memory, whatever the size of the recording.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong or unknown.
 * @throws {DataError} while iterating, after the records before it: `FILE_MISSING`, `FILE_CHANGED`, `FILE_RENAMED`, `DUPLICATE_FILE`,
 *   `LINE_DAMAGED`, `BLOCK_DAMAGED`, `NOT_A_RECORD` and others name file and line; `TAIL_LOST` and `RECORDS_DROPPED` where no
 *   `notices` are given.
 * @example
 * ```ts no-run
 * import { readRecording } from '@sigmax/adapters/recorder';
 * for await (const { receivedMs, event } of readRecording({ folder: 'recordings', name: 'btc', types: ['trade'] })) {
 *   console.log(receivedMs, event);
 * }
 * ```
 */
export const readRecording = (options: ReadOptions): AsyncIterable<RecordedEvent> => {
  const settings = parseReadOptions(options, 'readRecording');
  return {
    async *[Symbol.asyncIterator]() {
      for await (const batch of readFiles(settings)) yield* batch;
    },
  };
};
