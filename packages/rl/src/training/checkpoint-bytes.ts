import { createSha256, DataError } from '@sigmax/core';
import type { Numbers } from '../network/network-core';
import type { Checkpoint } from './checkpoint';

/** "SGXRL001" */
const magic = Uint8Array.of(0x53, 0x47, 0x58, 0x52, 0x4c, 0x30, 0x30, 0x31);
const digestBytes = 32;

interface VectorEntry {
  readonly name: string;
  readonly width: 4 | 8;
  readonly length: number;
}

const notNumbers: Readonly<Record<string, number>> = { Infinity, '-Infinity': -Infinity, NaN: Number.NaN };

/** JSON has no infinities, which bounds of actions may be. */
const writeNumber = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? { $number: String(value) } : value;

const readNumber = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$number' in value ? notNumbers[String(value.$number)] : value;

const digestOf = (bytes: Uint8Array): Uint8Array => {
  const hash = createSha256();
  hash.update(bytes);
  return Uint8Array.from(hash.hex().match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};

/**
 * Writes a checkpoint as bytes: 8 that name the format, the length of the text, JSON text, vectors (lowest byte first), SHA-256.
 *
 * Every bit of every number comes back.
 */
export const checkpointBytes = (checkpoint: Checkpoint): Uint8Array => {
  const { learner, ...rest } = checkpoint;
  const vectors = Object.entries(learner.vectors);
  const entries = vectors.map(
    ([name, values]): VectorEntry => ({ name, width: values.BYTES_PER_ELEMENT as 4 | 8, length: values.length }),
  );
  const text = new TextEncoder().encode(JSON.stringify({ ...rest, data: learner.data, vectors: entries }, writeNumber));
  const start = magic.length + 4 + text.length;
  const size = entries.reduce((sum, { width, length }) => sum + width * length, start);
  const bytes = new Uint8Array(size + digestBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(magic.length, text.length, true);
  bytes.set(text, magic.length + 4);
  let at = start;
  for (const [, values] of vectors) {
    const width = values.BYTES_PER_ELEMENT;
    for (const value of values) {
      if (width === 4) view.setFloat32(at, value, true);
      else view.setFloat64(at, value, true);
      at += width;
    }
  }
  bytes.set(digestOf(bytes.subarray(0, size)), size);
  return bytes;
};

const refuse = (code: string, message: string): DataError =>
  new DataError({ code, message, remedy: 'Go on from an older checkpoint, or train from the beginning.' });

/**
 * Reads what `checkpointBytes` wrote.
 *
 * @throws {DataError} the bytes are of something else (`NOT_A_CHECKPOINT`), or were cut or changed (`CHECKPOINT_DAMAGED`).
 */
export const checkpointFromBytes = (bytes: Uint8Array): Checkpoint => {
  if (!(bytes instanceof Uint8Array && magic.every((byte, at) => bytes[at] === byte))) {
    throw refuse('NOT_A_CHECKPOINT', 'The bytes do not begin as those of a checkpoint.');
  }
  const size = bytes.length - digestBytes;
  const digest = size < 0 ? [] : digestOf(bytes.subarray(0, size));
  if (digest.length === 0 || !digest.every((byte, at) => bytes[size + at] === byte)) {
    throw refuse('CHECKPOINT_DAMAGED', 'The checksum is not that of the bytes: the checkpoint was cut or changed.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const textEnd = magic.length + 4 + view.getUint32(magic.length, true);
  const text = new TextDecoder().decode(bytes.subarray(magic.length + 4, textEnd));
  const { data, vectors, ...rest } = JSON.parse(text, readNumber) as Omit<Checkpoint, 'learner'> & {
    readonly data: Readonly<Record<string, unknown>>;
    readonly vectors: readonly VectorEntry[];
  };
  let at = textEnd;
  const read = ({ width, length }: VectorEntry): Numbers => {
    const values = width === 4 ? new Float32Array(length) : new Float64Array(length);
    for (let index = 0; index < length; index++) {
      values[index] = width === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
      at += width;
    }
    return values;
  };
  return { ...rest, learner: { data, vectors: Object.fromEntries(vectors.map((entry) => [entry.name, read(entry)])) } };
};
