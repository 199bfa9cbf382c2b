import { latinAlike } from './confusables';

/** What was done to a text so that it reads as people see it. */
export interface FoldedText {
  readonly text: string;
  /** Characters taken out that nobody sees: zero width, joiners, tags, soft hyphens, controls. */
  readonly hidden: number;
  /** Characters taken out that turn the direction of what follows. */
  readonly turning: number;
  /** Letters of other alphabets inside words that have Latin letters too. */
  readonly confusable: number;
}

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Format characters, controls but for spaces, tags, selectors of variants, fillers and halves of characters. */
const hidden =
  /(?![\t\n\r])(?:[\p{Cf}\p{Cc}\p{Cs}\u115f\u1160\u3164\uffa0\u{e0000}-\u{e0fff}]|\u034f|\u17b4|\u17b5|[\u180b-\u180e]|[\ufe00-\ufe0f])/u;

const word = /[\p{L}\p{M}\p{N}]+/gu;

const hasLatin = /[A-Za-z]/;

/** What a selector of variants may stand after, as `❤️` does: text in which nothing is hidden has these. */
const pictured = /\p{Extended_Pictographic}|[\d#*]|\u200d|\ufe0f/u;

const isPart = (character: string, before: string | undefined): boolean =>
  /[\u200d\ufe0f]/u.test(character) && before !== undefined && pictured.test(before);

/** More marks over one letter than any language needs are taken out. */
const markPile = /(\p{M}{2})\p{M}+/gu;

/**
 * Returns a text as people see it: NFKC, without what is invisible or turns the direction, and with look-alike letters as Latin ones.
 *
 * A word of another alphabet alone stays: only a word that mixes alphabets is a disguise. The text is for reading by programs; keep the
 * original to show it.
 *
 * - Cost: linear in the length. State: none.
 *
 * @example
 * ```ts
 * import { foldText } from '@sigmax/agents/security';
 * foldText('a line\u200b of \u0430 kind').text; // => 'a line of \u0430 kind'
 * foldText('ign\u043ere').text; // => 'ignore'
 * foldText('ig\u200bn\u043ere'); // => { text: 'ignore', hidden: 1, turning: 0, confusable: 1 }
 * foldText('Биткоин растёт').confusable; // => 0
 * ```
 */
export const foldText = (text: string): FoldedText => {
  let hiddenCount = 0;
  let turningCount = 0;
  const kept: string[] = [];
  let before: string | undefined;
  for (const character of text.normalize('NFKC')) {
    if (turning.test(character)) turningCount += 1;
    else if (!hidden.test(character)) kept.push(character);
    else if (!isPart(character, before)) hiddenCount += 1;
    before = character;
  }
  let confusable = 0;
  const plain = kept
    .join('')
    .replace(markPile, '$1')
    .replace(word, (whole) => {
      if (!hasLatin.test(whole)) return whole;
      return [...whole]
        .map((character) => {
          const latin = latinAlike(character);
          if (latin === undefined) return character;
          confusable += 1;
          return latin;
        })
        .join('');
    });
  return { text: plain, hidden: hiddenCount, turning: turningCount, confusable };
};
