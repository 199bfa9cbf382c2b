import { ProblemError } from '../errors';
import {
  type ConstraintOptions,
  type QuadraticProgram,
  quadraticProgram,
  type Relation,
  type VariableKind,
} from '../problem/quadratic-program';
import type { LpToken } from './lp-tokens';
import { lpTokens } from './lp-tokens';

/** A linear and a quadratic part, as they are read. */
interface Expression {
  constant: number;
  readonly linear: Map<string, number>;
  readonly quadratic: [string, string, number][];
}

/** Bounds as they are read; LP's default is 0 to no limit. */
interface Bounds {
  lower: number;
  upper: number;
}

const fail = (message: string, token: LpToken | undefined, remedy: string): never => {
  throw new ProblemError({
    code: 'LP_SYNTAX',
    message: `parseLp: ${message}${token === undefined ? ' at the end' : ` at line ${token.line}: '${token.text}'`}.`,
    remedy,
    context: { line: token?.line },
  });
};

/** Walks the tokens of one file. */
class LpReader {
  readonly #tokens: readonly LpToken[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = lpTokens(text);
  }

  get token(): LpToken | undefined {
    return this.#tokens[this.#at];
  }

  isKind(kind: LpToken['kind'], text?: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token?.kind === kind && (text === undefined || token.text === text);
  }

  take(): LpToken {
    const token = this.token ?? fail('the file ends too soon', undefined, 'Close it with End.');
    this.#at += 1;
    return token;
  }

  skip(kind: LpToken['kind'], text?: string): boolean {
    if (!this.isKind(kind, text)) return false;
    this.#at += 1;
    return true;
  }

  expect(kind: LpToken['kind'], what: string): LpToken {
    return this.isKind(kind) ? this.take() : fail(`expected ${what}`, this.token, 'Mend the line.');
  }

  /** A `name:` before an expression. */
  label(): string | undefined {
    if (!(this.isKind('name') && this.isKind('symbol', ':', 1))) return undefined;
    const { text } = this.take();
    this.take();
    return text;
  }

  /** A number with its sign, or an infinity. */
  signedNumber(): number {
    let sign = 1;
    while (this.isKind('symbol', '+') || this.isKind('symbol', '-')) if (this.take().text === '-') sign = -sign;
    if (this.isKind('name') && /^inf(inity)?$/i.test(this.token?.text ?? '')) {
      this.take();
      return sign * Number.POSITIVE_INFINITY;
    }
    return sign * Number(this.expect('number', 'a number').text);
  }

  expression(): Expression {
    const out: Expression = { constant: 0, linear: new Map(), quadratic: [] };
    for (;;) {
      const isSigned = this.isKind('symbol', '+') || this.isKind('symbol', '-');
      if (!isSigned && !this.isKind('number') && !this.isKind('name') && !this.isKind('symbol', '[')) return out;
      let sign = 1;
      while (this.isKind('symbol', '+') || this.isKind('symbol', '-')) if (this.take().text === '-') sign = -sign;
      if (this.skip('symbol', '[')) this.#quadratic(out, sign);
      else {
        const factor = sign * (this.isKind('number') ? Number(this.take().text) : 1);
        if (this.isKind('name')) {
          const name = this.take().text;
          out.linear.set(name, (out.linear.get(name) ?? 0) + factor);
        } else out.constant += factor;
      }
    }
  }

  /** `x ^ 2`, `2 x * y` … up to `]`, halved where `/ 2` follows. */
  #quadratic(out: Expression, outerSign: number): void {
    const terms: [string, string, number][] = [];
    while (!this.skip('symbol', ']')) {
      let sign = outerSign;
      while (this.isKind('symbol', '+') || this.isKind('symbol', '-')) if (this.take().text === '-') sign = -sign;
      const factor = sign * (this.isKind('number') ? Number(this.take().text) : 1);
      const first = this.expect('name', 'a variable').text;
      if (this.skip('symbol', '^')) {
        if (Number(this.expect('number', 'the power 2').text) !== 2)
          fail('only squares are read', this.token, 'Use ^ 2.');
        terms.push([first, first, factor]);
      } else {
        if (!this.skip('symbol', '*')) fail('expected * or ^', this.token, 'Mend the line.');
        terms.push([first, this.expect('name', 'a variable').text, factor]);
      }
    }
    let divisor = 1;
    if (this.skip('symbol', '/')) divisor = Number(this.expect('number', 'a number').text);
    for (const [first, second, factor] of terms) out.quadratic.push([first, second, factor / divisor]);
  }
}

const relations: Readonly<Record<string, Relation>> = {
  '<': '<=',
  '<=': '<=',
  '=<': '<=',
  '=': '=',
  '>': '>=',
  '>=': '>=',
  '=>': '>=',
};
const mirrored: Readonly<Record<Relation, Relation>> = { '<=': '>=', '=': '=', '>=': '<=' };

/** Sections that name a kind of variable. */
const kindSections = new Set(['binary', 'general']);

