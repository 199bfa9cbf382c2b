import { errorAt, unsupported } from './open-qasm-error';
import type { Expression, Step, Version } from './syntax';
import { quoted, type Token } from './token';
import type { TokenReader } from './token-reader';

/** What binds how strongly; + and − are 1. The power binds to the right, and more strongly than a sign before it. */
const strengths: Readonly<Record<Version, Readonly<Record<string, number>>>> = {
  2: { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 },
  3: { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '**': 4 },
};
const signStrength = 3;
const powerStrength = 4;

const unsupportedOperators = new Set(['^', '&', '|', '<<', '>>', '~', '++']);

/** The value of a number as it is written. */
export const numberOf = (token: Token): number => Number(token.text.replaceAll('_', ''));

/**
 * Reads an expression up to the first word that cannot belong to it.
 *
 * @throws {OpenQasmError} There is none, or it is deeper than 100 levels.
 */
export const parseExpression = (reader: TokenReader, version: Version): Expression => {
  const steps: Step[] = [];

  const readName = (): void => {
    const token = reader.next();
    if (reader.take('(')) {
      let count = 0;
      if (!reader.is(')')) {
        do {
          reader.nested(() => readFrom(1));
          count++;
        } while (reader.take(','));
      }
      reader.expect(')');
      steps.push({ do: 'call', token, count });
    } else if (version === 3 && reader.take('[')) {
      reader.nested(() => readFrom(1));
      if (reader.is(':') || reader.is(',')) throw unsupported(reader.peek(), 'a range in an expression');
      reader.expect(']');
      steps.push({ do: 'element', token });
    } else steps.push({ do: 'name', token });
  };

  const readOne = (): void => {
    const token = reader.peek();
    if (token.kind === 'whole' || token.kind === 'real') {
      reader.next();
      const value = numberOf(token);
      if (!Number.isFinite(value)) {
        throw errorAt(
          token,
          'INVALID_NUMBER',
          `the number ${quoted(token)} is none that fits`,
          'Write one below 1.8e308.',
        );
      }
      steps.push({ do: 'number', token, value });
    } else if (token.kind === 'name') readName();
    else if (reader.take('(')) {
      reader.nested(() => readFrom(1));
      reader.expect(')');
    } else if (reader.take('-')) {
      reader.nested(() => readFrom(signStrength));
      steps.push({ do: 'negate', token });
    } else if (reader.take('+')) reader.nested(() => readFrom(signStrength));
    else throw errorAt(token, 'SYNTAX', `${quoted(token)} stands where a number should`, 'Write an expression here.');
  };

  const readFrom = (least: number): void => {
    readOne();
    for (;;) {
      const token = reader.peek();
      if (version === 3 && unsupportedOperators.has(token.text)) throw unsupported(token, `operator ${token.text}`);
      const strength = token.kind === 'symbol' ? strengths[version][token.text] : undefined;
      if (strength === undefined || strength < least) return;
      reader.next();
      reader.nested(() => readFrom(strength === powerStrength ? strength : strength + 1));
      steps.push({ do: 'operate', token });
    }
  };

  readFrom(1);
  return steps;
};
