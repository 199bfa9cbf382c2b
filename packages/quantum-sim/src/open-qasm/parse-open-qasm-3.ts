import { errorAt, unsupported } from './open-qasm-error';
import { parseExpression } from './parse-expression';
import { isRange, parseAngles, parseList, parseOperand, parseOperands, parseRange, parseSet } from './parse-parts';
import { parseTest } from './parse-test';
import type { Expression, Modifier, Operand, Statement } from './syntax';
import { quoted, type Token } from './token';
import type { TokenReader } from './token-reader';

/** Words that begin a statement which this package does not read. */
const unsupportedWords = new Set(
  `angle array box break cal case complex continue def default defcal defcalgrammar delay duration durationof end extern
   nop opaque output pragma return stretch switch while`.split(/\s+/),
);
const variableTypes = new Set(['int', 'uint', 'float', 'bool']);
/** What is more comes from no one who wants an answer. */
const mostModifiers = 100;
const modifierWords = new Set(['ctrl', 'negctrl', 'inv', 'pow']);

const parseSize = (reader: TokenReader): Expression | undefined => {
  if (!reader.take('[')) return undefined;
  const size = parseExpression(reader, 3);
  reader.expect(']');
  return size;
};

const withSize = (size: Expression | undefined) => (size === undefined ? {} : { size });

/** `measure q` on the right of = . */
const parseMeasured = (reader: TokenReader, what: string): Operand => {
  const token = reader.peek();
  if (!reader.take('measure')) throw unsupported(token, what, 'Give bits the result of a measurement only.');
  return parseOperand(reader, 3);
};

const parseRegister = (reader: TokenReader, kind: 'qubits' | 'bits', isOld: boolean): Statement => {
  reader.next();
  const size = isOld ? undefined : parseSize(reader);
  const token = reader.expectName('the name of a register');
  const oldSize = isOld ? parseSize(reader) : undefined;
  if (kind === 'bits' && !isOld && reader.take('=')) {
    const measured = parseMeasured(reader, 'a value of bits');
    reader.expect(';');
    return { kind, token, ...withSize(size), measured };
  }
  reader.expect(';');
  return { kind, token, ...withSize(size ?? oldSize) };
};

const parseBlock = (reader: TokenReader): Statement[] => {
  if (!reader.take('{')) return [reader.nested(() => parseStatement3(reader))];
  const body: Statement[] = [];
  while (!reader.take('}')) body.push(reader.nested(() => parseStatement3(reader)));
  return body;
};

const parseGate = (reader: TokenReader): Statement => {
  reader.next();
  const token = reader.expectName('the name of a gate');
  const names = (what: string) => parseList(reader, () => reader.expectName(what));
  let angles: Token[] = [];
  if (reader.take('(')) {
    if (!reader.is(')')) angles = names('the name of an angle');
    reader.expect(')');
  }
  const qubits = names('the name of a qubit');
  if (!reader.is('{')) reader.expect('{');
  return { kind: 'gate', token, angles, qubits, body: parseBlock(reader) };
};

const parseFor = (reader: TokenReader): Statement => {
  reader.next();
  const type = reader.expectName('int or uint');
  if (type.text !== 'int' && type.text !== 'uint') throw unsupported(type, `for over ${type.text}`, 'Use int.');
  parseSize(reader);
  const token = reader.expectName('the name of a number');
  reader.expect('in');
  const start = reader.peek();
  if (reader.is('{')) {
    const values = parseSet(reader, 3);
    return { kind: 'for', token, values, body: parseBlock(reader) };
  }
  if (!reader.take('[')) throw unsupported(start, 'for over something else than a range or a set', 'Use [0:3].');
  const values = parseRange(reader, 3);
  if (!isRange(values)) throw errorAt(start, 'SYNTAX', 'the range has no end', 'Write [from:to].');
  reader.expect(']');
  return { kind: 'for', token, values, body: parseBlock(reader) };
};

const parseIf = (reader: TokenReader): Statement => {
  const token = reader.next();
  reader.expect('(');
  const test = parseTest(reader);
  reader.expect(')');
  const body = parseBlock(reader);
  const otherwise = reader.take('else') === undefined ? [] : parseBlock(reader);
  return { kind: 'if', token, test, body, otherwise };
};

const parseConstant = (reader: TokenReader): Statement => {
  reader.next();
  const type = reader.expectName('a type');
  if (!variableTypes.has(type.text)) throw unsupported(type, `const ${type.text}`, 'Use int, uint, float or bool.');
  parseSize(reader);
  const token = reader.expectName('the name of a number');
  reader.expect('=');
  const value = parseExpression(reader, 3);
  reader.expect(';');
  return { kind: 'constant', token, isWhole: type.text === 'int' || type.text === 'uint', value };
};

const parseInput = (reader: TokenReader): Statement => {
  reader.next();
  const type = reader.expectName('a type');
  let size: Expression | undefined;
  if (type.text === 'array') {
    reader.expect('[');
    const element = reader.expectName('float');
    if (element.text !== 'float') throw unsupported(element, `input array of ${element.text}`, 'Use float.');
    parseSize(reader);
    reader.expect(',');
    size = parseExpression(reader, 3);
    reader.expect(']');
  } else if (type.text === 'float') parseSize(reader);
  else throw unsupported(type, `input ${type.text}`, 'Use input float.');
  const token = reader.expectName('the name of the input');
  reader.expect(';');
  return { kind: 'input', token, ...withSize(size) };
};

