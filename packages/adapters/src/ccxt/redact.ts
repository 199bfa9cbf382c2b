/** What stands in for a secret. */
export const redactedText = '[redacted]';

/** The longest text that an error keeps of what a venue said. */
const longest = 400;

/** A shorter value than this is no secret that could be told from ordinary words. */
const shortestSecret = 4;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Names of parameters, headers and fields whose values never stand in a text. */
const names =
  '(?:api[-_]?key|secret|password|passphrase|signature|sign|token|auth[-_]?token|access[-_]?token|listen[-_]?key|' +
  'authorization|private[-_]?key|x-mbx-apikey|x-bapi-(?:api-key|sign)|ok-access-(?:key|sign|passphrase)|api-(?:key|sign)|cookie)';

const patterns: readonly [RegExp, string][] = [
  // Query strings: signature=abc
  [new RegExp(`([?&\\s"']|^)(${names})=([^&\\s"',;]+)`, 'gi'), `$1$2=${redactedText}`],
  // Objects and headers: "apiKey":"abc", X-MBX-APIKEY: abc
  [new RegExp(`(["']?${names}["']?\\s*:\\s*)("[^"]*"|'[^']*'|(?:bearer\\s+)?[^\\s,;}"']+)`, 'gi'), `$1${redactedText}`],
  [/\b(bearer)\s+[\w.~+/=-]{8,}/gi, `$1 ${redactedText}`],
  // userinfo of a URL
  [/(:\/\/)[^/\s@:]+:[^/\s@]+@/g, `$1${redactedText}@`],
];

/** Every way in which a secret is written: as it is, in a URL, in base64, in JSON. */
const writtenAs = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  base64(secret),
  base64(secret).replace(/=+$/, ''),
  encodeURIComponent(base64(secret)),
  JSON.stringify(secret).slice(1, -1),
];

/**
 * Makes a function that takes secrets out of texts: the given values however they are written, and whatever stands beside a
 * name such as `signature`. What is left is cut to 400 characters, without control characters.
 */
export const redactor = (secrets: readonly string[]): ((text: string) => string) => {
  const written = [...new Set(secrets.filter(({ length }) => length >= shortestSecret).flatMap(writtenAs))]
    .filter(({ length }) => length >= shortestSecret)
    // The longest first, so that no part of one is left standing.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of written) clean = clean.replaceAll(secret, redactedText);
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
    clean = clean.replace(/\p{Cc}+/gu, ' ').trim();
    return clean.length > longest ? `${clean.slice(0, longest - 3)}...` : clean;
  };
};
