import { type Evaluation, evaluateWhole } from './evaluate-expression';
import { errorAt } from './open-qasm-error';
import { entryOf } from './scope';
import type { Expression, ExpressionSet, Index, Operand, Range } from './syntax';
import { quoted, type Token } from './token';

/** Which qubits or bits an operand stands for; a single one spreads over registers that stand beside it. */
export interface Places {
  readonly places: readonly number[];
  readonly isSingle: boolean;
}

/** from, from + step, … to `to`, which may be part of it. */
const numbersBetween = (
  [from, to]: readonly [number, number],
  step: number,
  { budget }: Evaluation,
  at: Token,
): number[] => {
  if (step === 0) throw errorAt(at, 'ZERO_STEP', 'the step of the range is 0', 'Write another step.');
  const length = Math.max(0, Math.floor((to - from) / step) + 1);
  // Before the list is made, because it may be long.
  budget.spendSteps(length, at);
  return Array.from({ length }, (_, index) => from + index * step);
};

/** The whole numbers of a closed range or a set, in order. */
export const wholeNumbers = (values: Range | ExpressionSet, evaluation: Evaluation, at: Token): number[] => {
  const read = (expression: Expression): number => evaluateWhole(expression, evaluation);
  if (values.kind === 'set') return values.values.map(read);
  const step = values.step === undefined ? 1 : read(values.step);
  return numbersBetween([read(values.from!), read(values.to!)], step, evaluation, at);
};

const chosenBy = (index: Index, { places }: Places, token: Token, evaluation: Evaluation): number[] => {
  const { length } = places;
  const inside = (place: number): number => {
    // As in an array's end: −1 is the last.
    const at = place < 0 && evaluation.version === 3 ? place + length : place;
    if (at >= 0 && at < length) return at;
    const what = `${token.text} has no element ${place}`;
    throw errorAt(token, 'OUT_OF_RANGE', what, length === 0 ? 'It is empty.' : `Write 0 to ${length - 1}.`);
  };
  if (index.kind === 'one') return [places[inside(evaluateWhole(index.value, evaluation))]!];
  if (index.kind === 'set') return wholeNumbers(index, evaluation, token).map((place) => places[inside(place)]!);
  const end = (expression: Expression | undefined): number | undefined =>
    expression === undefined ? undefined : inside(evaluateWhole(expression, evaluation));
  const step = index.step === undefined ? 1 : evaluateWhole(index.step, evaluation);
  const [first, last] = step > 0 ? [0, length - 1] : [length - 1, 0];
  const ends = [end(index.from) ?? first, end(index.to) ?? last] as const;
  return numbersBetween(ends, step, evaluation, token).map((place) => places[place]!);
};

/**
 * The qubits or bits that an operand stands for.
 *
 * @throws {OpenQasmError} Its name is not declared or of another kind, or an index is out of range.
 */
export const resolveOperand = (operand: Operand, kind: 'qubits' | 'bits', evaluation: Evaluation): Places => {
  const { token, index } = operand;
  const entry = entryOf(evaluation.scope, token, [kind]);
  if (index === undefined) return entry;
  if (entry.isSingle) {
    throw errorAt(token, 'NOT_A_REGISTER', `${quoted(token)} is one ${kind.slice(0, -1)}`, 'Leave the index out.');
  }
  return { places: chosenBy(index, entry, token, evaluation), isSingle: index.kind === 'one' };
};

/**
 * The operands of each turn of a statement that is applied to registers: single ones are the same in all of them.
 *
 * @throws {OpenQasmError} Registers differ in size, or a turn has one qubit twice.
 */
export const broadcast = (
  operands: readonly Operand[],
  evaluation: Evaluation,
): { readonly turns: number; readonly at: (turn: number) => number[] } => {
  const all = operands.map((operand) => resolveOperand(operand, 'qubits', evaluation));
  const registers = all.filter(({ isSingle }) => !isSingle);
  const turns = registers[0]?.places.length ?? 1;
  all.forEach(({ places, isSingle }, index) => {
    if (isSingle || places.length === turns) return;
    const { token } = operands[index]!;
    const what = `${quoted(token)} has ${places.length} qubits, the register before it ${turns}`;
    throw errorAt(token, 'SIZE_MISMATCH', what, 'Pass registers of one size.');
  });
  return {
    turns,
    at: (turn) => {
      const qubits = all.map(({ places, isSingle }) => places[isSingle ? 0 : turn]!);
      if (new Set(qubits).size === qubits.length) return qubits;
      const twice = qubits.findIndex((qubit, index) => qubits.indexOf(qubit) !== index);
      const { token } = operands[twice]!;
      throw errorAt(token, 'QUBIT_TWICE', `${quoted(token)} is the same qubit as one before`, 'Pass different qubits.');
    },
  };
};
