import { errorAt, unsupported } from './open-qasm-error';
import { parseExpression } from './parse-expression';
import type { Comparison, Expression, Test } from './syntax';
import { quoted } from './token';
import type { TokenReader } from './token-reader';

const casts = new Set(['int', 'uint', 'bool']);
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);

const parseComparison = (reader: TokenReader): Comparison => {
  const token = reader.peek();
  let cast: Comparison['cast'];
  let left: Expression;
  if (casts.has(token.text) && token.kind === 'name') {
    reader.next();
    const width = reader.take('[') === undefined ? undefined : parseExpression(reader, 3);
    if (width !== undefined) reader.expect(']');
    reader.expect('(');
    left = parseExpression(reader, 3);
    reader.expect(')');
    cast = { token, ...(width === undefined ? {} : { width }) };
  } else left = parseExpression(reader, 3);
  const start = { kind: 'comparison', left, ...(cast === undefined ? {} : { cast }) } as const;
  const operator = reader.peek();
  if (operator.kind !== 'symbol' || !comparisons.has(operator.text)) return start;
  reader.next();
  return { ...start, operator, right: parseExpression(reader, 3) };
};

const parsePart = (reader: TokenReader): Test => {
  if (reader.take('!')) return { kind: 'not', part: reader.nested(() => parsePart(reader)) };
  // A bracket may begin a test or a number: a test, unless what follows says otherwise.
  if (reader.take('(')) {
    const part = reader.nested(() => parseTest(reader));
    reader.expect(')');
    const after = reader.peek();
    if (after.kind === 'symbol' && !(after.text === ')' || after.text === '&&' || after.text === '||')) {
      throw unsupported(after, `${after.text} behind brackets in a condition`, 'Leave the brackets out.');
    }
    return part;
  }
  return parseComparison(reader);
};

/**
 * Reads a condition of OpenQASM 3: comparisons, `!` and `&&`.
 *
 * @throws {OpenQasmError} There is something else in it.
 */
export const parseTest = (reader: TokenReader): Test => {
  const parts = [parsePart(reader)];
  while (reader.take('&&')) parts.push(parsePart(reader));
  const after = reader.peek();
  if (after.text === '||') throw unsupported(after, '||', 'Write an if for each, or the opposite with && and else.');
  if (after.kind === 'end')
    throw errorAt(after, 'SYNTAX', `${quoted(after)} stands in a condition`, 'Close it with ).');
  return parts.length === 1 ? parts[0]! : { kind: 'all', parts };
};
