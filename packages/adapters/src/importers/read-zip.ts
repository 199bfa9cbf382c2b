/**
 * The one file inside a zip archive, read piece by piece over `node:zlib`.
 *
 * Written here instead of taken from a library. What archives of venues need is little: one member, stored or deflated. What
 * must hold is that members above 4 GiB (zip64: a month of trades is), sizes that stand only after the data (data
 * descriptors) and damaged bytes (CRC-32) are dealt with. Reading from the central directory, which a file on disk allows,
 * has all of that in these lines: sizes and CRC stand there whatever stands before the data. yauzl 3 does the same with two
 * more packages; fflate unpacks streams from the front, where a size behind a data descriptor is not known, and has no zip64
 * there.
 *
 * Source: PKWARE 2022, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { SigmaxError } from '@sigmax/core';
import { dataError, type Fault, shown } from '../internal/fault';

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const endBytes = 22;
const longestComment = 0xffff;
const largestDirectory = 16 * 1_024 ** 2;
const [isUnknown16, isUnknown32] = [0xffff, 0xffffffff];
const chunkBytes = 1_048_576;

/** A file inside an archive, as the central directory has it. */
interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly localAt: number;
}

const damaged = (problem: string): Fault => ({
  code: 'ZIP_CORRUPT',
  problem: `the zip archive is damaged: ${problem}`,
  remedy: 'Download the file again, and compare it with its checksum.',
});

const readAt = async (
  handle: FileHandle,
  at: number,
  length: number,
  fail: (fault: Fault) => never,
): Promise<Buffer> => {
  if (!(at >= 0 && Number.isSafeInteger(at))) fail(damaged('a part of it would lie outside'));
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  return bytesRead === length ? bytes : fail(damaged('it ends too early'));
};

const wide = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

interface Directory {
  readonly members: number;
  readonly at: number;
  readonly length: number;
}

/** Where the central directory is, as the record at the end says, or the 64-bit one before it. */
const findDirectory = async (handle: FileHandle, size: number, fail: (fault: Fault) => never): Promise<Directory> => {
  const length = Math.min(size, endBytes + longestComment);
  const tail = await readAt(handle, size - length, length, fail);
  let at = length - endBytes;
  // The comment is the last thing of the file, so that a signature inside it does not fit its length.
  while (at >= 0 && !(tail.readUInt32LE(at) === signature.end && tail.readUInt16LE(at + 20) === length - at - endBytes))
    at--;
  if (at < 0) return fail(damaged('it has no directory at its end'));
  const short = {
    members: tail.readUInt16LE(at + 10),
    length: tail.readUInt32LE(at + 12),
    at: tail.readUInt32LE(at + 16),
  };
  if (short.members !== isUnknown16 && short.length !== isUnknown32 && short.at !== isUnknown32) return short;
  const locator = await readAt(handle, size - length + at - 20, 20, fail);
  if (locator.readUInt32LE(0) !== signature.locator64) return fail(damaged('its 64-bit directory is missing'));
  const end = await readAt(handle, wide(locator, 8), 56, fail);
  if (end.readUInt32LE(0) !== signature.end64) return fail(damaged('its 64-bit directory is missing'));
  return { members: wide(end, 32), length: wide(end, 40), at: wide(end, 48) };
};

/** The 64-bit numbers of a member stand in an extra field, in this order, and only those that did not fit. */
const withExtra = (extra: Buffer, numbers: readonly number[], fail: (fault: Fault) => never): number[] => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let from = at + 4;
    return numbers.map((number) => {
      if (number !== isUnknown32) return number;
      if (from + 8 > extra.length) return fail(damaged('a 64-bit size is missing'));
      from += 8;
      return wide(extra, from - 8);
    });
  }
  return numbers.includes(isUnknown32) ? fail(damaged('a 64-bit size is missing')) : [...numbers];
};

