import { CircuitError } from '../errors';

/** One parameter of an expression, times a factor. */
export interface AngleTerm {
  readonly name: string;
  readonly factor: number;
}

const withTerm = (terms: readonly AngleTerm[], name: string, factor: number): AngleTerm[] => {
  const isKnown = terms.some((term) => term.name === name);
  const added = isKnown
    ? terms.map((term) => (term.name === name ? { name, factor: term.factor + factor } : term))
    : [...terms, { name, factor }];
  return added.filter((term) => term.factor !== 0);
};

const checkFinite = (what: string, value: number): void => {
  if (Number.isFinite(value)) return;
  throw new CircuitError({
    code: 'INVALID_ANGLE',
    message: `${what}: the number was ${value}.`,
    remedy: 'Pass a finite number.',
    context: { value },
  });
};

/** An affine expression a₁θ₁ + a₂θ₂ + … + b of named parameters, in radians. It never changes. */
export class ParameterExpression {
  readonly terms: readonly AngleTerm[];
  readonly constant: number;

  constructor(terms: readonly AngleTerm[], constant: number) {
    this.terms = terms;
    this.constant = constant;
  }

  times(factor: number): ParameterExpression {
    checkFinite('times', factor);
    const terms = this.terms.map((term) => ({ name: term.name, factor: term.factor * factor }));
    return new ParameterExpression(
      terms.filter((term) => term.factor !== 0),
      this.constant * factor,
    );
  }

  plus(other: Angle): ParameterExpression {
    if (typeof other === 'number') {
      checkFinite('plus', other);
      return new ParameterExpression(this.terms, this.constant + other);
    }
    const terms = other.terms.reduce<readonly AngleTerm[]>(
      (sum, { name, factor }) => withTerm(sum, name, factor),
      this.terms,
    );
    return new ParameterExpression(terms, this.constant + other.constant);
  }

  minus(other: Angle): ParameterExpression {
    return this.plus(typeof other === 'number' ? -other : other.times(-1));
  }
}

/** An angle of a gate in radians: a number, or an expression of parameters that get their values when the circuit runs. */
export type Angle = number | ParameterExpression;

/**
 * A named parameter, to be used wherever a gate takes an angle.
 *
 * @throws {CircuitError} The name is empty or has characters that OpenQASM does not allow in a name.
 * @example
 * ```ts
 * import { circuit, parameter } from '@sigmax/quantum-sim';
 * const theta = parameter('theta');
 * circuit(1).rx(theta.times(2).plus(0.5), 0).parameterNames; // => ['theta']
 * ```
 */
export const parameter = (name: string): ParameterExpression => {
  if (!/^[\p{L}_][\p{L}\p{N}_]*(\[\d+\])?$/u.test(name)) {
    throw new CircuitError({
      code: 'INVALID_PARAMETER_NAME',
      message: `parameter: name was ${JSON.stringify(name)}.`,
      remedy: 'Pass letters, digits and _, a letter or _ first; an index in brackets may follow, as in theta[0].',
      context: { name },
    });
  }
  return new ParameterExpression([{ name, factor: 1 }], 0);
};

/**
 * The value of an angle.
 *
 * @throws {CircuitError} A parameter has no value, or its value is not a finite number.
 */
export const angleValue = (angle: Angle, values: Readonly<Record<string, number>> = {}): number => {
  if (typeof angle === 'number') return angle;
  let sum = angle.constant;
  for (const { name, factor } of angle.terms) {
    const value = values[name];
    if (value === undefined || !Number.isFinite(value)) {
      throw new CircuitError({
        code: 'UNBOUND_PARAMETER',
        message: `parameter ${name} was ${value}.`,
        remedy: `Pass a finite number for ${name}.`,
        context: { name, value },
      });
    }
    sum += factor * value;
  }
  return sum;
};
