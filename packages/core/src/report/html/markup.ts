/** Text that is markup already. Only `html` and `trusted` make it, so that everything else is escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** A text in which a number stays on one line with its unit. */
export const unbroken = (text: string): string =>
  text.replace(/(\d) (?=(?:%|points|times|[a-z]{1,3}\b|×))/g, '$1\u00a0');

/** Marks a text as markup. For files of our own, never for what a user wrote. */
export const trusted = (text: string): Markup => new Markup(text);

type Part = string | number | Markup | undefined | readonly (string | Markup)[];

const render = (part: Part): string => {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return escapeHtml(String(part));
};

/** Markup from a template; everything that is put in is escaped, unless it is markup. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((text, string, index) => text + render(parts[index - 1]) + string));

/** Data as JSON that cannot end the script element it stands in. */
export const inScript = (data: unknown): Markup =>
  new Markup(
    JSON.stringify(data).replace(
      /[<\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