const readMembers = (directory: Buffer, count: number, fail: (fault: Fault) => never): ZipMember[] => {
  const members: ZipMember[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== signature.central)
      fail(damaged('its directory is cut'));
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const nameEnd = at + 46 + (nameLength as number);
    const extraEnd = nameEnd + (extraLength as number);
    if (extraEnd > directory.length) fail(damaged('its directory is cut'));
    const short = [24, 20, 42].map((field) => directory.readUInt32LE(at + field));
    const [bytes, packedBytes, localAt] = withExtra(directory.subarray(nameEnd, extraEnd), short, fail);
    members.push({
      name: directory.toString('utf8', at + 46, nameEnd),
      method: directory.readUInt16LE(at + 10),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      crc: directory.readUInt32LE(at + 16),
      packedBytes: packedBytes as number,
      bytes: bytes as number,
      localAt: localAt as number,
    });
    at = extraEnd + (commentLength as number);
  }
  return members;
};

const onlyMember = (members: readonly ZipMember[], fail: (fault: Fault) => never): ZipMember => {
  const files = members.filter(({ name }) => !name.endsWith('/'));
  const [member, second] = files;
  if (member === undefined || second !== undefined) {
    const names = files.slice(0, 5).map(({ name }) => shown(name));
    return fail({
      code: 'ZIP_MEMBERS',
      problem: `the zip archive has ${files.length} files${names.length === 0 ? '' : `: ${names.join(', ')}`}`,
      remedy: 'Unpack it and read its files one by one; an archive of one file is read as it is.',
    });
  }
  if (member.isEncrypted || (member.method !== 0 && member.method !== 8)) {
    return fail({
      code: 'ZIP_UNSUPPORTED',
      problem: `${shown(member.name)} is ${member.isEncrypted ? 'encrypted' : `packed with method ${member.method}`}`,
      remedy: 'Unpack it with another program and pass the file inside.',
    });
  }
  return member;
};

const locate = async (path: string, fail: (fault: Fault) => never) => {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const directory = await findDirectory(handle, size, fail);
    if (directory.length > largestDirectory) fail(damaged(`its directory would have ${directory.length} bytes`));
    const bytes = await readAt(handle, directory.at, directory.length, fail);
    const member = onlyMember(readMembers(bytes, directory.members, fail), fail);
    const local = await readAt(handle, member.localAt, 30, fail);
    if (local.readUInt32LE(0) !== signature.local) fail(damaged('the header of its file is missing'));
    const start = member.localAt + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (start + member.packedBytes > size) fail(damaged('it ends too early'));
    return { member, start };
  } finally {
    await handle.close();
  }
};

/**
 * Gives the content of the one file of a zip archive, a MiB at a time, and checks its length and its CRC-32 at the end.
 *
 * @throws {DataError} `ZIP_CORRUPT`, `ZIP_MEMBERS`, `ZIP_UNSUPPORTED`
 */
export async function* readZip(path: string, source: string): AsyncGenerator<Buffer, void, undefined> {
  const fail = (fault: Fault, cause?: unknown): never => {
    throw dataError(source, undefined, fault, cause);
  };
  const { member, start } = await locate(path, fail);
  let crc = 0;
  let bytes = 0;
  if (member.packedBytes > 0) {
    const packed = createReadStream(path, { start, end: start + member.packedBytes - 1, highWaterMark: chunkBytes });
    // The callback is needed for a complete clean-up; the error itself arrives through the iteration.
    const content =
      member.method === 0 ? packed : pipeline(packed, createInflateRaw({ chunkSize: chunkBytes }), () => {});
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > member.bytes) fail(damaged(`${shown(member.name)} is longer than its ${member.bytes} bytes`));
        crc = crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      const isZlib = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
      if (SigmaxError.isInstance(error) || !isZlib) throw error;
      fail(damaged('its data cannot be unpacked'), error);
    }
  }
  if (bytes !== member.bytes) fail(damaged(`${shown(member.name)} has ${bytes} of its ${member.bytes} bytes`));
  if (crc !== member.crc) fail(damaged(`the CRC-32 of ${shown(member.name)} is not the one of its directory`));
}
