import { unsupported } from './open-qasm-error';
import { parseExpression } from './parse-expression';
import type { Expression, ExpressionSet, Index, Operand, Range, Version } from './syntax';
import type { Token } from './token';
import type { TokenReader } from './token-reader';

/** What stands between commas, at least one. */
export const parseList = <T>(reader: TokenReader, read: () => T): T[] => {
  const list = [read()];
  while (reader.take(',')) list.push(read());
  return list;
};

/** The angles in brackets after a gate, if there are any. */
export const parseAngles = (reader: TokenReader, version: Version): Expression[] => {
  if (!reader.take('(')) return [];
  const angles = reader.is(')') ? [] : parseList(reader, () => parseExpression(reader, version));
  reader.expect(')');
  return angles;
};

/** from : step : to, each of which may be missing; one expression alone if there is no colon. */
export const parseRange = (reader: TokenReader, version: Version): Range | Expression => {
  const read = (): Expression | undefined =>
    reader.is(':') || reader.is(']') ? undefined : parseExpression(reader, version);
  const first = read();
  if (first !== undefined && !reader.is(':')) return first;
  reader.expect(':');
  const second = read();
  const third = reader.take(':') === undefined ? undefined : { value: read() };
  const step = third === undefined ? undefined : second;
  const to = third === undefined ? second : third.value;
  return {
    kind: 'range',
    ...(first === undefined ? {} : { from: first }),
    ...(step === undefined ? {} : { step }),
    ...(to === undefined ? {} : { to }),
  };
};

export const isRange = (read: Range | Expression): read is Range => 'kind' in read;

/** {1, 2, 3} */
export const parseSet = (reader: TokenReader, version: Version): ExpressionSet => {
  reader.expect('{');
  const values = parseList(reader, () => parseExpression(reader, version));
  reader.expect('}');
  return { kind: 'set', values };
};

const parseIndex = (reader: TokenReader, version: Version): Index => {
  if (version === 3 && reader.is('{')) return parseSet(reader, version);
  if (version === 2) return { kind: 'one', value: parseExpression(reader, version) };
  const range = parseRange(reader, version);
  return isRange(range) ? range : { kind: 'one', value: range };
};

/** A register, or a part of one. */
export const parseOperand = (reader: TokenReader, version: Version): Operand => {
  const token: Token = reader.expectName('a register');
  if (token.text.startsWith('$')) throw unsupported(token, 'a hardware qubit', 'Declare a register of qubits.');
  if (!reader.take('[')) return { token };
  const index = parseIndex(reader, version);
  reader.expect(']');
  return { token, index };
};

export const parseOperands = (reader: TokenReader, version: Version): Operand[] =>
  parseList(reader, () => parseOperand(reader, version));
