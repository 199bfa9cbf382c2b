import type { Evaluation } from './evaluate-expression';
import { evaluateNumber, evaluateWhole } from './evaluate-expression';
import { errorAt, unsupported } from './open-qasm-error';
import { resolveOperand } from './resolve-operand';
import { lookUp } from './scope';
import type { Comparison, Expression, Test } from './syntax';
import { quoted, type Token } from './token';

/** What bits have to read, or what is known before anything runs. */
export type ResolvedTest =
  | { readonly kind: 'known'; readonly isTrue: boolean }
  | { readonly kind: 'bits'; readonly isNegated: boolean; readonly values: ReadonlyMap<number, 0 | 1> };

const known = (isTrue: boolean): ResolvedTest => ({ kind: 'known', isTrue });

/** The bits that an expression names, if it does. */
const bitsOf = (left: Expression, evaluation: Evaluation): readonly number[] | undefined => {
  const last = left.at(-1)!;
  if (last.do !== 'name' && last.do !== 'element') return undefined;
  if (lookUp(evaluation.scope, last.token.text)?.kind !== 'bits') return undefined;
  if (last.do === 'name') return resolveOperand({ token: last.token }, 'bits', evaluation).places;
  const index = { kind: 'one', value: left.slice(0, -1) } as const;
  return resolveOperand({ token: last.token, index }, 'bits', evaluation).places;
};

/** A whole number of any size that an expression is. */
const wholeValue = (expression: Expression, evaluation: Evaluation): bigint => {
  const [only, ...more] = expression;
  const isLiteral = more.length === 0 && only!.do === 'number' && only!.token.kind === 'whole';
  if (isLiteral) {
    // A long one costs more, and a loop may ask it often.
    evaluation.budget.spendSteps(only!.token.text.length, only!.token);
    return BigInt(only!.token.text.replaceAll('_', ''));
  }
  const [name] = expression;
  if (name!.do === 'name' && ['true', 'false'].includes(name!.token.text)) return name!.token.text === 'true' ? 1n : 0n;
  return BigInt(evaluateWhole(expression, evaluation));
};

/** The bits below a number that a cast to `int[n]` or `uint[n]` leaves as they are. */
const castLimit = ({ cast }: Comparison, bits: readonly number[], evaluation: Evaluation): bigint | undefined => {
  if (cast === undefined || cast.token.text === 'bool') return undefined;
  const width = cast.width === undefined ? 32 : evaluateWhole(cast.width, evaluation);
  if (width < bits.length || width > 1_000_000) {
    throw unsupported(
      cast.token,
      `${cast.token.text}[${width}] of ${bits.length} bits`,
      'Make it as wide as the bits.',
    );
  }
  return cast.token.text === 'int' ? 1n << BigInt(width - 1) : undefined;
};

const compareBits = (test: Comparison, bits: readonly number[], evaluation: Evaluation): ResolvedTest => {
  const { operator, right } = test;
  const at: Token = test.left.at(-1)!.token;
  const limit = castLimit(test, bits, evaluation);
  if (operator === undefined || right === undefined) {
    if (bits.length === 1) return { kind: 'bits', isNegated: false, values: new Map([[bits[0]!, 1]]) };
    throw unsupported(at, 'a register as a condition', 'Compare it with a number.');
  }
  if (operator.text !== '==' && operator.text !== '!=') {
    throw unsupported(operator, `${operator.text} of measured bits`, 'Use == or !=.');
  }
  const value = wholeValue(right, evaluation);
  if (value < 0n || (limit !== undefined && value >= limit)) {
    throw unsupported(right[0]!.token, `the value ${value} of bits`, 'Compare with a number that the bits can hold.');
  }
  evaluation.budget.spendSteps(bits.length, at);
  const isNegated = operator.text === '!=';
  // More than the bits can hold: never equal.
  if (value >> BigInt(bits.length) !== 0n) return known(isNegated);
  const values = new Map<number, 0 | 1>();
  const digits = value.toString(2);
  for (const [index, bit] of bits.entries()) values.set(bit, digits[digits.length - 1 - index] === '1' ? 1 : 0);
  return { kind: 'bits', isNegated, values };
};

const compareNumbers = ({ left, operator, right }: Comparison, evaluation: Evaluation): ResolvedTest => {
  const only = left[0]!;
  if (only.do === 'name' && operator === undefined && ['true', 'false'].includes(only.token.text)) {
    return known(only.token.text === 'true');
  }
  const a = evaluateNumber(left, evaluation);
  if (operator === undefined || right === undefined) return known(a !== 0);
  const b = evaluateNumber(right, evaluation);
  const results: Readonly<Record<string, boolean>> = {
    '==': a === b,
    '!=': a !== b,
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
  };
  return known(results[operator.text]!);
};

const negated = (test: ResolvedTest): ResolvedTest => {
  if (test.kind === 'known') return known(!test.isTrue);
  const [only, ...more] = [...test.values];
  // One bit that is not 1 is 0.
  if (more.length === 0 && only !== undefined && !test.isNegated) {
    return { ...test, values: new Map([[only[0], only[1] === 1 ? 0 : 1]]) };
  }
  return { ...test, isNegated: !test.isNegated };
};

const normal = (test: ResolvedTest): ResolvedTest =>
  test.kind === 'bits' && test.isNegated && test.values.size === 1 ? negated(negated({ ...test })) : test;

const both = (a: ResolvedTest, b: ResolvedTest, at: Token): ResolvedTest => {
  if (a.kind === 'known') return a.isTrue ? b : a;
  if (b.kind === 'known') return b.isTrue ? a : b;
  if (a.isNegated || b.isNegated) {
    throw unsupported(at, '&& beside a negated comparison of several bits', 'Put one if into the other.');
  }
  const values = new Map(a.values);
  for (const [bit, value] of b.values) {
    // A bit that would have to be 0 and 1.
    if (values.has(bit) && values.get(bit) !== value) return known(false);
    values.set(bit, value);
  }
  return { kind: 'bits', isNegated: false, values };
};

/** The word of a test that a message can point at. */
const wordOf = (test: Test): Token => {
  if (test.kind === 'comparison') return test.left[0]!.token;
  return wordOf(test.kind === 'not' ? test.part : test.parts[0]!);
};

/**
 * What a condition asks of the measured bits.
 *
 * @throws {OpenQasmError} It asks more than whether bits read a number.
 */
export const resolveTest = (test: Test, evaluation: Evaluation): ResolvedTest => {
  if (test.kind === 'not') return negated(resolveTest(test.part, evaluation));
  if (test.kind === 'all') {
    const at = wordOf(test);
    return test.parts.map((part) => resolveTest(part, evaluation)).reduce((a, b) => both(a, b, at));
  }
  const bits = bitsOf(test.left, evaluation);
  if (bits !== undefined && bits.length > 0) return normal(compareBits(test, bits, evaluation));
  if (test.cast !== undefined) throw unsupported(test.cast.token, `a cast to ${test.cast.token.text}`);
  if (bits !== undefined) {
    const at = test.left.at(-1)!.token;
    throw errorAt(at, 'EMPTY_REGISTER', `${quoted(at)} has no bits`, 'Give it a size above 0.');
  }
  return compareNumbers(test, evaluation);
};
