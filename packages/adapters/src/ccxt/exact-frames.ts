/** A whole number of 16 digits or more where a value stands: after a colon, a comma or a bracket. */
const longInteger = /([:,[]\s*)(-?\d{16,})(?=\s*[,}\]])/g;

/**
 * Puts whole numbers that a double cannot hold into quotes, so that ids survive `JSON.parse` digit by digit.
 *
 * Digits in texts are left alone unless they look like a value; ccxt reads numbers in quotes as it reads those without.
 */
export const exactFrame = (text: string): string => {
  // Most messages have no such number, and a search is cheaper than a replacement.
  if (!/\d{16}/.test(text)) return text;
  return text.replace(longInteger, '$1"$2"');
};