const readConstraints = (reader: LpReader): ConstraintOptions[] => {
  const constraints: ConstraintOptions[] = [];
  while (reader.token !== undefined && !reader.isKind('section')) {
    const start = reader.token;
    const name = reader.label();
    const { linear, quadratic, constant } = reader.expression();
    if (quadratic.length > 0) fail('quadratic constraints are not read', start, 'Keep products in the objective.');
    const relation = relations[reader.expect('relation', '<=, = or >=').text] as Relation;
    constraints.push({
      ...(name === undefined ? {} : { name }),
      linear: Object.fromEntries(linear),
      relation,
      bound: reader.signedNumber() - constant,
    });
  }
  return constraints;
};

const readBounds = (reader: LpReader, bounds: Map<string, Bounds>): void => {
  const of = (name: string): Bounds => {
    const known = bounds.get(name) ?? { lower: 0, upper: Number.POSITIVE_INFINITY };
    bounds.set(name, known);
    return known;
  };
  const set = (name: string, relation: Relation, value: number): void => {
    if (relation !== '>=') of(name).upper = value;
    if (relation !== '<=') of(name).lower = value;
  };
  while (reader.token !== undefined && !reader.isKind('section')) {
    if (reader.isKind('name') && !/^inf(inity)?$/i.test(reader.token.text)) {
      const name = reader.take();
      if (reader.isKind('name') && /^free$/i.test(reader.token?.text ?? '')) {
        reader.take();
        Object.assign(of(name.text), { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY });
        continue;
      }
      set(name.text, relations[reader.expect('relation', 'a relation').text] as Relation, reader.signedNumber());
      continue;
    }
    const value = reader.signedNumber();
    const relation = relations[reader.expect('relation', 'a relation').text] as Relation;
    const name = reader.expect('name', 'a variable').text;
    set(name, mirrored[relation], value);
    if (reader.isKind('relation')) set(name, relations[reader.take().text] as Relation, reader.signedNumber());
  }
};

/**
 * Reads a problem in the LP format: objective with `[ … ] / 2`, `Subject To`, `Bounds`, `Binary`, `General`, `End`.
 *
 * Comments start with `\`. Variables have to be binary, or general with two finite bounds. Not read: quadratic constraints,
 * semi-continuous variables, special ordered sets, indicator constraints. Cost: O(length).
 *
 * Source: the format as CPLEX, Gurobi and SCIP document it.
 *
 * @throws {ProblemError} the text is not of that form, with its line; or a variable is continuous or has no bound.
 * @example
 * ```ts
 * import { programValue } from '@sigmax/quantum-sim';
 * import { parseLp } from '@sigmax/quantum-sim/lp';
 * const program = parseLp(`
 *   Maximize
 *     obj: 3 a + 2 lots + [ - 2 lots ^ 2 + 4 a * lots ] / 2
 *   Subject To
 *     cash: 2 a + lots <= 4
 *   Bounds
 *     0 <= lots <= 3
 *   Binary
 *     a
 *   General
 *     lots
 *   End`);
 * programValue(program, [1, 2]); // => 7
 * program.constraints[0]?.name; // => 'cash'
 * ```
 */
export const parseLp = (text: string): QuadraticProgram => {
  const reader = new LpReader(text);
  const start = reader.take();
  if (!(start.kind === 'section' && (start.text === 'minimize' || start.text === 'maximize'))) {
    fail('expected Minimize or Maximize', start, 'Begin with the objective.');
  }
  reader.label();
  const objective = reader.expression();
  let constraints: ConstraintOptions[] = [];
  const bounds = new Map<string, Bounds>();
  const kinds = new Map<string, string>();
  for (;;) {
    const section = reader.expect('section', 'a section');
    if (section.text === 'end') break;
    if (section.text === 'subject to') constraints = [...constraints, ...readConstraints(reader)];
    else if (section.text === 'bounds') readBounds(reader, bounds);
    else if (kindSections.has(section.text)) while (reader.isKind('name')) kinds.set(reader.take().text, section.text);
    else fail('this section is not read', section, 'Remove it, or state the problem with quadraticProgram.');
  }
  const names = new Set([
    ...objective.linear.keys(),
    ...objective.quadratic.flatMap((term) => [term[0], term[1]]),
    ...constraints.flatMap(({ linear }) => Object.keys(linear)),
    ...bounds.keys(),
    ...kinds.keys(),
  ]);
  const kindOf = (name: string): VariableKind => {
    if (kinds.get(name) === 'binary') return 'binary';
    const { lower, upper } = bounds.get(name) ?? { lower: 0, upper: Number.POSITIVE_INFINITY };
    if (kinds.get(name) === 'general' && Number.isFinite(lower) && Number.isFinite(upper)) {
      return { lower: Math.ceil(lower), upper: Math.floor(upper) };
    }
    throw new ProblemError({
      code: 'VARIABLE_KIND',
      message: `parseLp: ${name} is ${kinds.has(name) ? `general from ${lower} to ${upper}` : 'continuous'}.`,
      remedy: 'List it under Binary, or under General with two finite bounds.',
      context: { name },
    });
  };
  return quadraticProgram({
    variables: Object.fromEntries([...names].map((name) => [name, kindOf(name)])),
    sense: start.text as 'minimize' | 'maximize',
    objective: { ...objective, linear: Object.fromEntries(objective.linear) },
    constraints,
  });
};
