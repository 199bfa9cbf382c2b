/** What keys, tokens and private keys look like in a text. */
const secrets: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[private key]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [secret]'],
  [/\b(?:sk|pk|rk|xai|gsk|ghp|gho|glpat|xox[abprs])[-_][\w-]{8,}/g, '[secret]'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{4,}/g, '[secret]'],
  [/\bAKIA[0-9A-Z]{16}\b/g, '[secret]'],
  [/\b0x[0-9a-f]{64}\b/gi, '[secret]'],
  [
    /(["']?\b(?:api[-_]?key|auth[-_]?token|access[-_]?token|secret|password|passphrase|x-api-key|authorization)\b["']?\s*[:=]\s*["']?)[^\s"'&,;}]{4,}/gi,
    '$1[secret]',
  ],
];

/**
 * Returns a text without what looks like a credential: bearer tokens, keys with the usual prefixes, `api_key=…`, private keys.
 *
 * Patterns find what looks like a secret and nothing else; do not put secrets into texts.
 *
 * @example
 * ```ts
 * import { redactSensitive } from '@sigmax/agents';
 * redactSensitive('GET /posts?auth_token=abcdef123456&page=2'); // => 'GET /posts?auth_token=[secret]&page=2'
 * ```
 */
export const redactSensitive = (text: string): string =>
  secrets.reduce((redacted, [pattern, instead]) => redacted.replace(pattern, instead), text);
