/** A word of a program, with the place where it begins. */
export interface Token {
  readonly kind: 'name' | 'whole' | 'real' | 'string' | 'symbol' | 'end';
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** A token as a message quotes it. */
export const quoted = (token: Token): string =>
  token.kind === 'end' ? 'the end of the text' : JSON.stringify(token.text.slice(0, 40));
