/** Remainders of each byte, polynomial 0xEDB88320. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** CRC-32 of a text of ASCII characters, unsigned. Source: ISO 3309, as in PNG and zip. */
export const crc32 = (text: string): number => {
  let checksum = 0xffffffff;
  for (let index = 0; index < text.length; index++) {
    checksum = (checksum >>> 8) ^ (table[(checksum ^ text.charCodeAt(index)) & 0xff] as number);
  }
  return (checksum ^ 0xffffffff) >>> 0;
};
