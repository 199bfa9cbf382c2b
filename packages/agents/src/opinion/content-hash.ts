import { canonicalJson, createSha256 } from '@sigmax/core';

const encoder = new TextEncoder();

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const textHash = (text: string): string => {
  const hash = createSha256();
  hash.update(encoder.encode(text));
  return hash.hex();
};

/**
 * Returns the SHA-256 of a value's canonical JSON: the same for equal values whatever order their keys were written in.
 *
 * @example
 * ```ts
 * import { contentHash } from '@sigmax/agents';
 * contentHash({ a: 1, b: 2 }) === contentHash({ b: 2, a: 1 }); // => true
 * ```
 */
export const contentHash = (value: unknown): string => textHash(canonicalJson(value));
