import { dataError } from '../internal/fault';
import { fileChunks, fileChunksSync } from './file-chunks';
import type { RecordedEvent } from './raw-frame';
import { type RecordingFileName, recordingFiles } from './recording-files';
import { type ReaderSettings, RecordingReader } from './recording-reader';

/** @throws {DataError} `EMPTY` when there is no such recording */
const filesOf = ({ folder, name }: ReaderSettings): RecordingFileName[] => {
  const files = recordingFiles(folder, name);
  if (files.length > 0) return files;
  const problem = `there is no recording ${JSON.stringify(name)}`;
  const remedy = 'Check the folder, the name and the working directory.';
  throw dataError(folder, undefined, { code: 'EMPTY', problem, remedy, field: 'name', value: name });
};

/** The records of a recording in batches, in order; every record before a fault comes before its error. */
export async function* readFiles(settings: ReaderSettings): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const reader = new RecordingReader(settings);
  for (const name of filesOf(settings)) {
    reader.begin(name);
    for await (const chunk of fileChunks(name.path)) yield* reader.push(chunk);
    reader.finishFile();
  }
  reader.finish();
}

/** The same for whoever cannot wait. */
export function* readFilesSync(settings: ReaderSettings): Generator<readonly RecordedEvent[], void, undefined> {
  const reader = new RecordingReader(settings);
  for (const name of filesOf(settings)) {
    reader.begin(name);
    for (const chunk of fileChunksSync(name.path)) yield* reader.push(chunk);
    reader.finishFile();
  }
  reader.finish();
}
