import { crc32, inflateRawSync } from 'node:zlib';
import { LineFault } from './line-fault';
import { gzipHead, gzipHeadBytes, gzipTailBytes, zstdHead, zstdHeadBytes } from './pack-block';
import { zstdOf } from './zstd';

/** Far above what a recorder packs into one block, so that a damaged length does not fill the memory. */
const largestBlock = 134_217_728;

const damaged = (problem: string): LineFault =>
  new LineFault({
    code: 'BLOCK_DAMAGED',
    problem,
    remedy: 'Restore the file from where it was recorded.',
  });

/** One way to pack: how a block begins, how long it is with everything around it, and what is in it. */
interface Packing {
  readonly head: Buffer;
  readonly headBytes: number;
  readonly tailBytes: number;
  unpack(packed: Buffer, tail: Buffer): Buffer;
}

const gzip: Packing = {
  head: gzipHead,
  headBytes: gzipHeadBytes,
  tailBytes: gzipTailBytes,
  unpack: (packed, tail) => {
    const lines = inflateRawSync(packed, { maxOutputLength: largestBlock });
    if (lines.length === tail.readUInt32LE(4) && crc32(lines) === tail.readUInt32LE(0)) return lines;
    throw damaged('a gzip member has another checksum than it says');
  },
};

const zstd: Packing = {
  head: zstdHead,
  headBytes: zstdHeadBytes,
  tailBytes: 0,
  unpack: (packed) => {
    const here = zstdOf();
    if (here !== undefined) return here.decompress(packed, { maxOutputLength: largestBlock });
    throw new LineFault({
      code: 'ZSTD_MISSING',
      problem: `the file is packed with Zstandard, which Node ${process.version} does not have`,
      remedy: 'Use Node 22.15 or later, or unpack the file with zstd -d.',
    });
  },
};

const packings = [gzip, zstd];

/**
 * Turns the bytes of a file, chunk by chunk, into its lines' bytes, whatever it is packed with. Only whole blocks come out, and
 * the same ones however the file is cut into chunks.
 */
export class BlockReader {
  #packing: Packing | 'none' | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #wholeBytes = 0;

  /** Bytes of a block that is not whole yet. */
  get restBytes(): number {
    return this.#rest.length;
  }

  /** Bytes of the file up to which whole blocks were handed out; `undefined` when it is not packed. */
  get wholeBytes(): number | undefined {
    return this.#packing === 'none' ? undefined : this.#wholeBytes;
  }

  /**
   * Gives the bytes of each block that is whole now. The chunk must not change before the last one was taken.
   *
   * @throws {LineFault} a block is damaged
   */
  *push(chunk: Buffer): Generator<Buffer, void, undefined> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#packing ??= this.#choose(bytes);
    const packing = this.#packing;
    let at = 0;
    if (packing === 'none') {
      at = bytes.length;
      yield bytes;
    } else if (packing !== undefined) {
      for (;;) {
        const end = at + this.#lengthOf(packing, bytes.subarray(at));
        if (end > bytes.length) break;
        yield this.#unpack(packing, bytes.subarray(at, end));
        this.#wholeBytes += end - at;
        at = end;
      }
    }
    // A copy: the caller may use the memory of its chunk again.
    this.#rest = Buffer.from(bytes.subarray(at));
  }

  #choose(bytes: Buffer): Packing | 'none' | undefined {
    if (bytes.length < 4) return bytes.length > 0 && bytes[0] === 0x7b ? 'none' : undefined;
    const packing = packings.find(({ head }) => head.subarray(0, 2).equals(bytes.subarray(0, 2)));
    return packing ?? 'none';
  }

  /** How long the block at the start is, as far as it can be told: more than is there when it cannot. */
  #lengthOf({ head, headBytes, tailBytes }: Packing, bytes: Buffer): number {
    const known = Math.min(bytes.length, head.length);
    if (!bytes.subarray(0, known).equals(head.subarray(0, known))) throw this.#foreign(bytes);
    if (bytes.length < headBytes) return headBytes;
    const length = bytes.readUInt32LE(headBytes - 4);
    if (!(length <= largestBlock)) throw damaged(`a block says that it has ${length} bytes`);
    return headBytes + length + tailBytes;
  }

  #unpack({ headBytes, tailBytes, unpack }: Packing, block: Buffer): Buffer {
    const end = block.length - tailBytes;
    try {
      return unpack(block.subarray(headBytes, end), block.subarray(end));
    } catch (error) {
      if (error instanceof LineFault) throw error;
      throw damaged(`a block cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #foreign(bytes: Buffer): LineFault {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return new LineFault({
      code: 'FOREIGN_BLOCK',
      problem: `a block begins with the bytes ${bytes.subarray(0, 4).toString('hex')}, as no recorder begins one`,
      remedy: isGzip
        ? 'When another program has packed the file again, unpack it (gzip -d) and read it as .jsonl.'
        : 'Restore the file from where it was recorded.',
    });
  }
}
