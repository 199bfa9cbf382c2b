export type TokenKind = 'word' | 'number' | 'emoji' | 'comma' | 'stop' | 'question' | 'slash' | 'arrow' | 'dash';

/** A piece of a headline. */
export interface Token {
  readonly kind: TokenKind;
  /** In lower case, without apostrophe variants, zero-width characters and full-width forms. */
  readonly text: string;
  /** Where it stands in the original text, in UTF-16 units; `end` is behind it. */
  readonly start: number;
  readonly end: number;
  /** Of a number, its suffix (k, m, bn) and sign applied; otherwise 0. */
  readonly value: number;
  /** `%` is written behind it. */
  readonly isPercent: boolean;
  /** A currency sign is written before it; before a word it makes a cashtag. */
  readonly isMoney: boolean;
  /** `+` or `-` is written before it. */
  readonly hasSign: boolean;
  /** Has two or more letters, all of them capitals. */
  readonly isUpper: boolean;
  /** Begins with a capital. */
  readonly isCapital: boolean;
}
