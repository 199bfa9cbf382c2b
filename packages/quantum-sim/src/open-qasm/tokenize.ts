import { errorAt, unsupported } from './open-qasm-error';
import { quoted, type Token } from './token';

const blank = /[ \t\r\n\u00a0\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const name = /[\p{L}_][\p{L}\p{N}_]*|\$\d+/uy;
const whole = /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(?![\d_.eE])/y;
const real = /(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const string = /"[^"\n]*"|'[^'\n]*'/y;
const symbol = /->|==|!=|<=|>=|&&|\|\||\*\*|\+\+|<<|>>|[-+*/%&|^]=|[;,(){}[\]+\-*/^%<>=!:@&|~#.]/y;

const kinds = [
  ['name', name],
  ['whole', whole],
  ['real', real],
  ['string', string],
  ['symbol', symbol],
] as const;

const letter = /[\p{L}\p{N}_]/uy;

/** What OpenQASM 3 allows behind a number. */
const timeUnit = /(?:ns|us|µs|μs|ms|s|dt)(?![\p{L}\p{N}_])/uy;
const imaginaryUnit = /im(?![\p{L}\p{N}_])/uy;

const isNext = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

/**
 * The words of a program, comments left out, an `end` at the end. Time is linear in the length of the text.
 *
 * @throws {OpenQasmError} A character begins no word, a number runs into a letter, or a comment or a string does not end.
 */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const placed = (kind: Token['kind'], word: string): Token => ({ kind, text: word, line, column: at - lineStart + 1 });
  const pass = (word: string): void => {
    for (let newline = word.indexOf('\n'); newline !== -1; newline = word.indexOf('\n', newline + 1)) {
      line++;
      lineStart = at + newline + 1;
    }
    at += word.length;
  };
  while (at < text.length) {
    if (isNext(blank, text, at)) {
      pass(text.slice(at, blank.lastIndex));
      continue;
    }
    const found = kinds.find(([, pattern]) => isNext(pattern, text, at));
    if (found === undefined || text.startsWith('/*', at)) {
      const wrong = placed('symbol', text.startsWith('/*', at) ? '/*' : String.fromCodePoint(text.codePointAt(at)!));
      if (wrong.text === '/*') throw errorAt(wrong, 'OPEN_COMMENT', 'the comment does not end', 'Close it with */.');
      if (wrong.text === '"' || wrong.text === "'") {
        throw errorAt(wrong, 'OPEN_STRING', 'the string does not end in its line', 'Close it with the same mark.');
      }
      throw errorAt(wrong, 'UNKNOWN_CHARACTER', `${quoted(wrong)} begins no word`, 'Take it out.');
    }
    const [kind, pattern] = found;
    const token = placed(kind, text.slice(at, pattern.lastIndex));
    if ((kind === 'whole' || kind === 'real') && isNext(letter, text, pattern.lastIndex)) {
      const end = pattern.lastIndex;
      if (tokens[1]?.text.startsWith('2') !== true) {
        if (isNext(timeUnit, text, end)) throw unsupported(token, 'a duration');
        if (isNext(imaginaryUnit, text, end)) throw unsupported(token, 'an imaginary number');
      }
      throw errorAt(
        token,
        'INVALID_NUMBER',
        `the number ${quoted(token)} runs into a letter`,
        'Put a space or a sign.',
      );
    }
    tokens.push(token);
    at = pattern.lastIndex;
  }
  tokens.push(placed('end', ''));
  return tokens;
};
