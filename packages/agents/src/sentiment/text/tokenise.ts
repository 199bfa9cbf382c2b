import { characterClass, classOf, isUpperCase } from './character';
import { readNumber } from './read-number';
import type { Token, TokenKind } from './token';

const { digit, emoji, invisible, letter, space } = characterClass;

/** Marks by their code, where they are more than noise. */
const marks: Readonly<Record<string, TokenKind>> = {
  ',': 'comma',
  '、': 'comma',
  ';': 'stop',
  ':': 'stop',
  '.': 'stop',
  '!': 'stop',
  '(': 'stop',
  ')': 'stop',
  '|': 'stop',
  '…': 'stop',
  '。': 'stop',
  '?': 'question',
  '？': 'question',
  '/': 'slash',
  '→': 'arrow',
  '–': 'dash',
  '—': 'dash',
};

const isCurrency = (code: number): boolean => code === 36 || code === 0x20ac || code === 0xa3 || code === 0xa5;

const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019 || code === 0x2bc;

const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u2019\u02bc]/g, "'")
    .toLowerCase();

/** A word from `start`: letters, digits, apostrophes between letters, invisible characters inside. */
const readWord = (text: string, start: number, limit: number, isMoney: boolean, begin: number): Token => {
  let end = start;
  let uppers = 0;
  let others = 0;
  let isAscii = true;
  let hasApostrophe = false;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    const kind = classOf(code);
    if (kind === letter) {
      if (isUpperCase(code)) uppers += 1;
      else others += 1;
    } else if (kind === invisible) isAscii = false;
    else if (kind !== digit) {
      if (!(isApostrophe(code) && end > start && classOf(text.charCodeAt(end + 1)) === letter)) break;
      hasApostrophe = true;
    }
    if (code > 127) isAscii = false;
  }
  const raw = text.slice(start, end);
  let word = isAscii ? (uppers === 0 ? raw : raw.toLowerCase()) : normal(raw);
  let last = end;
  // The possessive says nothing: bitcoin's, Harmony's.
  if (hasApostrophe && word.endsWith("'s") && word !== "what's" && word !== "it's") {
    word = word.slice(0, -2);
    last = isAscii ? end - 2 : end;
  }
  return {
    kind: 'word',
    text: word,
    start: begin,
    end: last,
    value: 0,
    isPercent: false,
    isMoney,
    hasSign: false,
    isUpper: others === 0 && uppers >= 2,
    isCapital: isUpperCase(text.charCodeAt(start)),
  };
};

/**
 * Cuts a text into words, numbers, emoji and the marks that part sentences, in one pass: linear in its length.
 *
 * Hyphens between letters only part words, so that `sell-off` is two; `-5%` is a number with a sign; a dash between spaces
 * is a mark.
 */
export const tokenise = (text: string, limit: number): Token[] => {
  const tokens: Token[] = [];
  let place = 0;
  const push = (kind: TokenKind, start: number, end: number): void => {
    tokens.push({
      kind,
      text: text.slice(start, end),
      start,
      end,
      value: 0,
      isPercent: false,
      isMoney: false,
      hasSign: false,
      isUpper: false,
      isCapital: false,
    });
  };
  while (place < limit) {
    const code = text.charCodeAt(place);
    const kind = classOf(code);
    if (kind === space || kind === invisible) {
      place += 1;
      continue;
    }
    if (kind === emoji) {
      const end = code >= 0xd800 && code < 0xdc00 && place + 1 < limit ? place + 2 : place + 1;
      push('emoji', place, end);
      place = end;
      continue;
    }
    if (kind === letter) {
      const word = readWord(text, place, limit, false, place);
      // A possessive ends before its ending; the ending is skipped.
      place =
        word.end +
        (classOf(text.charCodeAt(word.end)) === characterClass.mark && isApostrophe(text.charCodeAt(word.end)) ? 2 : 0);
      tokens.push(word);
      continue;
    }
    // A sign and a currency, in either order, before a number; a currency before a word.
    let start = place;
    let sign = 0;
    let isMoney = false;
    for (; start < limit && start < place + 2; start++) {
      const mark = text.charCodeAt(start);
      if (isCurrency(mark)) isMoney = true;
      else if (mark === 43) sign = 1;
      else if (mark === 45 || mark === 0x2212 || mark === 0x2013) sign = -1;
      else break;
    }
    const next = start < limit ? classOf(text.charCodeAt(start)) : space;
    if (next === digit && text.charCodeAt(start) < 128) {
      const before = place > 0 ? classOf(text.charCodeAt(place - 1)) : space;
      const isSigned = sign !== 0 && before !== digit && before !== letter;
      const read = readNumber(text, start, limit);
      if (read !== undefined) {
        tokens.push({
          kind: 'number',
          text: '',
          start: place,
          end: read.end,
          value: isSigned ? sign * read.value : read.value,
          isPercent: read.isPercent,
          isMoney,
          hasSign: isSigned,
          isUpper: false,
          isCapital: false,
        });
        place = read.end;
        continue;
      }
      const word = readWord(text, start, limit, isMoney, place);
      tokens.push(word);
      place = Math.max(word.end, place + 1);
      continue;
    }
    if (isMoney && next === letter) {
      const word = readWord(text, start, limit, true, place);
      tokens.push(word);
      place = word.end;
      continue;
    }
    if (kind === digit) {
      const word = readWord(text, place, limit, false, place);
      tokens.push(word);
      place = Math.max(word.end, place + 1);
      continue;
    }
    const character = text.charAt(place);
    if (code === 45 && text.charCodeAt(place + 1) === 62) {
      push('arrow', place, place + 2);
      place += 2;
      continue;
    }
    if (code === 45) {
      const isSpaced = classOf(text.charCodeAt(place - 1)) === space && classOf(text.charCodeAt(place + 1)) === space;
      if (place > 0 && isSpaced) push('dash', place, place + 1);
    } else {
      const mark = marks[character];
      if (mark !== undefined) push(mark, place, place + 1);
    }
    place += 1;
  }
  return tokens;
};
