import { checkAngleCount, checkQubitCount, findGate } from './call-gate';
import { type Evaluation, evaluateWhole } from './evaluate-expression';
import { constants } from './functions';
import type { GateDefinition } from './gate-definition';
import { errorAt, unsupported } from './open-qasm-error';
import { lookUp } from './scope';
import type { CallStatement, Expression, GateStatement, Operand, Statement } from './syntax';
import { quoted, type Token } from './token';

/** How deep definitions of gates may stand in each other. */
const deepestGate = 100;

interface Body {
  readonly evaluation: Evaluation;
  readonly gates: ReadonlyMap<string, GateDefinition>;
  readonly resolved: WeakMap<object, GateDefinition>;
  readonly qubits: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

const checkNames = (expression: Expression, { evaluation, numbers }: Body): void => {
  for (const { do: what, token } of expression) {
    if (what === 'element')
      throw errorAt(token, 'SYNTAX', `${quoted(token)} has no elements here`, 'Pass it as an angle.');
    if (what !== 'name' || numbers.has(token.text) || constants[evaluation.version].has(token.text)) continue;
    const entry = lookUp(evaluation.scope, token.text);
    if (entry?.kind === 'value' && typeof entry.value === 'number') continue;
    throw errorAt(
      token,
      'UNKNOWN_NAME',
      `${quoted(token)} is no angle of the gate`,
      'Add it to the angles in brackets.',
    );
  }
};

const checkOperands = (operands: readonly Operand[], { qubits }: Body): void => {
  const seen = new Set<string>();
  for (const { token, index } of operands) {
    if (!qubits.has(token.text)) {
      throw errorAt(token, 'UNKNOWN_NAME', `${quoted(token)} is no qubit of the gate`, 'Add it to the qubits.');
    }
    if (index !== undefined) {
      throw errorAt(token, 'NOT_A_REGISTER', `${quoted(token)} is one qubit`, 'Leave the index out.');
    }
    if (seen.has(token.text)) {
      throw errorAt(token, 'QUBIT_TWICE', `${quoted(token)} comes twice`, 'Pass different qubits.');
    }
    seen.add(token.text);
  }
};

/** How many qubits modifiers add, if that is known before angles are. */
const addedQubits = ({ modifiers }: CallStatement, { evaluation, numbers }: Body): number | undefined => {
  let sum = 0;
  for (const { token, argument } of modifiers) {
    if (token.text !== 'ctrl' && token.text !== 'negctrl') continue;
    if (argument?.some((step) => step.do === 'name' && numbers.has(step.token.text))) return undefined;
    sum += argument === undefined ? 1 : evaluateWhole(argument, evaluation);
  }
  return sum;
};

const checkCall = (call: CallStatement, body: Body): number => {
  const { token, angles, operands, modifiers } = call;
  const definition = findGate(body.gates, token);
  body.resolved.set(call, definition);
  checkAngleCount(call, definition);
  for (const { argument } of modifiers) if (argument !== undefined) checkNames(argument, body);
  for (const angle of angles) checkNames(angle, body);
  checkOperands(operands, body);
  const added = addedQubits(call, body);
  if (added !== undefined) checkQubitCount(token, operands.length, definition.qubitCount + added);
  // A power is a circuit around what it repeats.
  return definition.depth + modifiers.length;
};

const checkStatements = (statements: readonly Statement[], body: Body): number => {
  let deepest = 0;
  for (const statement of statements) {
    if (statement.kind === 'call') deepest = Math.max(deepest, checkCall(statement, body));
    else if (statement.kind === 'barrier') checkOperands(statement.operands, body);
    else if (statement.kind === 'for') {
      const { values, token } = statement;
      const parts = values.kind === 'set' ? values.values : [values.from, values.step, values.to];
      for (const part of parts) if (part !== undefined) checkNames(part, body);
      const numbers = new Set(body.numbers).add(token.text);
      deepest = Math.max(deepest, checkStatements(statement.body, { ...body, numbers }));
    } else throw unsupported(statement.token, `${quoted(statement.token)} in a gate`, 'Write gates there only.');
  }
  return deepest;
};

const checkDifferent = (names: readonly Token[]): void => {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.text)) {
      throw errorAt(name, 'DECLARED_TWICE', `${quoted(name)} comes twice`, 'Choose another name.');
    }
    seen.add(name.text);
  }
};

/**
 * Checks the names and counts of a gate's body where it is written, whether or not it is called, and notes which gates its
 * calls mean. Returns how deep definitions stand in it.
 *
 * @throws {OpenQasmError} A name is unknown or of another kind, counts differ, or definitions are deeper than 100.
 */
export const checkGateBody = (
  gate: GateStatement,
  { evaluation, gates, resolved }: Pick<Body, 'evaluation' | 'gates' | 'resolved'>,
): number => {
  checkDifferent([...gate.angles, ...gate.qubits]);
  const qubits = new Set(gate.qubits.map(({ text }) => text));
  const numbers = new Set(gate.angles.map(({ text }) => text));
  const depth = 1 + checkStatements(gate.body, { evaluation, gates, resolved, qubits, numbers });
  if (depth <= deepestGate) return depth;
  const what = `the gate ${quoted(gate.token)} stands on more than ${deepestGate} levels of gates`;
  throw errorAt(gate.token, 'TOO_DEEP', what, 'Write some of them out.');
};
