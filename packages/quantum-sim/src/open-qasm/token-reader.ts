import { errorAt } from './open-qasm-error';
import { quoted, type Token } from './token';

/** How deep brackets, blocks and signs may stand in each other: what is deeper comes from no one who wants an answer. */
const deepest = 100;

/** A place in a list of tokens that moves forward. */
export interface TokenReader {
  /** The token here, or one further on. */
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the token here is this symbol or word. */
  is(text: string): boolean;
  /** Passes the token if it is this symbol or word. */
  take(text: string): Token | undefined;
  expect(text: string): Token;
  expectName(what: string): Token;
  /** Runs `read` one level deeper. */
  nested<T>(read: () => T): T;
}

export const tokenReader = (tokens: readonly Token[]): TokenReader => {
  let at = 0;
  let depth = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)]!;
  const is = (text: string): boolean => {
    const { kind, text: here } = peek();
    return here === text && (kind === 'symbol' || kind === 'name');
  };
  const next = (): Token => {
    const token = peek();
    at++;
    return token;
  };
  const expected = (what: string): never => {
    const token = peek();
    throw errorAt(token, 'SYNTAX', `${quoted(token)} stands where ${what} should`, `Write ${what} here.`);
  };
  return {
    peek,
    next,
    is,
    take: (text) => (is(text) ? next() : undefined),
    expect: (text) => (is(text) ? next() : expected(`"${text}"`)),
    expectName: (what) => (peek().kind === 'name' ? next() : expected(what)),
    nested(read) {
      if (depth >= deepest) {
        throw errorAt(peek(), 'TOO_DEEP', `there are more than ${deepest} levels`, 'Write it in several statements.');
      }
      depth++;
      const result = read();
      depth--;
      return result;
    },
  };
};
