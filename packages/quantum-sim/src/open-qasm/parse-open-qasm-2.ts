import { errorAt } from './open-qasm-error';
import { parseExpression } from './parse-expression';
import { parseAngles, parseList, parseOperand, parseOperands } from './parse-parts';
import type { CallStatement, Statement } from './syntax';
import { quoted, type Token } from './token';
import type { TokenReader } from './token-reader';

const parseCall = (reader: TokenReader): CallStatement => {
  const token = reader.expectName('a statement');
  const angles = parseAngles(reader, 2);
  const operands = parseOperands(reader, 2);
  reader.expect(';');
  return { kind: 'call', token, modifiers: [], angles, operands };
};

const parseBarrier = (reader: TokenReader): Statement => {
  const token = reader.next();
  const operands = parseOperands(reader, 2);
  reader.expect(';');
  return { kind: 'barrier', token, operands };
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
  reader.expect('{');
  const body: Statement[] = [];
  while (!reader.take('}')) body.push(reader.is('barrier') ? parseBarrier(reader) : parseCall(reader));
  return { kind: 'gate', token, angles, qubits, body };
};

/** What may stand behind `if (c == n)`. */
const parseOperation = (reader: TokenReader): Statement => {
  const token = reader.peek();
  if (reader.take('measure')) {
    const from = parseOperand(reader, 2);
    reader.expect('->');
    const to = parseOperand(reader, 2);
    reader.expect(';');
    return { kind: 'measure', token, from, to };
  }
  if (reader.take('reset')) {
    const operand = parseOperand(reader, 2);
    reader.expect(';');
    return { kind: 'reset', token, operand };
  }
  return parseCall(reader);
};

const parseRegister = (reader: TokenReader, kind: 'qubits' | 'bits'): Statement => {
  reader.next();
  const token = reader.expectName('the name of a register');
  reader.expect('[');
  const size = parseExpression(reader, 2);
  reader.expect(']');
  reader.expect(';');
  return { kind, token, size };
};

const parseIf = (reader: TokenReader): Statement => {
  const token = reader.next();
  reader.expect('(');
  const name = reader.expectName('a bit register');
  const operator = reader.expect('==');
  const right = parseExpression(reader, 2);
  reader.expect(')');
  const left = [{ do: 'name', token: name }] as const;
  const test = { kind: 'comparison', left, operator, right } as const;
  return { kind: 'if', token, test, body: [parseOperation(reader)], otherwise: [] };
};

/** Reads one statement of OpenQASM 2. */
export const parseStatement2 = (reader: TokenReader): Statement => {
  const token = reader.peek();
  switch (token.kind === 'name' ? token.text : '') {
    case 'include': {
      reader.next();
      const file = reader.next();
      if (file.kind !== 'string') {
        throw errorAt(file, 'SYNTAX', `${quoted(file)} stands where a file should`, 'Write "qelib1.inc".');
      }
      reader.expect(';');
      return { kind: 'include', token: file };
    }
    case 'qreg':
      return parseRegister(reader, 'qubits');
    case 'creg':
      return parseRegister(reader, 'bits');
    case 'gate':
      return parseGate(reader);
    case 'opaque': {
      const name = reader.peek(1);
      throw errorAt(
        token,
        'OPAQUE_GATE',
        `the gate ${quoted(name)} is opaque, so nobody can tell what it does`,
        `Write "gate" and a body for it.`,
      );
    }
    case 'barrier':
      return parseBarrier(reader);
    case 'if':
      return parseIf(reader);
    default:
      return parseOperation(reader);
  }
};
