import { decodeEntities } from '../xml/xml-entities';

/** Longest text that is looked at: what lies behind is not read. */
const longestInput = 50_000;

const tag = /<\/?([a-zA-Z][a-zA-Z\d]{0,20})[^<>]*>/g;

/** Elements that end no word. */
const inline = new Set([
  'a',
  'abbr',
  'b',
  'code',
  'em',
  'font',
  'i',
  'mark',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);

/** The text without what is between `start` and `end`; without an end, nothing after the start is text. */
const without = (text: string, start: string, end: string): string => {
  // Letters of ASCII alone: others may change how many units a text has.
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let kept = '';
  let at = 0;
  for (;;) {
    const from = lower.indexOf(start, at);
    if (from < 0) return kept + text.slice(at);
    kept += `${text.slice(at, from)} `;
    const to = lower.indexOf(end, from);
    if (to < 0) return kept;
    at = to + end.length;
  }
};

/** Cuts at a length, and never through a character. */
const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/**
 * What a reader would see of HTML: one line without tags, scripts and comments, references decoded, at most `longest` characters.
 *
 * Also for what is no HTML: a `<` that begins no tag stays. Characters that cannot be seen stay too, except for control characters: whoever
 * judges the text must see what is hidden in it.
 */
export const plainText = (html: string, longest: number): string => {
  let text = html.slice(0, longestInput);
  if (text.includes('<')) {
    text = without(without(without(text, '<!--', '-->'), '<script', '</script>'), '<style', '</style>');
    text = text.replace(tag, (_, name: string) => (inline.has(name.toLowerCase()) ? '' : ' '));
  }
  return cut(
    decodeEntities(text)
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
    longest,
  );
};
