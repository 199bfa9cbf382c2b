import { open } from 'node:fs/promises';
import { firstText, inputFile, readChunks } from '../internal/read-chunks';
import type { FileSettings } from './import-options';
import { readZip } from './read-zip';
import { verifyChecksum } from './verify-checksum';

/** Something that is fed a file chunk by chunk and passes on events as soon as they are complete. */
export interface EventRows {
  push(chunk: Buffer): void;
  /** Ends the file. */
  finish(): void;
}

export interface EventImport<Event> {
  readonly file: string | URL;
  readonly settings: FileSettings;
  /** The function that was called, for errors. */
  readonly what: string;
  /** Makes the reader of one pass over the file. */
  readonly rows: (source: string, onEvent: (event: Event) => void) => EventRows;
}

const isZip = async (path: string): Promise<boolean> => {
  // What cannot be opened is explained by the reader that is asked next.
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const head = Buffer.alloc(4);
    await handle.read(head, 0, 4, 0);
    return head.readUInt32LE(0) === 0x04034b50 || head.readUInt32LE(0) === 0x06054b50;
  } finally {
    await handle.close();
  }
};

/** The text of a file, plain, gzip or zip, told by its first bytes. */
async function* readText(path: string, source: string): AsyncGenerator<Buffer, void, undefined> {
  if (!(await isZip(path))) {
    yield* readChunks(path, { source });
    return;
  }
  let isFirst = true;
  for await (const chunk of readZip(path, source)) {
    yield isFirst ? firstText(chunk, source) : chunk;
    isFirst = false;
  }
}

/**
 * The events of a file as an iterable; every iteration reads the file anew, and leaving the loop closes it. Every event
 * before a fault comes before its error.
 */
export const importEvents = <Event>({ file, settings, what, rows }: EventImport<Event>): AsyncIterable<Event> => {
  const { path } = inputFile(file, what);
  const { source = path, checksum } = settings;
  async function* events(): AsyncGenerator<Event, void, undefined> {
    if (checksum !== undefined) await verifyChecksum(path, checksum === true ? undefined : checksum);
    let batch: Event[] = [];
    const reader = rows(source, (event) => batch.push(event));
    try {
      for await (const chunk of readText(path, source)) {
        reader.push(chunk);
        yield* batch;
        batch = [];
      }
      reader.finish();
    } catch (error) {
      yield* batch;
      throw error;
    }
    yield* batch;
  }
  return { [Symbol.asyncIterator]: events };
};
