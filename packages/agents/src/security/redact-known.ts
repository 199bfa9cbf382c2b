import { InvalidOptionsError } from '@sigmax/core';
import { redactSensitive } from '../models/http/redact-sensitive';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const base64 = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  let written = '';
  for (let place = 0; place < bytes.length; place += 3) {
    const word = ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => alphabet[(word >> shift) & 63]);
    written += digits.slice(0, Math.min(3, bytes.length - place) + 1).join('');
  }
  return written;
};

const hexadecimal = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The ways in which a secret may stand in a text. Base64 without its last digits, which change with what follows. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  [...secret].reverse().join(''),
  base64(secret).slice(0, Math.floor((secret.length * 4) / 3)),
  hexadecimal(secret),
  [...secret].join(' '),
];

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * Makes a function that takes known secrets, and what looks like one, out of a text.
 *
 * A known secret is found as it stands, in capitals or small letters, backwards, spaced, percent-encoded, in hexadecimal digits, and at
 * the beginning of a run of base64. What is not given is found by `redactSensitive` where it looks like a credential.
 *
 * - Cost: linear in the length for each secret. State: the secrets; it does not show them.
 *
 * @throws {InvalidOptionsError} a secret is shorter than 8 characters: it would stand in many texts.
 * @example
 * ```ts
 * import { redactKnown } from '@sigmax/agents/security';
 * const clean = redactKnown(['horse-battery-staple']);
 * clean('The phrase is HORSE-battery-staple.'); // => 'The phrase is [secret].'
 * clean('elpats-yrettab-esroh'); // => '[secret]'
 * ```
 */
export const redactKnown = (secrets: readonly string[] = []): ((text: string) => string) => {
  const short = secrets.findIndex((secret) => typeof secret !== 'string' || secret.length < 8);
  if (short >= 0) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `redactKnown: the secret at place ${short} has fewer than 8 characters.`,
      remedy: 'Give whole secrets; shorter ones stand in many texts by chance.',
    });
  }
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const known = forms.length === 0 ? undefined : new RegExp(forms.map(escaped).join('|'), 'giu');
  return (text) => redactSensitive(known === undefined ? text : text.replace(known, '[secret]'));
};
