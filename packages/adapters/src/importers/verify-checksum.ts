import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DataError } from '@sigmax/core';
import { dataError, shown } from '../internal/fault';
import { inputFile } from '../internal/read-chunks';

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
};

const unreadable = (path: string, cause: unknown): DataError => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an error';
  const isMissing = code === 'ENOENT';
  return dataError(
    path,
    undefined,
    {
      code: isMissing ? 'FILE_NOT_FOUND' : 'FILE_NOT_READABLE',
      problem: isMissing ? 'there is no such file' : `reading failed with ${code}`,
      remedy: 'Check the path; Binance keeps the checksum beside each archive, under its name with .CHECKSUM.',
    },
    cause,
  );
};

/**
 * Compares a file with the SHA-256 that its publisher put beside it, in the form of `sha256sum`: 64 hexadecimal digits, then
 * the name.
 *
 * - Cost: one pass over the file.
 *
 * @param checksumFile defaults to the file's path with `.CHECKSUM`, as Binance names them
 * @throws {DataError} `CHECKSUM_MISMATCH`, `CHECKSUM_INVALID`, `FILE_NOT_FOUND`, `FILE_NOT_READABLE`
 * @example
 * ```ts no-run
 * import { verifyChecksum } from '@sigmax/adapters/importers';
 * await verifyChecksum('BTCUSDT-1h-2025-01.zip');
 * ```
 */
export const verifyChecksum = async (file: string | URL, checksumFile?: string | URL): Promise<void> => {
  const { path } = inputFile(file, 'verifyChecksum');
  const checksum = checksumFile === undefined ? `${path}.CHECKSUM` : inputFile(checksumFile, 'verifyChecksum').path;
  const text = await readFile(checksum, 'utf8').catch((error: unknown) => {
    throw unreadable(checksum, error);
  });
  const expected = /^\\?([0-9a-f]{64})(?:\s|$)/i.exec(text)?.[1]?.toLowerCase();
  if (expected === undefined) {
    throw dataError(checksum, undefined, {
      code: 'CHECKSUM_INVALID',
      problem: `the file begins with ${shown(text.slice(0, 40))}, not with a SHA-256`,
      remedy: 'Download the checksum again; it is 64 hexadecimal digits and the name of the file.',
    });
  }
  const found = await digestOf(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found === expected) return;
  throw new DataError({
    code: 'CHECKSUM_MISMATCH',
    message: `${path}: its SHA-256 is ${found}, and ${checksum} says ${expected}.`,
    remedy: 'Download the file again; it is damaged, or its publisher replaced it.',
    context: { source: path, found, expected },
  });
};
