import { decodeEntities } from './xml-entities';

/** An element: its name as written, with its prefix, what is in it, and its text without that of its children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** What is wrong with a document, and where. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const deepest = 64;
const mostElements = 100_000;
const mostAttributes = 64;

/** A name at the place where the search begins. */
const namePattern = /[\p{L}_:][\p{L}\p{N}_:.\-·]*/uy;
const spacePattern = /[ \t\r\n]*/y;

/** Reads a document from its start to its end, once. */
class XmlReader {
  readonly #text: string;
  #at = 0;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #fault(why: string): XmlFault {
    return new XmlFault(`${why} at character ${this.#at}`);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #startsWith(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  /** Goes past the next `end` and returns what stood before it. */
  #until(end: string, what: string): string {
    const to = this.#text.indexOf(end, this.#at);
    if (to < 0) throw this.#fault(`${what} has no end`);
    const found = this.#text.slice(this.#at, to);
    this.#at = to + end.length;
    return found;
  }

  /** Comments, instructions and white space between other things. */
  #skipMisc(): void {
    for (;;) {
      this.#take(spacePattern);
      if (this.#startsWith('<!--')) {
        this.#at += 4;
        this.#until('-->', 'a comment');
      } else if (this.#startsWith('<?')) {
        this.#at += 2;
        this.#until('?>', 'an instruction');
      } else return;
    }
  }

  /** A document type is passed over. One that declares anything is refused: entities of its own are what attacks are made of. */
  #skipDocumentType(): void {
    if (!this.#startsWith('<!DOCTYPE') && !this.#startsWith('<!doctype')) return;
    const declaration = this.#until('>', 'the document type');
    if (declaration.includes('[')) throw this.#fault('the document type declares entities, which are not expanded,');
    this.#skipMisc();
  }

  #attributes(): Map<string, string> {
    const attributes = new Map<string, string>();
    for (;;) {
      const space = this.#take(spacePattern);
      if (this.#startsWith('>') || this.#startsWith('/>')) return attributes;
      const name = this.#take(namePattern);
      if (name === '' || space === '') throw this.#fault('an attribute was expected');
      this.#take(spacePattern);
      if (!this.#startsWith('=')) throw this.#fault(`attribute ${name.slice(0, 40)} has no value`);
      this.#at += 1;
      this.#take(spacePattern);
      const quote = this.#text[this.#at];
      if (quote !== '"' && quote !== "'") throw this.#fault(`attribute ${name.slice(0, 40)} has no quotes`);
      this.#at += 1;
      const value = this.#until(quote, 'an attribute');
      if (value.includes('<')) throw this.#fault('an attribute has < in it');
      if (attributes.has(name)) throw this.#fault(`attribute ${name.slice(0, 40)} stands twice`);
      if (attributes.size === mostAttributes)
        throw this.#fault(`an element has more than ${mostAttributes} attributes`);
      attributes.set(name, decodeEntities(value));
    }
  }

  /** A start tag; whether the element has content. */
  #startTag(): { readonly element: OpenElement; readonly isOpen: boolean } {
    this.#at += 1;
    const name = this.#take(namePattern);
    if (name === '') throw this.#fault('an element was expected');
    this.#count += 1;
    if (this.#count > mostElements) throw this.#fault(`there are more than ${mostElements} elements`);
    const element = { name, attributes: this.#attributes(), children: [], text: '' };
    const isOpen = this.#startsWith('>');
    this.#at += isOpen ? 1 : 2;
    return { element, isOpen };
  }

  #endTag(open: OpenElement): void {
    this.#at += 2;
    const name = this.#take(namePattern);
    if (name !== open.name) throw this.#fault(`</${name.slice(0, 40)}> ends <${open.name.slice(0, 40)}>`);
    this.#take(spacePattern);
    if (!this.#startsWith('>')) throw this.#fault('a tag has no end');
    this.#at += 1;
  }

  /** Text up to the next tag, CDATA as it stands. */
  #content(open: OpenElement): void {
    const to = this.#text.indexOf('<', this.#at);
    if (to < 0) throw this.#fault(`<${open.name.slice(0, 40)}> has no end`);
    if (to > this.#at) open.text += decodeEntities(this.#text.slice(this.#at, to));
    this.#at = to;
  }

  /** Comments, instructions and CDATA inside an element; false where something else stands. */
  #skipped(open: OpenElement): boolean {
    if (this.#startsWith('<!--')) {
      this.#at += 4;
      this.#until('-->', 'a comment');
    } else if (this.#startsWith('<![CDATA[')) {
      this.#at += 9;
      open.text += this.#until(']]>', 'CDATA');
    } else if (this.#startsWith('<?')) {
      this.#at += 2;
      this.#until('?>', 'an instruction');
    } else if (this.#startsWith('<!')) throw this.#fault('a declaration stands inside an element');
    else return false;
    return true;
  }

  read(): XmlElement {
    this.#skipMisc();
    this.#skipDocumentType();
    if (!this.#startsWith('<')) throw this.#fault('an element was expected');
    const { element: root, isOpen } = this.#startTag();
    const path: OpenElement[] = isOpen ? [root] : [];
    for (let open = path.at(-1); open !== undefined; open = path.at(-1)) {
      this.#content(open);
      if (this.#skipped(open)) continue;
      if (this.#startsWith('</')) {
        this.#endTag(open);
        path.pop();
        continue;
      }
      const { element, isOpen: isDeeper } = this.#startTag();
      open.children.push(element);
      if (isDeeper) path.push(element);
      if (path.length > deepest) throw this.#fault(`elements are nested more than ${deepest} deep`);
    }
    this.#skipMisc();
    if (this.#at < this.#text.length) throw this.#fault('something stands after the document');
    return root;
  }
}

/**
 * Reads a document of XML 1.0 as a tree.
 *
 * Strict: tags that do not match, attributes without quotes and documents that end early are faults. Three liberties, since feeds
 * take them: an `&` that begins no reference is an `&`, the usual named characters of HTML are known, and a name has the letters of any
 * script. A document type is passed over, and refused where it declares anything, so that nothing is ever expanded.
 *
 * - Cost: O(n). At most 64 levels, 100,000 elements and 64 attributes of one element.
 *
 * @throws {XmlFault} the document is not well-formed, or beyond a limit.
 */
export const parseXml = (text: string): XmlElement => new XmlReader(text).read();

/** The first child of one of these names. */
export const childOf = (element: XmlElement, ...names: readonly string[]): XmlElement | undefined => {
  for (const name of names) {
    const found = element.children.find((child) => child.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
};