const parseAlias = (reader: TokenReader): Statement => {
  reader.next();
  const token = reader.expectName('a name');
  reader.expect('=');
  const operands = [parseOperand(reader, 3)];
  while (reader.take('++')) operands.push(parseOperand(reader, 3));
  reader.expect(';');
  return { kind: 'alias', token, operands };
};

const parseModifiers = (reader: TokenReader): Modifier[] => {
  const modifiers: Modifier[] = [];
  while (reader.peek().kind === 'name' && modifierWords.has(reader.peek().text)) {
    const token = reader.next();
    let argument: Expression | undefined;
    if (token.text !== 'inv' && reader.take('(')) {
      argument = parseExpression(reader, 3);
      reader.expect(')');
    }
    if (token.text === 'pow' && argument === undefined) reader.expect('(');
    reader.expect('@');
    modifiers.push({ token, ...(argument === undefined ? {} : { argument }) });
    if (modifiers.length > mostModifiers) {
      throw errorAt(token, 'TOO_DEEP', `there are more than ${mostModifiers} modifiers`, 'Define a gate for some.');
    }
  }
  return modifiers;
};

const parseCallOrAssignment = (reader: TokenReader): Statement => {
  const modifiers = parseModifiers(reader);
  const after = reader.peek(1);
  if (modifiers.length === 0 && reader.peek().kind === 'name' && /^(\[|=|[-+*/%&|^]=|<<|>>)$/.test(after.text)) {
    const to = parseOperand(reader, 3);
    const sign = reader.peek();
    if (!reader.take('=')) throw unsupported(sign, sign.text, 'Give bits the result of a measurement only.');
    const token = reader.peek();
    const from = parseMeasured(reader, 'assignment');
    reader.expect(';');
    return { kind: 'measure', token, from, to };
  }
  const token = reader.expectName('a statement');
  const angles = parseAngles(reader, 3);
  const operands = reader.is(';') && token.text === 'gphase' ? [] : parseOperands(reader, 3);
  reader.expect(';');
  return { kind: 'call', token, modifiers, angles, operands };
};

const parseMeasure = (reader: TokenReader): Statement => {
  const token = reader.next();
  const from = parseOperand(reader, 3);
  if (reader.is(';')) throw unsupported(token, 'measure without a bit', 'Write c = measure q.');
  reader.expect('->');
  const to = parseOperand(reader, 3);
  reader.expect(';');
  return { kind: 'measure', token, from, to };
};

const parseInclude = (reader: TokenReader): Statement => {
  reader.next();
  const token = reader.next();
  if (token.kind !== 'string') {
    throw errorAt(token, 'SYNTAX', `${quoted(token)} stands where a file should`, 'Write "stdgates.inc".');
  }
  reader.expect(';');
  return { kind: 'include', token };
};

const parseReset = (reader: TokenReader): Statement => {
  const token = reader.next();
  const operand = parseOperand(reader, 3);
  reader.expect(';');
  return { kind: 'reset', token, operand };
};

const parseBarrier = (reader: TokenReader): Statement => {
  const token = reader.next();
  const operands = reader.is(';') ? [] : parseOperands(reader, 3);
  reader.expect(';');
  return { kind: 'barrier', token, operands };
};

const parsers: ReadonlyMap<string, (reader: TokenReader) => Statement> = new Map([
  ['include', parseInclude],
  ['qubit', (reader) => parseRegister(reader, 'qubits', false)],
  ['qreg', (reader) => parseRegister(reader, 'qubits', true)],
  ['bit', (reader) => parseRegister(reader, 'bits', false)],
  ['creg', (reader) => parseRegister(reader, 'bits', true)],
  ['gate', parseGate],
  ['for', parseFor],
  ['if', parseIf],
  ['const', parseConstant],
  ['input', parseInput],
  ['let', parseAlias],
  ['measure', parseMeasure],
  ['reset', parseReset],
  ['barrier', parseBarrier],
]);

/**
 * Reads one statement of OpenQASM 3.
 *
 * @throws {OpenQasmError} It is none, or one that is not supported.
 */
export const parseStatement3 = (reader: TokenReader): Statement => {
  const token = reader.peek();
  if (token.text === '@' && token.kind === 'symbol') throw unsupported(token, 'an annotation', 'Take it out.');
  if (token.text === '#' && token.kind === 'symbol') throw unsupported(token, 'pragma', 'Take it out.');
  if (token.text === '{' && token.kind === 'symbol')
    throw unsupported(token, 'a block alone', 'Take its brackets out.');
  if (token.kind === 'name') {
    const parser = parsers.get(token.text);
    if (parser !== undefined) return parser(reader);
    if (unsupportedWords.has(token.text)) throw unsupported(token, token.text);
    if (variableTypes.has(token.text)) throw unsupported(token, `${token.text} variable`, 'Make it a const.');
  }
  return parseCallOrAssignment(reader);
};
