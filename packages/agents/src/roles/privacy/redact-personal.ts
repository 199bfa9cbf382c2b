import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { redactSensitive } from '../../models/http/redact-sensitive';

export interface RedactPersonalOptions {
  /**
   * Takes out what has no form of its own: names, streets, account names, keys. `redactKnown` of `@sigmax/agents/security` makes one,
   * called where these are known, so that nothing here holds them. Defaults to nothing.
   */
  readonly clean?: ((text: string) => string) | undefined;
}

const schema = z.strictObject({
  clean: z.custom<(text: string) => string>((value) => typeof value === 'function', 'expected a function').optional(),
});

/** Invisible characters that part a text for the eye of a pattern and not of a reader. */
const invisible = /\p{Cf}|\u034f|\u115f|\u1160|\u3164/gu;

const digitsOf = (text: string): readonly number[] => [...text.replace(/\D/g, '')].map(Number);

/** Luhn's sum from the right, every second digit doubled, and first digits of issuers: times in ms or µs begin with 1. */
const isCard = (text: string): boolean => {
  const digits = digitsOf(text).toReversed();
  if (digits.length < 14 || digits.length > 19 || !/^(?:[3-6]|2[2-7])/.test(text)) return false;
  const doubled = (digit: number): number => (digit > 4 ? 2 * digit - 9 : 2 * digit);
  return digits.reduce((sum, digit, place) => sum + (place % 2 === 1 ? doubled(digit) : digit), 0) % 10 === 0;
};

/** ISO 13616: the letters as numbers, the first four places last, modulo 97 is 1. */
const isIban = (text: string): boolean => {
  const plain = text.replace(/\s/g, '').toUpperCase();
  const moved = plain.slice(4) + plain.slice(0, 4);
  return (
    [...moved].reduce((rest, place) => {
      const value = Number.parseInt(place, 36);
      return (rest * (value > 9 ? 100 : 10) + value) % 97;
    }, 0) === 1
  );
};

const found: readonly [RegExp, string, ((text: string) => boolean)?][] = [
  // From the first place of a run alone, so that a long one is read once.
  [/(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/gi, '[account]', isIban],
  // Places behind a decimal point are no card.
  [/(?<!\d\.)\b\d(?:[ -]?\d){13,18}\b/g, '[card]', isCard],
  [/(?<![\w.])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,12}\b/g, '[phone]'],
  [/(?<![\w.])\(?\d{3}\)?[ -]\d{3}-\d{4}\b/g, '[phone]'],
  [/\b0x[0-9a-f]{40}\b/gi, '[address]'],
  [/\b(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{11,87}\b/gi, '[address]'],
  [/\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\b/g, '[address]'],
  [
    /\b(?=[1-9A-HJ-NP-Za-km-z]*\d)(?=[1-9A-HJ-NP-Za-km-z]*[A-Z])(?=[1-9A-HJ-NP-Za-km-z]*[a-z])[1-9A-HJ-NP-Za-km-z]{43,44}\b/g,
    '[address]',
  ],
  [
    /(\b(?:seed(?: phrase)?|mnemonic|recovery phrase)\b["']?\s*[:=]?\s*["']?)(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8}\b/gi,
    '$1[seed phrase]',
  ],
  [
    /(["']?\b(?:balances?|equity|cash|net[ _-]?worth|account[ _-]?value|portfolio[ _-]?value)\b["']?\s*(?:of|is|are|was|[:=])?\s*["']?)[$€£]?\s?-?\d(?:[\d,._]*\d)?(?:\s?[A-Z]{3,5}\b)?/gi,
    '$1[balance]',
  ],
];

/**
 * Makes a function that takes out of a text what may not leave: credentials, addresses of wallets and people, cards and accounts,
 * phones, seed phrases, balances, and what `clean` takes out.
 *
 * Cards are told from other numbers by Luhn's sum and accounts by ISO 13616, so that a market value of ten digits stays. Weights,
 * prices and volumes stay. Transactions of chains, 64 hexadecimal digits after 0x, are taken for private keys.
 *
 * - Cost: O(length) for each of about 20 patterns. State: none.
 * - Patterns find what has a form; a name or a street has none. `clean` takes those out.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { redactPersonal } from '@sigmax/agents';
 * import { redactKnown } from '@sigmax/agents/security';
 * const redact = redactPersonal({ clean: redactKnown(['account-4711']) });
 * redact('Mail ann@example.org about account-4711'); // => 'Mail [e-mail] about [secret]'
 * redact('{"equity":10250.5,"close":64250.5}'); // => '{"equity":[balance],"close":64250.5}'
 * redact('A market value of 1234567890'); // => 'A market value of 1234567890'
 * ```
 */
export const redactPersonal = (options: RedactPersonalOptions = {}): ((text: string) => string) => {
  const { clean = (text: string) => text } = parseOptions(schema, options, 'redactPersonal');
  return (text) => {
    const without = clean(text.replace(invisible, ''));
    return found.reduce(
      (left, [pattern, instead, isIt]) =>
        isIt === undefined
          ? left.replace(pattern, instead)
          : left.replace(pattern, (match) => (isIt(match) ? instead : match)),
      redactSensitive(without),
    );
  };
};
