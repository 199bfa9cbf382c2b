/** One limit of a program: coefficients · x ≥ bound, or = bound. */
export interface Constraint {
  /** As an error shows it, with its value: `budget = 1`. */
  readonly name: string;
  readonly coefficients: Float64Array;
  readonly isEquality: boolean;
  readonly bound: number;
}
