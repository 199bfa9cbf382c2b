import { ProblemError } from '../errors';
import { type ConvertedProgram, rangeOf } from './converted-program';
import type { LinearConstraint, ProgramVariable, QuadraticProgram } from './quadratic-program';
import { wholeScale } from './whole-scale';

interface Slacked {
  readonly constraint: LinearConstraint;
  readonly slack?: { readonly variable: ProgramVariable; readonly coefficient: number };
}

const slacked = (constraint: LinearConstraint, variables: readonly ProgramVariable[]): Slacked | undefined => {
  const { name, coefficients, relation, bound } = constraint;
  if (relation === '=') return { constraint };
  const scale = wholeScale(coefficients);
  if (scale === undefined) {
    throw new ProblemError({
      code: 'SLACK_NOT_WHOLE',
      message: `inequalitiesToSlack: coefficients of ${name} have no common decimal step: ${Array.from(coefficients).join(', ')}.`,
      remedy: 'Round them to at most nine decimals; a slack counts in their common step.',
      context: { constraint: name },
    });
  }
  const sign = relation === '<=' ? 1 : -1;
  const [low, high] = rangeOf(coefficients, variables)
    .map((end) => Math.round(sign * end * scale))
    .sort((a, b) => a - b);
  // What is whole cannot come nearer to the bound than the whole number below it.
  const whole = Math.floor(sign * bound * scale + 1e-9);
  if ((low as number) > whole) {
    throw new ProblemError({
      code: 'CONSTRAINT_NEVER_HOLDS',
      message: `inequalitiesToSlack: ${name} holds for no values of its variables.`,
      remedy: 'Loosen its bound.',
      context: { constraint: name, bound, reachable: (sign * (low as number)) / scale },
    });
  }
  if ((high as number) <= whole) return undefined;
  const equality: LinearConstraint = { name, coefficients, relation: '=', bound: (sign * whole) / scale };
  if (whole === low) return { constraint: equality };
  return {
    constraint: equality,
    slack: {
      variable: { name: `${name}@slack`, lower: 0, upper: whole - (low as number) },
      coefficient: sign / scale,
    },
  };
};

/**
 * Turns each ≤ and ≥ into an equality with a whole-number slack, just wide enough: 0 to bound − least.
 *
 * Slacks count in the common step of the coefficients. Constraints that hold whatever the values are left out; those that hold
 * only at their least value need no slack. Cost: O(n) a constraint.
 *
 * @throws {ProblemError} coefficients have no common decimal step, or a constraint holds for no values.
 * @example
 * ```ts
 * import { inequalitiesToSlack, quadraticProgram } from '@sigmax/quantum-sim';
 * const program = quadraticProgram({
 *   variables: { a: 'binary', b: 'binary' },
 *   sense: 'minimize',
 *   objective: {},
 *   constraints: [{ name: 'cash', linear: { a: 0.5, b: 1.5 }, relation: '<=', bound: 1.7 }],
 * });
 * inequalitiesToSlack(program).program.variables[2]; // => { name: 'cash@slack', lower: 0, upper: 3 }
 * ```
 */
export const inequalitiesToSlack = (program: QuadraticProgram): ConvertedProgram => {
  const { variables, quadratic } = program;
  const found = program.constraints.flatMap((constraint) => slacked(constraint, variables) ?? []);
  const slacks = found.flatMap(({ slack, constraint }) => (slack === undefined ? [] : [{ ...slack, constraint }]));
  const size = variables.length + slacks.length;
  const wide = new Float64Array(size * size);
  variables.forEach((_, i) => {
    wide.set(quadratic.subarray(i * variables.length, (i + 1) * variables.length), i * size);
  });
  const widened = (values: Float64Array): Float64Array => {
    const out = new Float64Array(size);
    out.set(values);
    return out;
  };
  return {
    program: {
      ...program,
      variables: [...variables, ...slacks.map(({ variable }) => variable)],
      linear: widened(program.linear),
      quadratic: wide,
      constraints: found.map(({ constraint }) => {
        const coefficients = widened(constraint.coefficients);
        slacks.forEach((slack, index) => {
          if (slack.constraint === constraint) coefficients[variables.length + index] = slack.coefficient;
        });
        return { ...constraint, coefficients };
      }),
    },
    original: (values) => Array.from(values).slice(0, variables.length),
  };
};
