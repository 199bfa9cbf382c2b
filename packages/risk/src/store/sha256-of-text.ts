import { createSha256 } from '@sigmax/core';

const encoder = new TextEncoder();

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const sha256OfText = (text: string): string => {
  const hash = createSha256();
  hash.update(encoder.encode(text));
  return hash.hex();
};
