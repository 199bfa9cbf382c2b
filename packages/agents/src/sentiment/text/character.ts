/** What a UTF-16 unit is to the reader of headlines. One look into a table for what is common. */
export const characterClass = { space: 0, letter: 1, digit: 2, mark: 3, emoji: 4, invisible: 5 } as const;

const asciiClass = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  const isDigit = code >= 48 && code <= 57;
  asciiClass[code] = isLetter
    ? characterClass.letter
    : isDigit
      ? characterClass.digit
      : code > 32 && code < 127
        ? characterClass.mark
        : characterClass.space;
}

/** Zero-width characters, soft hyphens, joiners and variation selectors: nothing to see. */
const isInvisible = (code: number): boolean =>
  code === 0xad ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x2064) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff;

/** The class of the unit at a place of a text. Surrogates count as emoji; whoever reads them takes both. */
export const classOf = (code: number): number => {
  if (code < 128) return asciiClass[code] as number;
  if (isInvisible(code)) return characterClass.invisible;
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x3000) return characterClass.space;
  if (code >= 0xd800 && code <= 0xdfff) return characterClass.emoji;
  if (code >= 0x2600 && code <= 0x27bf) return characterClass.emoji;
  if (code >= 0xff10 && code <= 0xff19) return characterClass.digit;
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3001 && code <= 0x303f))
    return characterClass.mark;
  return characterClass.letter;
};

export const isUpperCase = (code: number): boolean => code >= 65 && code <= 90;
