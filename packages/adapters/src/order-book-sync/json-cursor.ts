import { characters } from './characters';
import { compactLevels } from './compact-levels';
import { exactLength, powersOfTen } from './exact-decimals';
import { FrameFault } from './frame-fault';
import type { LevelBuffer } from './level-buffer';
import { exactDigits, type VenueId } from './venue-id';

const { quote, backslash, comma, colon, minus, plus, point, zero, nine } = characters;
const { openBrace, closeBrace, openBracket, closeBracket, space, lineFeed, carriageReturn, tab } = characters;

const deepest = 32;
/** Digits of the longest id. */
const longestId = 40;
/** Prices and quantities above this could overflow in a product. */
const largest = 1e100;

const isDigit = (code: number): boolean => code >= zero && code <= nine;

/**
 * Reads JSON from left to right and builds no objects: what a parser does not ask for is checked and skipped.
 *
 * It is as strict as RFC 8259; numbers come as the text that was sent, so that no digit is lost. A key like `__proto__` is
 * a text and nothing else.
 *
 * - State: one text and a place in it; reused for every frame.
 * - Cost: one look at each character.
 */
export class JsonCursor {
  #text = '';
  #at = 0;
  /** Whether the container that was entered last has given nothing yet. */
  #isFirst = false;

  start(text: string): void {
    this.#text = text;
    this.#at = 0;
    this.#isFirst = false;
  }

  /** Where the next value begins, to come back to. */
  mark(): number {
    this.#peek();
    return this.#at;
  }

  /** Comes back to a mark. The value there has been skipped once, so it is well-formed. */
  jump(mark: number): void {
    this.#at = mark;
  }

