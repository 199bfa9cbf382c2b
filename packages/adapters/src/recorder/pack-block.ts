import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { requireZstd } from './zstd';

export type Compression = 'none' | 'gzip' | 'zstd';

/** Packs lines into bytes that are read, and survive a crash, as a whole. */
export type PackBlock = (lines: Buffer) => Promise<Buffer>;

const deflate = promisify<Buffer, Buffer>(deflateRaw);

/** Bytes before the packed data that say how long it is. */
export const gzipHeadBytes = 20;
export const gzipTailBytes = 8;
export const zstdHeadBytes = 12;

/** The header of a gzip member (RFC 1952) with an extra field `SX` of four bytes: the length of the packed data. */
export const gzipHead = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 8, 0, 0x53, 0x58, 4, 0]);

/** A skippable frame (RFC 8878, section 3.1.2) of four bytes: the length of the frame after it. */
export const zstdHead = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0]);

const withLength = (head: Buffer, length: number): Buffer => {
  const bytes = Buffer.alloc(head.length + 4);
  head.copy(bytes);
  bytes.writeUInt32LE(length, head.length);
  return bytes;
};

const packGzip: PackBlock = async (lines) => {
  const packed = await deflate(lines);
  const tail = Buffer.alloc(gzipTailBytes);
  tail.writeUInt32LE(crc32(lines), 0);
  tail.writeUInt32LE(lines.length, 4);
  return Buffer.concat([withLength(gzipHead, packed.length), packed, tail]);
};

const zstdPacker = (): PackBlock => {
  const compress = promisify<Buffer, Buffer>(requireZstd().compress);
  return async (lines) => {
    const packed = await compress(lines);
    return Buffer.concat([withLength(zstdHead, packed.length), packed]);
  };
};

/**
 * How each compression packs a block. A gzip file is members one after the other and a Zstandard file frames, so `zcat` and
 * `zstd -dc` read them; each also says how long it is, so that a reader takes whole ones only.
 *
 * @throws {InvalidOptionsError} `ZSTD_MISSING`
 */
export const packerOf = (compression: Compression): PackBlock => {
  if (compression === 'gzip') return packGzip;
  return compression === 'zstd' ? zstdPacker() : async (lines) => lines;
};

export const extensionOf = { none: '.jsonl', gzip: '.jsonl.gz', zstd: '.jsonl.zst' } as const;
