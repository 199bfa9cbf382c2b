import { callGate } from './call-gate';
import { declareAlias, declareConstant, declareInput, declareRegister, include } from './declarations';
import { defineGate } from './define-gate';
import { errorAt } from './open-qasm-error';
import type { Context } from './program-state';
import { resolveOperand } from './resolve-operand';
import { choose, repeat } from './run-blocks';
import type { Operand, Statement, StatementOf } from './syntax';
import { quoted } from './token';

const measure = (from: Operand, to: Operand, { evaluation, out }: Context): void => {
  const qubits = resolveOperand(from, 'qubits', evaluation).places;
  const bits = resolveOperand(to, 'bits', evaluation).places;
  if (qubits.length !== bits.length) {
    const what = `${quoted(from.token)} has ${qubits.length} qubits and ${quoted(to.token)} ${bits.length} bits`;
    throw errorAt(from.token, 'SIZE_MISMATCH', what, 'Measure into as many bits.');
  }
  evaluation.budget.spendOperations(qubits.length, from.token);
  for (const [index, qubit] of qubits.entries()) out.push({ kind: 'measure', qubit, bit: bits[index]! });
};

const reset = ({ token, operand }: StatementOf<'reset'>, { evaluation, out }: Context): void => {
  const { places } = resolveOperand(operand, 'qubits', evaluation);
  evaluation.budget.spendOperations(places.length, token);
  for (const qubit of places) out.push({ kind: 'reset', qubit });
};

const barrier = ({ token, operands }: StatementOf<'barrier'>, context: Context): void => {
  const { evaluation, out, program, isGate } = context;
  const chosen = operands.map((operand) => resolveOperand(operand, 'qubits', evaluation).places);
  const all = operands.length === 0 ? [Array.from({ length: program.qubitCount }, (_, qubit) => qubit)] : chosen;
  const count = all.reduce((sum, { length }) => sum + length, 0);
  evaluation.budget.spendSteps(count, token);
  if (!isGate) evaluation.budget.spendOperations(1, token);
  if (count > 0) out.push({ kind: 'barrier', qubits: [...new Set(all.flat())] });
};

const declareBits = (statement: StatementOf<'qubits' | 'bits'>, context: Context): void => {
  declareRegister(statement, context);
  if (statement.measured !== undefined) measure(statement.measured, { token: statement.token }, context);
};

/** What runs a statement of each kind. */
const runners: { readonly [Kind in Statement['kind']]: (statement: StatementOf<Kind>, context: Context) => void } = {
  include,
  qubits: declareRegister,
  bits: declareBits,
  constant: declareConstant,
  input: declareInput,
  alias: declareAlias,
  gate: defineGate,
  call: callGate,
  measure: ({ from, to }, context) => measure(from, to, context),
  reset,
  barrier,
  if: choose,
  for: repeat,
};

/**
 * Runs statements in order, which writes operations.
 *
 * @throws {OpenQasmError} A statement cannot be run as it is written.
 */
export const runStatements = (statements: readonly Statement[], context: Context): void => {
  for (const statement of statements) {
    const run = runners[statement.kind] as (statement: Statement, context: Context) => void;
    run(statement, context);
  }
};
