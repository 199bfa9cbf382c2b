import { errorAt } from './open-qasm-error';
import type { Context, Draft } from './program-state';
import { wholeNumbers } from './resolve-operand';
import { resolveTest } from './resolve-test';
import { innerScope } from './scope';
import type { ForStatement, Statement, StatementOf } from './syntax';

/** How many bits a condition of a circuit can ask at once. */
const conditionBits = 53;

const runBlock = (statements: readonly Statement[], context: Context): Draft[] => {
  const out: Draft[] = [];
  const scope = innerScope(context.evaluation.scope);
  context.run(statements, { ...context, evaluation: { ...context.evaluation, scope }, out, isBlock: true });
  return out;
};

/** Writes a choice by measured bits, or the block that is known to be chosen. */
export const choose = (statement: StatementOf<'if'>, context: Context): void => {
  const { evaluation, out } = context;
  const { token, body, otherwise } = statement;
  const test = resolveTest(statement.test, evaluation);
  if (test.kind === 'known') {
    for (const draft of runBlock(test.isTrue ? body : otherwise, context)) out.push(draft);
    return;
  }
  const [yes, no] = [runBlock(body, context), runBlock(otherwise, context)];
  const [whenTrue, whenFalse] = test.isNegated ? [no, yes] : [yes, no];
  if (whenTrue.length === 0 && whenFalse.length === 0) return;
  // More bits than a condition can ask at once are asked one part inside another, each with the same second choice.
  const entries = [...test.values];
  const parts = Math.ceil(entries.length / conditionBits);
  evaluation.budget.spendOperations(parts * (1 + whenFalse.length), token);
  let inner: readonly Draft[] = whenTrue;
  for (let part = parts - 1; part >= 0; part--) {
    const asked = entries.slice(part * conditionBits, (part + 1) * conditionBits);
    const value = asked.reduce((sum, [, bit], index) => sum + bit * 2 ** index, 0);
    const condition = { bits: asked.map(([bit]) => bit), value };
    inner = [{ kind: 'choice', condition, body: inner, otherwise: whenFalse }];
  }
  for (const draft of inner) out.push(draft);
};

/** Runs a block once for each number. */
export const repeat = ({ token, values, body }: ForStatement, context: Context): void => {
  const { evaluation } = context;
  if (values.kind === 'range' && (values.from === undefined || values.to === undefined)) {
    throw errorAt(token, 'SYNTAX', 'the range has an open end', 'Write [from:to].');
  }
  for (const value of wholeNumbers(values, evaluation, token)) {
    const scope = innerScope(evaluation.scope);
    scope.entries.set(token.text, { kind: 'value', value, isWhole: true });
    evaluation.budget.spendSteps(1, token);
    context.run(body, { ...context, evaluation: { ...evaluation, scope }, isBlock: true });
  }
};
