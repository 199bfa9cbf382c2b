import { InvalidOptionsError } from '@sigmax/core';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const hexadecimal = (text: string): string =>
  [...bytesOf(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The base64 of a text wherever it stands in a longer one: the places that depend on what is around it are left out. */
const base64 = (text: string): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = [...new Array<number>(offset).fill(0), ...bytesOf(text)];
    const whole = bytes.slice(0, bytes.length - (bytes.length % 3));
    return btoa(String.fromCharCode(...whole)).slice(offset === 0 ? 0 : 4);
  });

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Backslashes before a character come from JSON within JSON, at any depth. A run of them is read once, from its first place. */
const atAnyDepth = (text: string): string => {
  const [first = '', ...rest] = text;
  const begin = first === '\\' ? '(?<!\\\\)\\\\+' : escaped(first);
  return begin + rest.map((character) => (character === '\\' ? '\\\\+' : `\\\\*${escaped(character)}`)).join('');
};

const shortest = 6;

/** Patterns of the forms in which a secret may stand in a text. */
const patternsOf = (secret: string): readonly string[] => {
  const encoded = [encodeURIComponent(secret), hexadecimal(secret), ...base64(secret), [...secret].join(' ')];
  const forms = [...encoded.filter((form) => form.length >= shortest).map(escaped)];
  return [atAnyDepth(secret), atAnyDepth([...secret].reverse().join('')), ...forms];
};

/**
 * Makes a function that takes known secrets out of a text, for `clean` of `promptGuard`, `redactPersonal` and `privateModel`.
 *
 * A secret is found as it stands, in capitals or small letters, backwards, spaced, percent-encoded, in hexadecimal digits, in base64
 * wherever it begins, and escaped as in JSON at any depth. Called by whoever holds the secrets: no agent, model or guard imports it or is
 * given a secret, they get the function.
 *
 * - Cost: linear in the length for each secret. State: the secrets; nothing shows them.
 *
 * @throws {InvalidOptionsError} a secret is shorter than 6 characters: it would stand in many texts.
 * @example
 * ```ts
 * import { redactKnown } from '@sigmax/agents/security';
 * const clean = redactKnown(['horse-battery-staple']);
 * clean('The phrase is HORSE-battery-staple.'); // => 'The phrase is [secret].'
 * clean('elpats-yrettab-esroh'); // => '[secret]'
 * ```
 */
export const redactKnown = (secrets: readonly string[]): ((text: string) => string) => {
  const short = secrets.findIndex((secret) => typeof secret !== 'string' || secret.length < shortest);
  if (short >= 0) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `redactKnown: the secret at place ${short} has fewer than ${shortest} characters.`,
      remedy: 'Give whole secrets; shorter ones stand in many texts by chance.',
    });
  }
  // The longest first, so that one that holds another is taken out whole.
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const patterns = longestFirst.map((secret) => new RegExp(patternsOf(secret).join('|'), 'giu'));
  return (text) => patterns.reduce((left, pattern) => left.replace(pattern, '[secret]'), text);
};
