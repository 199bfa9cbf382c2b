/** What is read of a number that begins at a place: its value and the place behind it. */
export interface ReadNumber {
  readonly value: number;
  readonly end: number;
  readonly isPercent: boolean;
}

const factors: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mn: 1e6, b: 1e9, bn: 1e9, t: 1e12, tn: 1e12, x: 1 };

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/**
 * Reads digits with commas, one decimal point and a suffix: 64,000 · 1.2bn · 5%. `undefined` where letters follow that are
 * no suffix, as in 24h and 0x1f: that is a word. The value is finite: digits beyond the 15th count as 0.
 */
export const readNumber = (text: string, start: number, limit: number): ReadNumber | undefined => {
  let place = start;
  let value = 0;
  let scale = 0;
  let digits = 0;
  for (; place < limit; place++) {
    const code = text.charCodeAt(place);
    if (isDigit(code)) {
      if (digits >= 15) continue;
      digits += 1;
      value = value * 10 + (code - 48);
      if (scale > 0) scale *= 10;
    } else if (code === 46 && scale === 0 && isDigit(text.charCodeAt(place + 1))) {
      scale = 1;
    } else if (!(code === 44 && isDigit(text.charCodeAt(place + 1)))) break;
  }
  if (scale > 1) value /= scale;
  let end = place;
  while (end < limit && end < place + 3 && isLetter(text.charCodeAt(end))) end++;
  if (end > place) {
    const factor = factors[text.slice(place, end).toLowerCase()];
    if (factor === undefined || isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) return undefined;
    value *= factor;
  }
  const isPercent = end < limit && text.charCodeAt(end) === 37;
  return { value, end: isPercent ? end + 1 : end, isPercent };
};
