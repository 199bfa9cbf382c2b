import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC of a text by SHA-256, as venues sign requests. */
export const hmacSha256 = (secret: string, text: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', secret).update(text).digest(encoding);

/** Whether two signatures are the same. */
export const isSameSignature = (given: string | undefined, expected: string): boolean => {
  if (given === undefined) return false;
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};
