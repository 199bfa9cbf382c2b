import { ProblemError } from '../errors';
import { requireFinite, requireKnownKeys, requireNames, requireOneOf, requireWhole } from './checks';

/** A variable: 0 or 1, or a whole number between two bounds, both included. */
export type VariableKind = 'binary' | { readonly lower: number; readonly upper: number };

export type Relation = '<=' | '=' | '>=';

export interface ObjectiveOptions {
  readonly constant?: number;
  readonly linear?: Readonly<Record<string, number>>;
  /** Terms of two variables, which may be the same. */
  readonly quadratic?: readonly (readonly [first: string, second: string, coefficient: number])[];
}

export interface ConstraintOptions {
  /** Defaults to `c0`, `c1` … by place. */
  readonly name?: string;
  readonly linear: Readonly<Record<string, number>>;
  readonly relation: Relation;
  readonly bound: number;
}

export interface QuadraticProgramOptions {
  readonly variables: Readonly<Record<string, VariableKind>>;
  readonly sense: 'minimize' | 'maximize';
  readonly objective: ObjectiveOptions;
  readonly constraints?: readonly ConstraintOptions[];
}

export interface ProgramVariable {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
}

/** Σ_i coefficient_i · x_i, in relation to a bound. */
export interface LinearConstraint {
  readonly name: string;
  readonly coefficients: Float64Array;
  readonly relation: Relation;
  readonly bound: number;
}

/** A quadratic objective over whole-number variables with linear constraints. Make one with {@link quadraticProgram}. */
export interface QuadraticProgram {
  readonly sense: 'minimize' | 'maximize';
  readonly variables: readonly ProgramVariable[];
  readonly constant: number;
  readonly linear: Float64Array;
  /** Row-major n × n, upper triangle with the diagonal: each pair counts once. */
  readonly quadratic: Float64Array;
  readonly constraints: readonly LinearConstraint[];
}

const variableOf = (name: string, kind: VariableKind): ProgramVariable => {
  if (kind === 'binary') return { name, lower: 0, upper: 1 };
  if (typeof kind !== 'object' || kind === null || !('lower' in kind && 'upper' in kind)) {
    throw new ProblemError({
      code: 'VARIABLE_KIND',
      message: `quadraticProgram: variables.${name} was ${JSON.stringify(kind)}; only binary and bounded whole numbers can be put on qubits.`,
      remedy:
        "Pass 'binary' or { lower, upper }. For a continuous weight, select first and weigh what was selected after, or count in steps.",
      context: { name },
    });
  }
  const lower = requireWhole(kind.lower, `quadraticProgram: variables.${name}.lower`, -Number.MAX_SAFE_INTEGER);
  return { name, lower, upper: requireWhole(kind.upper, `quadraticProgram: variables.${name}.upper`, lower) };
};

/**
 * States a quadratic program by name.
 *
 * - State: none. Cost: O(n²) numbers.
 *
 * @throws {ProblemError} a variable is continuous or of another kind, or a term names none.
 * @throws {QuantumOptionsError} a number is not finite, a bound is not whole, or a constraint's name stands twice.
 * @example
 * ```ts
 * import { programValue, quadraticProgram } from '@sigmax/quantum-sim';
 * const program = quadraticProgram({
 *   variables: { a: 'binary', lots: { lower: 0, upper: 5 } },
 *   sense: 'maximize',
 *   objective: { linear: { a: 1 }, quadratic: [['a', 'lots', 2], ['lots', 'lots', -1]] },
 *   constraints: [{ name: 'cash', linear: { a: 3, lots: 2 }, relation: '<=', bound: 8 }],
 * });
 * programValue(program, [1, 1]); // => 2
 * ```
 */
