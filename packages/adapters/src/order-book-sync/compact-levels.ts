import { characters } from './characters';
import { powersOfTen } from './exact-decimals';
import type { LevelBuffer } from './level-buffer';

const { quote, comma, point, zero, nine, openBracket, closeBracket } = characters;

/** Where the number that was read last ends. */
let end = 0;

/** A decimal number of at most nine digits at a place, and `end` behind it; below 0 for anything else. */
const shortDecimal = (text: string, at: number): number => {
  let digits = 0;
  let place = at;
  let code = text.charCodeAt(place);
  while (code >= zero && code <= nine) {
    digits = (Math.imul(digits, 10) + code - zero) | 0;
    code = text.charCodeAt(++place);
  }
  let decimals = 0;
  if (code === point) {
    const first = place + 1;
    code = text.charCodeAt(++place);
    while (code >= zero && code <= nine) {
      digits = (Math.imul(digits, 10) + code - zero) | 0;
      code = text.charCodeAt(++place);
    }
    decimals = place - first;
    if (decimals === 0 || first === at + 1) return -1;
  }
  end = place;
  const length = place - at;
  return length === 0 || length > (decimals > 0 ? 10 : 9) ? -1 : digits / (powersOfTen[decimals] as number);
};

/**
 * Appends levels as venues write them, `["61800.20","2.909"],` without spaces and of at most nine digits, and returns where
 * they end; what is written in any other way is left for the general reader.
 */
export const compactLevels = (text: string, at: number, into: LevelBuffer): number => {
  let { values, length } = into;
  let place = at;
  let start = at;
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst) {
      if (text.charCodeAt(place) !== comma) break;
      place += 1;
    }
    if (text.charCodeAt(place) !== openBracket || text.charCodeAt(place + 1) !== quote) break;
    const price = shortDecimal(text, place + 2);
    if (!(price > 0) || text.charCodeAt(end) !== quote) break;
    if (text.charCodeAt(end + 1) !== comma || text.charCodeAt(end + 2) !== quote) break;
    const quantity = shortDecimal(text, end + 3);
    if (!(quantity >= 0) || text.charCodeAt(end) !== quote || text.charCodeAt(end + 1) !== closeBracket) break;
    if (length + 2 > values.length) values = into.grow();
    values[length] = price;
    values[length + 1] = quantity;
    length += 2;
    place = end + 2;
    start = place;
  }
  into.length = length;
  return start;
};
