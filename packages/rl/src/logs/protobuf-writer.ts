/**
 * What two binary formats of others, TensorBoard's event files and ONNX, need of Protocol Buffers' wire format: fields one after
 * the other, lengths before what they measure, lowest byte first.
 *
 * @module
 */

/** Bytes of all pieces, one after the other. */
export const joinedBytes = (pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};

/** A whole number from 0 to 2^53 − 1, seven bits a byte. */
const varint = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
};

const tag = (field: number, wireType: number): Uint8Array => varint(field * 8 + wireType);

/** An integer or enumeration field. */
export const integerField = (field: number, value: number): Uint8Array => joinedBytes([tag(field, 0), varint(value)]);

export const doubleField = (field: number, value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return joinedBytes([tag(field, 1), bytes]);
};

export const floatField = (field: number, value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joinedBytes([tag(field, 5), bytes]);
};

/** Bytes, or a message that is made of fields. */
export const bytesField = (field: number, ...pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = joinedBytes(pieces);
  return joinedBytes([tag(field, 2), varint(bytes.length), bytes]);
};

export const textField = (field: number, text: string): Uint8Array => bytesField(field, new TextEncoder().encode(text));
