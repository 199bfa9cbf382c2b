/** Bytes as the decoder of a label reads them, or `undefined` where no decoder has that label. */
const decoded = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    // Takes a byte order mark off.
    return new TextDecoder(label).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The encoding that the first bytes give away: a byte order mark, or UTF-16 without one. */
const sniffed = (bytes: Uint8Array): string | undefined => {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return undefined;
};

/** What an XML declaration says; it is ASCII in every encoding that is left here. */
const declared = (bytes: Uint8Array): string | undefined => {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
};

/**
 * The text of an answer: by its byte order mark, else the `charset` of the content type, else the XML declaration, else UTF-8.
 * Bytes that mean nothing in that encoding become U+FFFD.
 */
export const decodeText = (bytes: Uint8Array, contentType: string | null): string => {
  const charset = /\bcharset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
  for (const label of [sniffed(bytes), charset, declared(bytes)]) {
    const text = label === undefined ? undefined : decoded(bytes, label);
    if (text !== undefined) return text;
  }
  return new TextDecoder().decode(bytes);
};
