import { solveTailProgram } from './tail-program';
import type { WeightProgram } from './weight-program';

/** The weights with the highest expected return that a program allows, and that return. */
export const bestReturn = (
  program: WeightProgram,
  means: Float64Array,
  what: string,
): { readonly weights: Float64Array; readonly best: number } => {
  // One scenario: the loss of it is the expected loss.
  const { weights, risk } = solveTailProgram({ program, scenarios: [means], level: 0 }, what);
  return { weights, best: -risk };
};
