import * as zlib from 'node:zlib';
import { InvalidOptionsError } from '@sigmax/core';

/** Zstandard as some versions of Node have it (22.15, 23.8 and later). */
export interface Zstd {
  compress(bytes: Buffer, done: (error: Error | null, packed: Buffer) => void): void;
  decompress(bytes: Buffer, options: { readonly maxOutputLength: number }): Buffer;
}

/** This Node's Zstandard, or `undefined` when it has none. */
export const zstdOf = (host: object = zlib): Zstd | undefined => {
  const compress: unknown = Reflect.get(host, 'zstdCompress');
  const decompress: unknown = Reflect.get(host, 'zstdDecompressSync');
  return typeof compress === 'function' && typeof decompress === 'function'
    ? { compress: compress as Zstd['compress'], decompress: decompress as Zstd['decompress'] }
    : undefined;
};

/** @throws {InvalidOptionsError} `ZSTD_MISSING` */
export const requireZstd = (): Zstd => {
  const zstd = zstdOf();
  if (zstd !== undefined) return zstd;
  throw new InvalidOptionsError({
    code: 'ZSTD_MISSING',
    message: `compression was 'zstd', which Node ${process.version} does not have.`,
    remedy: "Use Node 22.15 or later, or compression 'gzip'.",
    context: { node: process.version },
  });
};
