import { parameter } from '../circuit/angle';
import { includeFile } from './built-in-gates';
import { evaluateNumber, evaluateWhole } from './evaluate-expression';
import { constants } from './functions';
import { errorAt, unsupported } from './open-qasm-error';
import type { Context } from './program-state';
import { resolveOperand } from './resolve-operand';
import { declare, lookUp } from './scope';
import type { StatementOf } from './syntax';
import { quoted, type Token } from './token';

/** How many qubits or bits a program may declare. */
const largestRegister = 65_536;

const checkFreeName = (token: Token, { evaluation, program }: Context): void => {
  if (!constants[evaluation.version].has(token.text) && !program.gates.has(token.text)) return;
  throw errorAt(token, 'DECLARED_TWICE', `${quoted(token)} has a meaning already`, 'Choose another name.');
};

export const declareRegister = (statement: StatementOf<'qubits' | 'bits'>, context: Context): void => {
  const { kind, token, size } = statement;
  const { evaluation, program } = context;
  if (context.isBlock) throw unsupported(token, 'a register in a block', 'Declare it outside.');
  checkFreeName(token, context);
  const length = size === undefined ? 1 : evaluateWhole(size, evaluation);
  const first = kind === 'qubits' ? program.qubitCount : program.bitCount;
  if (!(length >= 1 && first + length <= largestRegister)) {
    const what = `the size of ${quoted(token)} is ${length}`;
    throw errorAt(token, 'INVALID_SIZE', what, `Write 1 or more, and ${largestRegister} at most for all registers.`);
  }
  const places = Array.from({ length }, (_, index) => first + index);
  declare(evaluation.scope, token, { kind, places, isSingle: size === undefined });
  const register = { name: token.text, first, size: length };
  if (kind === 'qubits') {
    program.qubitCount += length;
    program.qubitRegisters.push(register);
  } else {
    program.bitCount += length;
    program.bitRegisters.push(register);
  }
};

export const declareConstant = ({ token, isWhole, value }: StatementOf<'constant'>, context: Context): void => {
  checkFreeName(token, context);
  const { evaluation } = context;
  const result = isWhole ? evaluateWhole(value, evaluation) : evaluateNumber(value, evaluation);
  declare(evaluation.scope, token, { kind: 'value', value: result, isWhole });
};

export const declareInput = ({ token, size }: StatementOf<'input'>, context: Context): void => {
  const { evaluation, isBlock } = context;
  if (isBlock) throw unsupported(token, 'input in a block', 'Declare it outside.');
  checkFreeName(token, context);
  if (size === undefined) {
    declare(evaluation.scope, token, { kind: 'value', value: parameter(token.text), isWhole: false });
    return;
  }
  const count = evaluateWhole(size, evaluation);
  if (!(count >= 1)) throw errorAt(token, 'INVALID_SIZE', `the size is ${count}`, 'Write 1 or more.');
  declare(evaluation.scope, token, { kind: 'inputs', count });
};

export const declareAlias = ({ token, operands }: StatementOf<'alias'>, context: Context): void => {
  checkFreeName(token, context);
  const { evaluation } = context;
  const kind = lookUp(evaluation.scope, operands[0]!.token.text)?.kind === 'bits' ? 'bits' : 'qubits';
  const parts = operands.map((operand) => resolveOperand(operand, kind, evaluation));
  const count = parts.reduce((sum, { places }) => sum + places.length, 0);
  evaluation.budget.spendSteps(count, token);
  const isSingle = parts.length === 1 && parts[0]!.isSingle;
  declare(evaluation.scope, token, { kind, places: parts.flatMap(({ places }) => places), isSingle });
};

export const include = ({ token }: StatementOf<'include'>, { evaluation, program, isBlock }: Context): void => {
  if (isBlock) throw unsupported(token, 'include in a block', 'Include at the beginning.');
  const { name, gates } = includeFile[evaluation.version];
  if (token.text.slice(1, -1) !== name) {
    const remedy = `Include "${name}", or put the gates of the file into the text.`;
    throw errorAt(token, 'UNKNOWN_FILE', `${token.text.slice(0, 40)} is not built in`, remedy);
  }
  for (const [gate, definition] of gates()) if (!program.gates.has(gate)) program.gates.set(gate, definition);
};
