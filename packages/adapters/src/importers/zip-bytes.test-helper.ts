import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMemberBytes {
  readonly name: string;
  readonly content: Buffer;
  readonly isStored?: boolean;
  /** Sizes and CRC stand after the data, and the header before it has zeros. */
  readonly hasDescriptor?: boolean;
  /** Sizes and offsets are 64-bit. */
  readonly is64?: boolean;
  readonly isEncrypted?: boolean;
  readonly method?: number;
  readonly crc?: number;
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

const hidden = 0xffffffff;

/** A zip archive byte by byte, with the peculiarities that archives of venues have. */
export const zipBytes = (members: readonly ZipMemberBytes[], comment = '', is64End = false): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const add = (...bytes: Buffer[]): void => {
    parts.push(...bytes);
    at += bytes.reduce((sum, { length }) => sum + length, 0);
  };
  for (const member of members) {
    const { name, content, isStored = false, hasDescriptor = false, is64 = false, isEncrypted = false } = member;
    const packed = isStored ? content : deflateRawSync(content);
    const crc = member.crc ?? crc32(content);
    const flags = (isEncrypted ? 1 : 0) | (hasDescriptor ? 8 : 0) | 0x0800;
    const method = member.method ?? (isStored ? 0 : 8);
    const offset = at;
    const [shownCrc, shownPacked, shownSize] = hasDescriptor ? [0, 0, 0] : [crc, packed.length, content.length];
    const label = Buffer.from(name);
    const localExtra =
      is64 && !hasDescriptor
        ? Buffer.concat([u16(1), u16(16), u64(content.length), u64(packed.length)])
        : Buffer.alloc(0);
    const [localPacked, localSize] = localExtra.length > 0 ? [hidden, hidden] : [shownPacked, shownSize];
    add(
      u32(0x04034b50),
      u16(45),
      u16(flags),
      u16(method),
      u32(0),
      u32(shownCrc),
      u32(localPacked),
      u32(localSize),
      u16(label.length),
      u16(localExtra.length),
      label,
      localExtra,
      packed,
    );
    if (hasDescriptor)
      add(
        u32(0x08074b50),
        u32(crc),
        ...(is64 ? [u64(packed.length), u64(content.length)] : [u32(packed.length), u32(content.length)]),
      );
    // Another field stands before the 64-bit one, as tools do write it.
    const extra = is64
      ? Buffer.concat([
          u16(0x5455),
          u16(1),
          Buffer.from([0]),
          u16(1),
          u16(24),
          u64(content.length),
          u64(packed.length),
          u64(offset),
        ])
      : Buffer.alloc(0);
    const [packedSize, size, place] = is64 ? [hidden, hidden, hidden] : [packed.length, content.length, offset];
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(45),
        u16(45),
        u16(flags),
        u16(method),
        u32(0),
        u32(crc),
        u32(packedSize),
        u32(size),
        u16(label.length),
        u16(extra.length),
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(place),
        label,
        extra,
      ]),
    );
  }
  const start = at;
  add(...directory);
  const length = at - start;
  const end64 = at;
  if (is64End) {
    add(
      u32(0x06064b50),
      u64(44),
      u16(45),
      u16(45),
      u32(0),
      u32(0),
      u64(members.length),
      u64(members.length),
      u64(length),
      u64(start),
    );
    add(u32(0x07064b50), u32(0), u64(end64), u32(1));
  }
  const [count, size, place] = is64End ? [0xffff, hidden, hidden] : [members.length, length, start];
  add(
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(count),
    u16(count),
    u32(size),
    u32(place),
    u16(comment.length),
    Buffer.from(comment),
  );
  return Buffer.concat(parts);
};

/** An archive of one file. */
export const zipOf = (content: string, name = 'data.csv'): Buffer =>
  zipBytes([{ name, content: Buffer.from(content) }]);