export const quadraticProgram = (options: QuadraticProgramOptions): QuadraticProgram => {
  const what = 'quadraticProgram';
  requireKnownKeys(options, ['variables', 'sense', 'objective', 'constraints'], what);
  const { objective, constraints = [] } = options;
  requireKnownKeys(objective, ['constant', 'linear', 'quadratic'], `${what}: objective`);
  const variables = Object.entries(options.variables).map(([name, kind]) => variableOf(name, kind));
  const size = variables.length;
  const indices = new Map(variables.map(({ name }, index) => [name, index]));
  const indexOf = (name: string, place: string): number => {
    const index = indices.get(name);
    if (index !== undefined) return index;
    throw new ProblemError({
      code: 'UNKNOWN_VARIABLE',
      message: `${what}: ${place} names ${name}, which is no variable.`,
      remedy: `Use one of ${[...indices.keys()].join(', ')}.`,
      context: { name },
    });
  };
  const dense = (terms: Readonly<Record<string, number>>, place: string): Float64Array => {
    const out = new Float64Array(size);
    for (const [name, value] of Object.entries(terms)) {
      out[indexOf(name, place)] = requireFinite(value, `${what}: ${place}.${name}`);
    }
    return out;
  };
  const quadratic = new Float64Array(size * size);
  (objective.quadratic ?? []).forEach(([first, second, coefficient], place) => {
    const at = [indexOf(first, `quadratic[${place}]`), indexOf(second, `quadratic[${place}]`)].sort((a, b) => a - b);
    quadratic[at[0]! * size + at[1]!]! += requireFinite(coefficient, `${what}: quadratic[${place}][2]`);
  });
  const names = requireNames(
    constraints.map(({ name }, place) => name ?? `c${place}`),
    `${what}: constraint names`,
  );
  return {
    sense: requireOneOf(options.sense, `${what}: sense`, ['minimize', 'maximize']),
    variables,
    constant: requireFinite(objective.constant ?? 0, `${what}: constant`),
    linear: dense(objective.linear ?? {}, 'linear'),
    quadratic,
    constraints: constraints.map(({ linear, relation, bound }, place) => ({
      name: names[place] as string,
      coefficients: dense(linear, `constraints.${names[place]}`),
      relation: requireOneOf(relation, `${what}: constraints.${names[place]}.relation`, ['<=', '=', '>=']),
      bound: requireFinite(bound, `${what}: constraints.${names[place]}.bound`),
    })),
  };
};

/**
 * The objective at given values, in the order of the variables. Cost: O(n²).
 *
 * @example
 * ```ts
 * import { programValue, quadraticProgram } from '@sigmax/quantum-sim';
 * const square = { quadratic: [['x', 'x', 1]] as const, constant: 1 };
 * const program = quadraticProgram({ variables: { x: { lower: 0, upper: 9 } }, sense: 'minimize', objective: square });
 * programValue(program, [3]); // => 10
 * ```
 */
export const programValue = (program: QuadraticProgram, values: ArrayLike<number>): number => {
  const { linear, quadratic } = program;
  const size = linear.length;
  let value = program.constant;
  for (let i = 0; i < size; i++) {
    let field = linear[i] as number;
    for (let j = i; j < size; j++) field += (quadratic[i * size + j] as number) * (values[j] as number);
    value += field * (values[i] as number);
  }
  return value;
};

/** Amounts below this share of a constraint's terms are rounding. */
const tolerance = 1e-9;

/**
 * By how much each constraint that does not hold is missed, by name; empty where all hold. Cost: O(n) a constraint.
 *
 * @example
 * ```ts
 * import { programViolations, quadraticProgram } from '@sigmax/quantum-sim';
 * const program = quadraticProgram({
 *   variables: { a: 'binary', b: 'binary' },
 *   sense: 'minimize',
 *   objective: {},
 *   constraints: [{ name: 'cash', linear: { a: 2, b: 3 }, relation: '<=', bound: 4 }],
 * });
 * programViolations(program, [1, 1]); // => { cash: 1 }
 * programViolations(program, [0, 1]); // => {}
 * ```
 */
export const programViolations = (
  { constraints }: QuadraticProgram,
  values: ArrayLike<number>,
): Readonly<Record<string, number>> => {
  const missed = constraints.flatMap(({ name, coefficients, relation, bound }): [string, number][] => {
    let sum = 0;
    let size = Math.abs(bound);
    coefficients.forEach((one, index) => {
      sum += one * (values[index] as number);
      size += Math.abs(one * (values[index] as number));
    });
    const over = sum - bound;
    const amount = relation === '=' ? Math.abs(over) : relation === '<=' ? over : -over;
    return amount > tolerance * size ? [[name, amount]] : [];
  });
  return Object.fromEntries(missed);
};
