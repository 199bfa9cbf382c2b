import type { Fault } from './fault';

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

export const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x1f, 0x8b);

const archives: readonly (readonly [string, readonly number[]])[] = [
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an empty zip archive', [0x50, 0x4b, 0x05, 0x06]],
  ['a Zstandard file', [0x28, 0xb5, 0x2f, 0xfd]],
  ['an xz file', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['a bzip2 file', [0x42, 0x5a, 0x68]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a gzip file inside a gzip file', [0x1f, 0x8b]],
];

/** Says why the first bytes of a file, after gzip, cannot be the start of UTF-8 text; `undefined` when they can. */
export const formatFault = (bytes: Uint8Array): Fault | undefined => {
  const [archive] = archives.find(([, magic]) => startsWith(bytes, ...magic)) ?? [];
  if (archive !== undefined) {
    return {
      code: archive.includes('zip archive') ? 'ZIP_FILE' : 'UNSUPPORTED_FORMAT',
      problem: `this is ${archive}, not text`,
      remedy: 'Unpack it first, for example with unzip, and pass the file inside; gzip alone is read as it is.',
    };
  }
  const head = bytes.subarray(0, 4_096);
  const isWide = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
  const zeros = head.filter((byte) => byte === 0).length;
  if (isWide || (zeros > 0 && zeros * 3 > head.length)) {
    return {
      code: 'UTF16_FILE',
      problem: 'this looks like UTF-16 text',
      remedy: 'Save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8.',
    };
  }
  // Text holds no control characters but tab, LF, VT, FF and CR.
  if (head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20))) {
    return { code: 'BINARY_FILE', problem: 'this is binary data, not text', remedy: 'Pass a CSV or JSON text file.' };
  }
  return undefined;
};
