import { rename } from 'node:fs/promises';
import { fileChunks } from './file-chunks';
import { FileReader } from './file-reader';
import { RecordingError } from './recording-error';
import { recordingFiles } from './recording-files';
import type { PreviousFile } from './recording-header';
import type { RecordingNoticeSink } from './recording-notice';

/** Where a recording that is there already is continued. */
export interface Continuation {
  /** Number of the next file. */
  readonly number: number;
  readonly previous: PreviousFile | undefined;
  /** Instruments and their symbols so far. */
  readonly symbols: ReadonlyMap<string, number>;
}

const nothing = (): void => {};

/**
 * Reads the last file of a recording to continue it. A tail that is lost stays in its file and is told; a file whose header never
 * became whole has no record, and is set aside as `.torn`.
 *
 * @throws {RecordingError} `RECORDING_DAMAGED`: the first line of the last file is whole and no header, or somebody added to it.
 */
export const continueRecording = async (
  folder: string,
  recording: string,
  notices: RecordingNoticeSink | undefined,
): Promise<Continuation> => {
  const files = recordingFiles(folder, recording);
  for (;;) {
    const last = files.pop();
    if (last === undefined) return { number: 1, previous: undefined, symbols: new Map() };
    const reader = new FileReader({ onHeader: nothing, onRecord: nothing, onDropped: nothing, wants: () => false });
    for await (const chunk of fileChunks(last.path)) {
      for (const _ of reader.push(chunk));
    }
    const { header, fault, digest, endReason, isTorn, nextLine, lostBytes } = reader.finish();
    if (header === undefined && fault === undefined) {
      await rename(last.path, `${last.path}.torn`);
      continue;
    }
    const isAddedTo = endReason !== undefined && (fault !== undefined || isTorn);
    if (header === undefined || isAddedTo) {
      throw new RecordingError({
        code: 'RECORDING_DAMAGED',
        message: `${last.path} cannot be continued: ${isAddedTo ? 'something is behind its closing line' : fault?.problem}.`,
        remedy: 'Restore the file, move it away, or record under another name.',
        context: { path: last.path, code: fault?.code },
      });
    }
    if (endReason === undefined || fault !== undefined) {
      const reason = fault !== undefined ? 'damaged' : isTorn ? 'torn' : 'unfinished';
      notices?.next({ type: 'tail-lost', file: last.file, reason, line: nextLine, lostBytes });
    }
    const symbols = new Map([...reader.instruments].map(([symbol, instrumentId]) => [instrumentId, symbol as number]));
    return { number: last.number + 1, previous: { file: last.number, digest }, symbols };
  }
};
