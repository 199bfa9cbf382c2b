import { crc32 } from 'node:zlib';

/** What every line ends with, before the line end: `,"crc":"0123abcd"}`. */
const tailBytes = 18;
const tail = /^,"crc":"([0-9a-f]{8})"\}$/;

/** The CRC-32 of all lines of a file up to and with this one, so that a line that is lost, doubled or moved shows too. */
export const nextChecksum = (body: string | Uint8Array, previous: number): number => crc32(body, previous);

/** A line whose JSON object lacks its closing bracket, closed with its checksum. */
export const sealed = (body: string, checksum: number): string =>
  `${body},"crc":"${checksum.toString(16).padStart(8, '0')}"}\n`;

/** The checksum of a line whose text is `line[start, end)`, or `undefined` when it is not the one that it ends with. */
export const verifiedChecksum = (line: Buffer, start: number, end: number, previous: number): number | undefined => {
  const bodyEnd = end - tailBytes;
  if (bodyEnd <= start) return undefined;
  const [, digits] = tail.exec(line.toString('latin1', bodyEnd, end)) ?? [];
  if (digits === undefined) return undefined;
  const checksum = nextChecksum(line.subarray(start, bodyEnd), previous);
  return checksum === Number.parseInt(digits, 16) ? checksum : undefined;
};
