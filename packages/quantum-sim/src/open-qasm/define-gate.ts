import type { Angle } from '../circuit/angle';
import type { Operation } from '../circuit/operation';
import { checkGateBody } from './check-gate-body';
import { constants } from './functions';
import { errorAt, unsupported } from './open-qasm-error';
import type { Context, Draft } from './program-state';
import { innerScope, lookUp } from './scope';
import type { GateStatement } from './syntax';
import { quoted } from './token';

/** Runs the body of a gate with these angles, on the qubits 0, 1, … in the order in which it names them. */
const makeBody = ({ angles, qubits, body }: GateStatement, values: readonly Angle[], context: Context): Operation[] => {
  const scope = innerScope(context.evaluation.scope);
  angles.forEach(({ text }, index) => {
    scope.entries.set(text, { kind: 'value', value: values[index]!, isWhole: false });
  });
  qubits.forEach(({ text }, index) => {
    scope.entries.set(text, { kind: 'qubits', places: [index], isSingle: true });
  });
  const out: Draft[] = [];
  context.run(body, { ...context, evaluation: { ...context.evaluation, scope }, out, isGate: true, isBlock: true });
  return out.filter((draft) => draft.kind !== 'choice');
};

/**
 * Adds a gate to those that the program can call.
 *
 * @throws {OpenQasmError} The name is taken, or the body cannot be run.
 */
export const defineGate = (statement: GateStatement, context: Context): void => {
  const { evaluation, program, resolved, isBlock } = context;
  const { token, angles, qubits } = statement;
  if (isBlock) throw unsupported(token, 'a gate definition in a block', 'Define it outside.');
  const known = program.gates.get(token.text);
  const isTaken = constants[evaluation.version].has(token.text) || lookUp(evaluation.scope, token.text) !== undefined;
  if (isTaken || (known !== undefined && !known.isReplaceable)) {
    throw errorAt(token, 'DECLARED_TWICE', `${quoted(token)} is defined already`, 'Choose another name.');
  }
  const depth = checkGateBody(statement, { evaluation, gates: program.gates, resolved });
  program.gates.set(token.text, {
    angleCount: angles.length,
    qubitCount: qubits.length,
    depth,
    isInline: false,
    isReplaceable: false,
    make: (values) => makeBody(statement, values, context),
  });
};
