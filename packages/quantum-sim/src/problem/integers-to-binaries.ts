import type { ConvertedProgram } from './converted-program';
import type { ProgramVariable, QuadraticProgram } from './quadratic-program';

/** Coefficients 1, 2, 4 … and a last one that makes the sum the range: ⌈log₂ (range + 1)⌉ of them. */
const boundedCoefficients = (range: number): number[] => {
  const coefficients: number[] = [];
  let rest = range;
  for (let power = 1; rest > 0; power *= 2) {
    const coefficient = Math.min(power, rest);
    coefficients.push(coefficient);
    rest -= coefficient;
  }
  return coefficients;
};

interface Digit {
  readonly variable: ProgramVariable;
  readonly source: number;
  readonly coefficient: number;
}

const digitsOf = ({ name, lower, upper }: ProgramVariable, source: number): Digit[] => {
  if (lower === 0 && upper === 1) return [{ variable: { name, lower, upper }, source, coefficient: 1 }];
  return boundedCoefficients(upper - lower).map((coefficient, place) => ({
    variable: { name: `${name}@${place}`, lower: 0, upper: 1 },
    source,
    coefficient,
  }));
};

/**
 * Writes each whole number as its lower bound plus weighted binaries: no bit pattern leaves the bounds.
 *
 * Source: Karimi and Ronagh 2019, "Practical integer-to-binary mapping for quantum annealers" (bounded coefficients).
 *
 * @example
 * ```ts
 * import { integersToBinaries, quadraticProgram } from '@sigmax/quantum-sim';
 * const lots = { lower: 0, upper: 5 };
 * const program = quadraticProgram({ variables: { lots }, sense: 'minimize', objective: { linear: { lots: 3 } } });
 * const { program: binary, original } = integersToBinaries(program);
 * Array.from(binary.linear); // => [3, 6, 6]
 * original([1, 1, 1]); // => [5]
 * ```
 */
export const integersToBinaries = (program: QuadraticProgram): ConvertedProgram => {
  const { variables, linear, quadratic } = program;
  const count = variables.length;
  const digits = variables.flatMap(digitsOf);
  const lower = variables.map((variable) => variable.lower);
  const size = digits.length;
  const spread = (values: Float64Array): Float64Array =>
    Float64Array.from(digits, ({ source, coefficient }) => coefficient * (values[source] as number));
  const baseOf = (values: Float64Array): number => lower.reduce((sum, low, index) => sum + low * values[index]!, 0);

  let constant = program.constant + baseOf(linear);
  const fields = linear.slice();
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      const coefficient = quadratic[i * count + j] as number;
      constant += coefficient * lower[i]! * lower[j]!;
      fields[i]! += coefficient * lower[j]!;
      fields[j]! += coefficient * lower[i]!;
    }
  }
  const wide = new Float64Array(size * size);
  digits.forEach((first, i) => {
    digits.slice(i).forEach((second, after) => {
      const j = i + after;
      const [low, high] = [Math.min(first.source, second.source), Math.max(first.source, second.source)];
      const coefficient = (quadratic[low * count + high] as number) * first.coefficient * second.coefficient;
      // Two digits of one number stand twice in its square.
      wide[i * size + j] = first.source === second.source && i !== j ? 2 * coefficient : coefficient;
    });
  });
  return {
    program: {
      ...program,
      variables: digits.map(({ variable }) => variable),
      constant,
      linear: spread(fields),
      quadratic: wide,
      constraints: program.constraints.map((constraint) => ({
        ...constraint,
        coefficients: spread(constraint.coefficients),
        bound: constraint.bound - baseOf(constraint.coefficients),
      })),
    },
    original: (values) => {
      const sums = [...lower];
      digits.forEach(({ source, coefficient }, index) => {
        sums[source]! += coefficient * (values[index] as number);
      });
      return sums;
    },
  };
};
