import { foldText } from './fold-text';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos|nbsp));/gi,
    (whole, decimal, hexadecimal, name) => {
      if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
      const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );

const decodePercent = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (whole) => {
    try {
      return decodeURIComponent(whole);
    } catch {
      // Bytes that are no UTF-8 hide no words.
      return whole;
    }
  });

const decodeEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\n/gi, (whole, four, two) => {
    const digits: unknown = four ?? two;
    return typeof digits === 'string'
      ? String.fromCharCode(Number.parseInt(digits, 16))
      : whole === '\\n'
        ? ' '
        : whole;
  });

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const bytesOfBase64 = (digits: string): Uint8Array => {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits.replace(/-/g, '+').replace(/_/g, '/')) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Uint8Array.from(bytes);
};

const isWritten = (text: string): boolean => /^[\t\n\r\x20-\x7e]{8,}$/.test(text);

/** The texts that runs of base64 or of hexadecimal digits hold, where they hold text. */
const decodedRuns = (text: string): string[] => {
  const found: string[] = [];
  for (const [run] of [...text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].slice(0, 20)) {
    const isHexadecimal = /^(?:[0-9a-f]{2})+$/i.test(run);
    const bytes = isHexadecimal
      ? Uint8Array.from(run.match(/../g) ?? [], (two) => Number.parseInt(two, 16))
      : bytesOfBase64(run);
    const decoded = new TextDecoder().decode(bytes);
    if (isWritten(decoded)) found.push(decoded);
  }
  return found;
};

/** Letters set apart: `i g n o r e`, `i.g.n.o.r.e`. */
const joinSpread = (text: string): string =>
  text.replace(/\b\p{L}(?:[ ._*-]\p{L}){4,}\b/gu, (whole) => whole.replace(/[ ._*-]/g, ''));

const digitLetters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
};

/** Digits for letters inside words: `1gn0re`. Looked for from the first place of a word alone, so that a long word is read once. */
const lettersForDigits = (text: string): string =>
  text.replace(/(?<!\w)(?=\w*[a-z])(?=\w*[0134578])[\w@$]{4,}/gi, (whole) =>
    whole.replace(/[013457@$]/g, (digit) => digitLetters[digit] ?? digit),
  );

const turned = (text: string): string => [...text].reverse().join('');

const rotated = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/**
 * The forms in which a text may carry words: as seen, decoded (entities, escapes, percent, base64, hexadecimal), with letters that were
 * set apart or written as digits put back, backwards, and rotated by 13.
 *
 * Only the first is what people read; the others are for looking, not for showing.
 */
export const plainForms = (text: string): readonly string[] => {
  const { text: seen } = foldText(text);
  const decoded = foldText(decodeEscapes(decodePercent(decodeEntities(seen)))).text;
  const forms = [
    seen,
    decoded,
    joinSpread(decoded),
    lettersForDigits(decoded),
    turned(seen),
    rotated(seen),
    ...decodedRuns(decoded),
  ];
  return [...new Set(forms)];
};
