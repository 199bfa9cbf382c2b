import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataError } from '../internal/fault';
import { type Compression, extensionOf } from './pack-block';

/** One file of a recording. */
export interface RecordingFileName {
  /** Name without the folder. */
  readonly file: string;
  readonly path: string;
  readonly number: number;
}

/** Names that are safe in every file system, so that a recording can be moved. */
export const recordingName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

export const fileName = (recording: string, number: number, compression: Compression): string =>
  `${recording}-${String(number).padStart(6, '0')}${extensionOf[compression]}`;

const numberOf = (file: string, recording: string): number | undefined => {
  if (!file.startsWith(`${recording}-`)) return undefined;
  const [, digits] = /^(\d{6,15})\.jsonl(?:\.gz|\.zst)?$/.exec(file.slice(recording.length + 1)) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

/**
 * The files of a recording in order of their numbers; none when there is no such folder.
 *
 * @throws {DataError} `DUPLICATE_FILE`, `FILE_MISSING` for a number between two that are there
 */
export const recordingFiles = (folder: string, recording: string): RecordingFileName[] => {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .flatMap((file) => {
      const number = numberOf(file, recording);
      return number === undefined ? [] : [{ file, path: join(folder, file), number }];
    })
    .sort((a, b) => a.number - b.number);
  for (const [index, { file, number }] of files.entries()) {
    const before = files[index - 1];
    if (before === undefined || before.number === number - 1) continue;
    if (before.number === number) {
      const problem = `${before.file} and ${file} have the same number`;
      const remedy = 'Keep the one that was recorded.';
      throw dataError(folder, undefined, { code: 'DUPLICATE_FILE', problem, remedy, field: 'file', value: file });
    }
    throw missingFile(folder, recording, before.number + 1, file);
  }
  return files;
};

/** A file that another one names, or that stands between two others, and is not there. */
export const missingFile = (folder: string, recording: string, number: number, namedBy: string) => {
  const file = fileName(recording, number, 'none');
  return dataError(folder, undefined, {
    code: 'FILE_MISSING',
    problem: `file ${number} of the recording, ${file} or the same packed, is missing, which ${namedBy} follows`,
    remedy: 'Restore it. When the files before were removed on purpose, pass isExcerpt: true.',
    field: 'file',
    value: file,
  });
};