  /** The first key of the object that is next, which is not entered; `undefined` for anything else. */
  firstKey(): string | undefined {
    if (this.#peek() !== openBrace) return undefined;
    const start = this.#at;
    this.enterObject('');
    const key = this.nextKey();
    this.#at = start;
    return key;
  }

  /** Whether the next value is an object. */
  get isObject(): boolean {
    return this.#peek() === openBrace;
  }

  /** Whether the next value is a string. */
  get isString(): boolean {
    return this.#peek() === quote;
  }

  enterObject(what: string): void {
    if (this.#peek() !== openBrace) throw this.#wrongType(what, 'an object');
    this.#at += 1;
    this.#isFirst = true;
  }

  /** The next key of the object, its value being next; `undefined` at its end. */
  nextKey(): string | undefined {
    let code = this.#peek();
    if (code === closeBrace) {
      this.#at += 1;
      this.#isFirst = false;
      return undefined;
    }
    if (this.#isFirst) this.#isFirst = false;
    else {
      if (code !== comma) throw this.#notJson();
      this.#at += 1;
      code = this.#peek();
    }
    if (code !== quote) throw this.#notJson();
    const key = this.#string();
    if (this.#peek() !== colon) throw this.#notJson();
    this.#at += 1;
    return key;
  }

  enterArray(what: string): void {
    if (this.#peek() !== openBracket) throw this.#wrongType(what, 'an array');
    this.#at += 1;
    this.#isFirst = true;
  }

  /** Whether the array has another item, which is next. */
  nextItem(): boolean {
    const code = this.#peek();
    if (code === closeBracket) {
      this.#at += 1;
      this.#isFirst = false;
      return false;
    }
    if (this.#isFirst) this.#isFirst = false;
    else {
      if (code !== comma) throw this.#notJson();
      this.#at += 1;
      if (this.#peek() === closeBracket) throw this.#notJson();
    }
    return true;
  }

  string(what: string): string {
    if (this.#peek() !== quote) throw this.#wrongType(what, 'a text');
    return this.#string();
  }

  /** The next value if it is a string; anything else is skipped. */
  stringOrSkip(): string | undefined {
    if (this.isString) return this.#string();
    this.skip();
    return undefined;
  }

  /** The digits of a JSON number, as sent. */
  numberText(what: string): string {
    const code = this.#peek();
    if (!(isDigit(code) || code === minus)) throw this.#wrongType(what, 'a number');
    const start = this.#at;
    this.#number();
    return this.#text.slice(start, this.#at);
  }

  /** A whole number from 0, in quotes or not, exact however long it is. */
  id(what: string): VenueId {
    const text = this.#text;
    const first = this.#peek();
    const isQuoted = first === quote;
    if (!isQuoted && !isDigit(first) && first !== minus) throw this.#wrongType(what, 'a whole number');
    const start = isQuoted ? this.#at + 1 : this.#at;
    let at = start;
    let value = 0;
    let code = text.charCodeAt(at);
    while (code >= zero && code <= nine) {
      value = value * 10 + (code - zero);
      code = text.charCodeAt(++at);
    }
    const length = at - start;
    // What may follow digits in a JSON number makes it no whole number: a point, an exponent.
    const isEnd = isQuoted ? code === quote : code !== point && (code | 0x20) !== 0x65;
    if (length === 0 || length > longestId || !isEnd || (length > 1 && text.charCodeAt(start) === zero)) {
      throw new FrameFault('BAD_ID', `${what} was no whole number`);
    }
    this.#at = isQuoted ? at + 1 : at;
    return length <= exactDigits ? value : BigInt(text.slice(start, at));
  }

  /** As `id`, or −1, with which a venue says that nothing came before. */
  idOrNone(what: string): VenueId {
    this.#peek();
    if (!this.#text.startsWith('-1', this.#at) || isDigit(this.#text.charCodeAt(this.#at + 2))) return this.id(what);
    this.#at += 2;
    return -1;
  }

  /** A count of milliseconds since the epoch, in quotes or not. */
  timeMs(what: string): number {
    this.#peek();
    const start = this.#at;
    try {
      const time = this.id(what);
      if (typeof time === 'number') return time;
    } catch (fault) {
      if (!(fault instanceof FrameFault && fault.code === 'BAD_ID')) throw fault;
    }
    this.#at = start;
    throw new FrameFault('BAD_TIME', `${what} was no count of milliseconds`);
  }

  /**
   * Appends a list of levels `[["61800.20","2.909"], …]`, each of `width` texts of which the first two count.
   *
   * A price is above 0, a quantity at least 0.
   */
  levels(what: string, width: number, into: LevelBuffer): void {
    this.enterArray(what);
    const start = this.#at;
    if (width === 2) this.#at = compactLevels(this.#text, start, into);
    if (this.#at > start) this.#isFirst = false;
    while (this.nextItem()) {
      if (this.#peek() !== openBracket) throw this.#wrongType(`a level of ${what}`, 'an array');
      this.#at += 1;
      const price = this.#decimal(what);
      if (!(price > 0)) throw new FrameFault('OUT_OF_RANGE', `a price of ${what} was 0`);
      this.#separator(comma);
      into.push(price, this.#decimal(what));
      for (let extra = 2; extra < width; extra++) {
        this.#separator(comma);
        this.skip();
      }
      this.#separator(closeBracket);
    }
  }

  /** A plain decimal number in quotes, at least 0: `"0.014"`. */
  decimal(what: string): number {
    this.#peek();
    return this.#decimal(what);
  }

  /** Checks one value and passes over it. */
  skip(depth = 0): void {
    const code = this.#peek();
    if (code === quote) this.#passString();
    else if (code === openBrace || code === openBracket) {
      if (depth >= deepest) throw new FrameFault('TOO_DEEP', `nested more than ${deepest} deep`);
      if (code === openBrace) {
        this.enterObject('');
        while (this.nextKey() !== undefined) this.skip(depth + 1);
      } else {
        this.enterArray('');
        while (this.nextItem()) this.skip(depth + 1);
      }
    } else if (isDigit(code) || code === minus) this.#number();
    else this.#literal();
  }

  /** Makes sure that nothing follows. */
  end(): void {
    this.#peek();
    if (this.#at < this.#text.length) throw this.#notJson();
  }

  /** Passes over white space and returns the character there, NaN at the end. */
  #peek(): number {
    const text = this.#text;
    let code = text.charCodeAt(this.#at);
    while (code === space || code === lineFeed || code === carriageReturn || code === tab) {
      this.#at += 1;
      code = text.charCodeAt(this.#at);
    }
    return code;
  }

  #separator(expected: number): void {
    if (this.#peek() !== expected) throw new FrameFault('WRONG_TYPE', `a level was malformed at ${this.#at}`);
    this.#at += 1;
  }

  /** Passes over a string and returns whether it has escapes. */
  #passString(): boolean {
    const text = this.#text;
    let at = this.#at + 1;
    let hasEscapes = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      // Controls have to be escaped, and NaN at the end of the text is not at least a space.
      if (!(code >= space)) throw this.#notJson();
      if (code === backslash) {
        hasEscapes = true;
        at += 1;
      }
      at += 1;
    }
    const start = this.#at;
    this.#at = at + 1;
    if (hasEscapes) this.#unescape(start);
    return hasEscapes;
  }

  #string(): string {
    const start = this.#at;
    return this.#passString() ? this.#unescape(start) : this.#text.slice(start + 1, this.#at - 1);
  }

  /** A string with escapes is rare; the language reads it, and refuses what is no escape. */
  #unescape(start: number): string {
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw this.#notJson();
    }
  }

  #number(): void {
    const text = this.#text;
    if (text.charCodeAt(this.#at) === minus) this.#at += 1;
    const isZero = text.charCodeAt(this.#at) === zero;
    const wholeDigits = this.#passDigits();
    if (wholeDigits === 0 || (isZero && wholeDigits > 1)) throw this.#notJson();
    if (text.charCodeAt(this.#at) === point) {
      this.#at += 1;
      if (this.#passDigits() === 0) throw this.#notJson();
    }
    // Lower case by its bit: E and e.
    if ((text.charCodeAt(this.#at) | 0x20) !== 0x65) return;
    this.#at += 1;
    const sign = text.charCodeAt(this.#at);
    if (sign === minus || sign === plus) this.#at += 1;
    if (this.#passDigits() === 0) throw this.#notJson();
  }

  #passDigits(): number {
    const start = this.#at;
    while (isDigit(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return this.#at - start;
  }

  #literal(): void {
    for (const word of ['true', 'false', 'null']) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return;
    }
    throw this.#notJson();
  }

  #decimal(what: string): number {
    const text = this.#text;
    let at = this.#at;
    if (text.charCodeAt(at) !== quote) {
      if (this.#peek() !== quote) throw this.#wrongType(`a number of ${what}`, 'a text');
      at = this.#at;
    }
    const start = ++at;
    let mantissa = 0;
    let code = text.charCodeAt(at);
    while (code >= zero && code <= nine) {
      mantissa = mantissa * 10 + (code - zero);
      code = text.charCodeAt(++at);
    }
    let isPlain = at > start;
    let decimals = 0;
    if (code === point) {
      const first = at + 1;
      code = text.charCodeAt(++at);
      while (code >= zero && code <= nine) {
        mantissa = mantissa * 10 + (code - zero);
        code = text.charCodeAt(++at);
      }
      decimals = at - first;
      isPlain = isPlain && decimals > 0;
    }
    if (!isPlain || code !== quote) throw new FrameFault('NOT_A_DECIMAL', `a number of ${what} was no plain decimal`);
    const value =
      at - start <= exactLength ? mantissa / (powersOfTen[decimals] as number) : Number(text.slice(start, at));
    this.#at = at + 1;
    if (!(value <= largest) || (value === 0 && mantissa > 0)) {
      throw new FrameFault('OUT_OF_RANGE', `a number of ${what} was too large or too small`);
    }
    return value;
  }

  #wrongType(what: string, expected: string): FrameFault {
    return this.#at < this.#text.length ? new FrameFault('WRONG_TYPE', `${what} was not ${expected}`) : this.#notJson();
  }

  #notJson(): FrameFault {
    return new FrameFault(
      'NOT_JSON',
      this.#at < this.#text.length ? `no JSON at character ${this.#at}` : 'the frame was cut short',
    );
  }
}
