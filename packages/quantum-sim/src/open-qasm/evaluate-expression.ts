import { type Angle, ParameterExpression, parameter } from '../circuit/angle';
import type { Budget } from './budget';
import { constants, functions, raise } from './functions';
import { errorAt } from './open-qasm-error';
import { entryOf, type Scope } from './scope';
import type { Expression, Step, Version } from './syntax';
import { quoted, type Token } from './token';

/** Where an expression is evaluated. */
export interface Evaluation {
  readonly scope: Scope;
  readonly version: Version;
  readonly budget: Budget;
}

/** A number or an affine expression of parameters; OpenQASM 3 tells whole numbers from others. */
export interface Value {
  readonly value: Angle;
  readonly isWhole: boolean;
}

const finite = (value: number, isWhole: boolean, at: Token): Value => {
  if (Number.isFinite(value)) return { value: value + 0, isWhole };
  throw errorAt(
    at,
    'NOT_FINITE',
    `the result of ${quoted(at)} is ${value}`,
    'Write an expression with a finite value.',
  );
};

const notAffine = (at: Token): never => {
  throw errorAt(
    at,
    'NOT_AFFINE',
    `${quoted(at)} of a parameter is not supported`,
    'An angle may be a sum of numbers and of parameters times numbers; give the parameter a number otherwise.',
  );
};

/** The sum a + b · sign. */
const sum = (a: Angle, b: Angle, sign: 1 | -1): Angle => {
  if (typeof a === 'number') {
    return typeof b === 'number' ? a + sign * b : (sign === 1 ? b : b.times(-1)).plus(a);
  }
  return sign === 1 ? a.plus(b) : a.minus(b);
};

const checked = (value: Angle, isWhole: boolean, at: Token): Value => {
  if (typeof value === 'number') return finite(value, isWhole, at);
  finite(value.constant, false, at);
  for (const { factor } of value.terms) finite(factor, false, at);
  return { value, isWhole: false };
};

const operate = (a: Value, b: Value, at: Token, version: Version): Value => {
  const areWhole = a.isWhole && b.isWhole;
  const [x, y] = [a.value, b.value];
  if (at.text === '+' || at.text === '-') return checked(sum(x, y, at.text === '+' ? 1 : -1), areWhole, at);
  if (at.text === '*') {
    if (x instanceof ParameterExpression) return typeof y === 'number' ? checked(x.times(y), false, at) : notAffine(at);
    return y instanceof ParameterExpression ? checked(y.times(x), false, at) : finite(x * y, areWhole, at);
  }
  if (typeof y !== 'number') return notAffine(at);
  if (at.text === '/') {
    if (y === 0) throw errorAt(at, 'DIVISION_BY_ZERO', 'the divisor is 0', 'Divide by another number.');
    if (x instanceof ParameterExpression) return checked(x.times(finite(1 / y, false, at).value as number), false, at);
    if (version === 3 && areWhole && x % y !== 0) {
      throw errorAt(
        at,
        'INEXACT_DIVISION',
        `${x} / ${y} divides whole numbers and leaves a rest`,
        'Write a decimal point, as in 1.0/2, for a fraction.',
      );
    }
    return finite(x / y, areWhole, at);
  }
  if (typeof x !== 'number') return notAffine(at);
  if (at.text === '%') return finite(x - y * Math.floor(x / y), areWhole, at);
  return finite(raise(x, y), areWhole && y >= 0, at);
};

const call = (token: Token, values: readonly Value[], version: Version): Value => {
  const known = functions[version].get(token.text);
  if (known === undefined) {
    const names = [...functions[version].keys()].join(', ');
    throw errorAt(token, 'UNKNOWN_FUNCTION', `there is no function ${quoted(token)}`, `Use one of ${names}.`);
  }
  const [count, compute] = known;
  if (values.length !== count) {
    const what = `${token.text} was given ${values.length} numbers`;
    throw errorAt(token, 'WRONG_COUNT', what, `Pass ${count}.`);
  }
  const numbers = values.map(({ value }) => (typeof value === 'number' ? value : notAffine(token)));
  return finite(compute(...numbers), false, token);
};

const wholeIndex = ({ value }: Value, at: Token): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw errorAt(at, 'NOT_WHOLE', 'the index is no whole number', 'Write a whole number.');
};

const ofName = (token: Token, { scope, version }: Evaluation): Value => {
  const constant = constants[version].get(token.text);
  return constant === undefined ? entryOf(scope, token, ['value']) : { value: constant, isWhole: false };
};

/**
 * The value of an expression.
 *
 * @throws {OpenQasmError} A name or a function is unknown, a result is not finite, or a parameter is used otherwise than in an
 * affine expression.
 */
export const evaluate = (expression: Expression, evaluation: Evaluation): Value => {
  const { budget, version, scope } = evaluation;
  const stack: Value[] = [];
  const run = (step: Step): Value => {
    const { token } = step;
    switch (step.do) {
      case 'number':
        return { value: step.value, isWhole: token.kind === 'whole' };
      case 'name':
        return ofName(token, evaluation);
      case 'element': {
        const index = wholeIndex(stack.pop()!, token);
        const { count } = entryOf(scope, token, ['inputs']);
        if (index >= 0 && index < count) return { value: parameter(`${token.text}[${index}]`), isWhole: false };
        throw errorAt(token, 'OUT_OF_RANGE', `${token.text} has no element ${index}`, `Write 0 to ${count - 1}.`);
      }
      case 'negate': {
        const { value, isWhole } = stack.pop()!;
        return typeof value === 'number' ? { value: 0 - value, isWhole } : { value: value.times(-1), isWhole };
      }
      case 'operate': {
        const right = stack.pop()!;
        return operate(stack.pop()!, right, token, version);
      }
      case 'call':
        return call(token, stack.splice(stack.length - step.count, step.count), version);
    }
  };
  budget.spendSteps(expression.length, expression[0]!.token);
  for (const step of expression) {
    const result = run(step);
    if (typeof result.value !== 'number') budget.spendSteps(result.value.terms.length, step.token);
    stack.push(result);
  }
  return stack[0]!;
};

/** The value of an expression that has to be a number without parameters. */
export const evaluateNumber = (expression: Expression, evaluation: Evaluation): number => {
  const { value } = evaluate(expression, evaluation);
  const at = expression[0]!.token;
  if (typeof value === 'number') return value;
  throw errorAt(at, 'NOT_CONSTANT', `${quoted(at)} depends on an input`, 'Write a constant here.');
};

/** The value of an expression that has to be a whole number. */
export const evaluateWhole = (expression: Expression, evaluation: Evaluation): number => {
  const value = evaluateNumber(expression, evaluation);
  if (Number.isSafeInteger(value)) return value;
  throw errorAt(expression[0]!.token, 'NOT_WHOLE', `the value is ${value}`, 'Write a whole number here.');
};
