/** What stands in for a secret. */
const hidden = '[hidden]';

/** A shorter value is no secret that could be told from ordinary words. */
const shortest = 4;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** How a secret may be written: as it is, in a URL, in JSON, in base64, and those in a URL. */
const forms = (secret: string): string[] => {
  const plain = [secret, JSON.stringify(secret).slice(1, -1), base64(secret), base64(secret).replace(/=+$/, '')];
  return [...plain, ...plain.map(encodeURIComponent)];
};

/** Values that stand beside the name of a secret, in a query string, a header or JSON. */
const named =
  /((?:auth_token|api[-_]?key|access_token|client_secret|x-api-key|x-cg-(?:demo|pro)-api-key|authorization|token|secret|password)["']?\s*[=:]\s*["']?(?:(?:bearer|basic)\s+)?)[^\s"'&,;}<]+/gi;

/**
 * Makes a function that takes secrets out of a text: the given values however they are written, and what stands beside a name such as
 * `auth_token`. What is left is one line of at most `longest` characters.
 */
export const secretHider = (secrets: readonly string[], longest = 300): ((text: string) => string) => {
  const written = [...new Set(secrets.filter(({ length }) => length >= shortest).flatMap(forms))]
    .filter(({ length }) => length >= shortest)
    // The longest first, so that no part of one is left standing.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of written) clean = clean.replaceAll(secret, hidden);
    clean = clean
      .replace(named, `$1${hidden}`)
      .replace(/:\/\/[^/\s@]+@/g, `://${hidden}@`)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    return clean.length > longest ? `${clean.slice(0, longest - 3)}...` : clean;
  };
};
