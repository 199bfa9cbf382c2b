import type { QuadraticProgram } from './quadratic-program';

/** A program in another form, and the way back. */
export interface ConvertedProgram {
  readonly program: QuadraticProgram;
  /** Values of the original variables from values of the new. */
  readonly original: (values: ArrayLike<number>) => number[];
}

/** The least and the greatest that Σ a_i x_i can be. */
export const rangeOf = (
  coefficients: Float64Array,
  variables: QuadraticProgram['variables'],
): readonly [minimum: number, maximum: number] => {
  let minimum = 0;
  let maximum = 0;
  variables.forEach(({ lower, upper }, index) => {
    const coefficient = coefficients[index] as number;
    minimum += Math.min(coefficient * lower, coefficient * upper);
    maximum += Math.max(coefficient * lower, coefficient * upper);
  });
  return [minimum, maximum];
};
