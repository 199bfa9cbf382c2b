/** Of the weights 0, 0.5 and 1. */
export const choiceNames = ['out', 'half in', 'all in'] as const;

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A number with a true minus, and none before a zero. */
export const plain = (value: number, digits: number): string =>
  value
    .toFixed(digits)
    .replace(/^-(?=0\.?0*$)/, '')
    .replace('-', '−');

/** Whether two digests are one, in words. */
export const comparison = (here: string, there: string): string =>
  here === there ? 'the same here and in Node' : 'NOT the same here as in Node';

/** A seed that somebody typed, or what is wrong with it. */
export const readSeed = (text: string): { readonly value: number } | { readonly words: string } => {
  const plain = text.trim();
  if (/^\d{1,9}$/.test(plain)) return { value: Number(plain) };
  const shown = plain.length <= 24 ? plain : `${plain.slice(0, 23)}…`;
  return { words: `${plain === '' ? 'The seed is empty' : `The seed is “${shown}”`}. Write a whole number from 0.` };
};
