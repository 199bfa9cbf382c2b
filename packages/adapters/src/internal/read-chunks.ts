import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { InvalidOptionsError, SigmaxError } from '@sigmax/core';
import { dataError, type Fault } from './fault';
import { formatFault, isGzip } from './sniff';

const chunkBytes = 1_048_576;

/** A file as the user named it, and as it appears in a report. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
}

/** @throws {InvalidOptionsError} `file` is not a path or a `file:` URL */
export const inputFile = (file: string | URL, what: string): InputFile => {
  const path = file instanceof URL && file.protocol === 'file:' ? fileURLToPath(file) : file;
  if (typeof path === 'string' && path !== '') return { path, name: basename(path) };
  throw new InvalidOptionsError({
    code: 'INVALID_FILE',
    message: `${what}: file was ${file === '' ? "''" : String(file)}, not a path.`,
    remedy: "Pass the path of a file, for example 'btc-1h.csv', or a file: URL.",
    context: { what, file },
  });
};

const systemFaults: Readonly<Record<string, Omit<Fault, 'field'>>> = {
  ENOENT: {
    code: 'FILE_NOT_FOUND',
    problem: 'there is no such file',
    remedy: 'Check the path and the working directory.',
  },
  EACCES: { code: 'FILE_NOT_READABLE', problem: 'the file may not be read', remedy: 'Check its permissions.' },
  Z_BUF_ERROR: { code: 'GZIP_TRUNCATED', problem: 'the gzip data ended too early', remedy: 'Download the file again.' },
  Z_DATA_ERROR: { code: 'GZIP_CORRUPT', problem: 'the gzip data is damaged', remedy: 'Download the file again.' },
};

const readError = (source: string, error: unknown): unknown => {
  if (SigmaxError.isInstance(error) || !(error instanceof Error && 'code' in error)) return error;
  const code = String(error.code);
  const unknown = {
    code: 'FILE_NOT_READABLE',
    problem: `reading failed with ${code}`,
    remedy: 'Check the file and the disk.',
  };
  return dataError(source, undefined, systemFaults[code] ?? unknown, error);
};

const notAFile: Fault = {
  code: 'NOT_A_FILE',
  problem: 'this is a directory or a device, not a file',
  remedy: 'Pass the path of one file; read several with several calls.',
};

const tooLarge = (bytes: string, maxBytes: number, remedy: string): Fault => ({
  code: 'TOO_LARGE',
  problem: `the file has ${bytes}, more than maxBytes ${maxBytes}`,
  remedy,
});

/** Looks at a file before it is read: that it is one, how large it is, how it begins. */
const inspect = async (path: string, source: string) => {
  const handle = await open(path, 'r');
  try {
    const about = await handle.stat();
    if (!about.isFile()) throw dataError(source, undefined, notAFile);
    const head = Buffer.alloc(2);
    await handle.read(head, 0, 2, 0);
    return { size: about.size, isGzip: isGzip(head) };
  } finally {
    await handle.close();
  }
};

export interface ReadOptions {
  readonly source: string;
  /** Most bytes to give out; `undefined` for no limit. */
  readonly maxBytes?: number;
  /** What to do about a file that is larger. */
  readonly tooLargeRemedy?: string;
}

/**
 * Reads a file as chunks of UTF-8 text, gzip undone, the byte order mark removed.
 *
 * @throws {DataError} the file cannot be read, is too large, or is not text
 */
export async function* readChunks(path: string, options: ReadOptions): AsyncGenerator<Buffer, void, undefined> {
  const { source, maxBytes = Infinity, tooLargeRemedy = '' } = options;
  let readBytes = 0;
  try {
    const about = await inspect(path, source);
    if (about.size > maxBytes)
      throw dataError(source, undefined, tooLarge(`${about.size} bytes`, maxBytes, tooLargeRemedy));
    const raw = createReadStream(path, { highWaterMark: chunkBytes });
    // The callback is needed for a complete clean-up; the error itself arrives through the iteration.
    const stream = about.isGzip ? pipeline(raw, createGunzip({ chunkSize: chunkBytes }), () => {}) : raw;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const isFirst = readBytes === 0;
      readBytes += chunk.length;
      if (readBytes > maxBytes) {
        throw dataError(source, undefined, tooLarge(`over ${maxBytes} bytes after gzip`, maxBytes, tooLargeRemedy));
      }
      yield isFirst ? firstText(chunk, source) : chunk;
    }
  } catch (error) {
    throw readError(source, error);
  }
}

/** Returns the first chunk of a text without its byte order mark. */
export const firstText = (chunk: Buffer, source: string): Buffer => {
  const fault = formatFault(chunk);
  if (fault !== undefined) throw dataError(source, undefined, fault);
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
};
