import { createSha256 } from '@sigmax/core';
import type { Numbers } from '../network/network-core';

/** SHA-256 of the numbers' bytes, lowest byte first: two vectors have one digest when every bit is the same. */
export const weightsDigest = (weights: Numbers): string => {
  const width = weights.BYTES_PER_ELEMENT;
  const bytes = new DataView(new ArrayBuffer(weights.length * width));
  weights.forEach((value, index) => {
    if (width === 4) bytes.setFloat32(index * 4, value, true);
    else bytes.setFloat64(index * 8, value, true);
  });
  const hash = createSha256();
  hash.update(new Uint8Array(bytes.buffer));
  return hash.hex();
};
