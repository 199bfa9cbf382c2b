import { Circuit } from '../circuit/circuit';
import type { Operation } from '../circuit/operation';
import { applyModifiers, type Part } from './apply-modifiers';
import { evaluate } from './evaluate-expression';
import type { GateDefinition } from './gate-definition';
import { errorAt } from './open-qasm-error';
import type { Context, Draft } from './program-state';
import { broadcast } from './resolve-operand';
import type { CallStatement } from './syntax';
import { quoted, type Token } from './token';

/** What a call of a gate costs beside its operations. */
const stepsOfCall = 5;

/** How many operations there are when circuits inside are written out. */
const sizeOf = (operations: readonly Operation[]): number =>
  operations.reduce(
    (sum, operation) =>
      sum + (operation.kind === 'circuit' ? operation.repetitions * sizeOf(operation.circuit.operations) : 1),
    0,
  );

export const findGate = (gates: ReadonlyMap<string, GateDefinition>, token: Token): GateDefinition => {
  const found = gates.get(token.text);
  if (found !== undefined) return found;
  const remedy = 'Define it before, or include the file that has it.';
  throw errorAt(token, 'UNKNOWN_GATE', `there is no gate ${quoted(token)}`, remedy);
};

/** @throws {OpenQasmError} The number of angles is not the gate's. */
export const checkAngleCount = ({ token, angles }: CallStatement, { angleCount }: GateDefinition): void => {
  if (angles.length === angleCount) return;
  const what = `${quoted(token)} was given ${angles.length} angles`;
  throw errorAt(token, 'WRONG_COUNT', what, `Pass ${angleCount}.`);
};

/** @throws {OpenQasmError} The number of qubits is not the gate's. */
export const checkQubitCount = (token: Token, given: number, expected: number): void => {
  if (given === expected) return;
  throw errorAt(token, 'WRONG_COUNT', `${quoted(token)} was given ${given} qubits`, `Pass ${expected}.`);
};

const moved = (operation: Operation, qubits: readonly number[]): Draft => {
  if (operation.kind === 'gate' || operation.kind === 'circuit' || operation.kind === 'barrier') {
    return { ...operation, qubits: operation.qubits.map((qubit) => qubits[qubit]!) };
  }
  throw new TypeError(`A gate holds a ${operation.kind}.`);
};

const placed = ({ operations, qubitCount }: Part, isInline: boolean, qubits: readonly number[]): Draft[] => {
  if (isInline) return operations.map((operation) => moved(operation, qubits));
  const circuit = new Circuit(qubitCount, 0, [...operations]);
  return operations.length === 0 ? [] : [{ kind: 'circuit', circuit, qubits, bits: [], repetitions: 1 }];
};

/**
 * Calls a gate with its modifiers, once for each element where it is given registers.
 *
 * @throws {OpenQasmError} The gate is unknown, counts differ, a qubit comes twice, or the program becomes too large.
 */
export const callGate = (call: CallStatement, context: Context): void => {
  const { evaluation, program, resolved, out } = context;
  const { token, modifiers, operands } = call;
  evaluation.budget.spendSteps(stepsOfCall, token);
  const definition = resolved.get(call) ?? findGate(program.gates, token);
  checkAngleCount(call, definition);
  const angles = call.angles.map((angle) => evaluate(angle, evaluation).value);
  const made: Part = { operations: definition.make(angles, token), qubitCount: definition.qubitCount };
  const part = applyModifiers(made, modifiers, evaluation);
  checkQubitCount(token, operands.length, part.qubitCount);
  const { turns, at } = broadcast(operands, evaluation);
  if (!context.isGate) evaluation.budget.spendOperations(turns * sizeOf(part.operations), token);
  evaluation.budget.spendSteps(turns * (1 + operands.length), token);
  for (let turn = 0; turn < turns; turn++) {
    for (const draft of placed(part, definition.isInline, at(turn))) out.push(draft);
  }
};
