/** Text that is markup already. Only `svg` and fixed texts of our own make it, so that all else is escaped. */
export class SvgMarkup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML has no place for: control characters but tab and line ends, halves of pairs, and the two last of a plane. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe\uffff]/gu;

const escapeText = (text: string): string =>
  text.replace(notInXml, '\ufffd').replace(/[&<>"']/g, (character) => entities[character]!);

/** A coordinate: two digits behind the point are a hundredth of a pixel. */
const coordinate = (value: number): string => String(Number(value.toFixed(2)) + 0);

type Part = string | number | SvgMarkup | undefined | readonly SvgMarkup[];

const render = (part: Part): string => {
  if (part === undefined) return '';
  if (part instanceof SvgMarkup) return part.text;
  if (typeof part === 'number') return coordinate(part);
  return typeof part === 'string' ? escapeText(part) : part.map((one) => one.text).join('');
};

/** Markup from a template: numbers as coordinates, texts escaped, markup as it is. */
export const svg = (strings: TemplateStringsArray, ...parts: readonly Part[]): SvgMarkup =>
  new SvgMarkup(strings.reduce((text, string, index) => text + render(parts[index - 1]) + string));
