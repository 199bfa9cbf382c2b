import { DataError } from '@sigmax/core';
import { readFiles } from './read-files';
import { parseReadOptions, type ReadOptions } from './read-options';
import type { RecordsDropped, TailLost } from './recording-notice';

/** What a recording holds and what it lacks. */
export interface RecordingReport {
  /** Whether every file is as it was written and closed, and nothing was dropped. */
  readonly isWhole: boolean;
  readonly records: number;
  /** When the recorder was handed the first and the last of them; `undefined` when there are none. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  readonly losses: readonly (RecordsDropped | TailLost)[];
  /** The fault behind which nothing is read. */
  readonly fault: DataError | undefined;
}

export type VerifyOptions = Pick<ReadOptions, 'folder' | 'name' | 'isExcerpt'>;

/**
 * Reads a whole recording and says what it holds, checking every line and that every file is the one the next was written after.
 *
 * - Cost: one pass over the files; memory as `readRecording`.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown.
 * @throws {DataError} `EMPTY`: there is no such recording.
 * @example
 * ```ts no-run
 * import { verifyRecording } from '@sigmax/adapters/recorder';
 * const { isWhole, records, fault } = await verifyRecording({ folder: 'recordings', name: 'btc' });
 * console.log(isWhole, records, fault?.message);
 * ```
 */
export const verifyRecording = async (options: VerifyOptions): Promise<RecordingReport> => {
  const losses: (RecordsDropped | TailLost)[] = [];
  const settings = parseReadOptions(
    {
      ...options,
      notices: {
        next: (notice) => {
          if (notice.type === 'records-dropped' || notice.type === 'tail-lost') losses.push(notice);
        },
      },
    },
    'verifyRecording',
  );
  let records = 0;
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  let fault: DataError | undefined;
  try {
    for await (const batch of readFiles(settings)) {
      records += batch.length;
      firstMs ??= batch[0]?.receivedMs;
      lastMs = batch.at(-1)?.receivedMs ?? lastMs;
    }
  } catch (error) {
    if (!(error instanceof DataError) || error.code === 'EMPTY') throw error;
    fault = error;
  }
  return { isWhole: fault === undefined && losses.length === 0, records, firstMs, lastMs, losses, fault };
};
