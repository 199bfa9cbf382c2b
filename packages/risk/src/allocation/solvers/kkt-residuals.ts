import { addScaled, dot, largest, multiply } from '../algebra/dense';
import type { Constraint } from './constraint';

/** How far a point and multipliers are from the conditions of optimality; 0 is optimal. */
export interface KktResiduals {
  /** Largest entry of Qx + c − Σ uᵢ aᵢ, in units of the largest entries: |Q| times |x|, or |c|. */
  readonly stationarity: number;
  /** Largest miss of a bound. */
  readonly feasibility: number;
  /** Size of the most negative multiplier of an inequality, in the same units as `stationarity`. */
  readonly sign: number;
  /** Largest uᵢ (aᵢ · x − bᵢ), in the same units. */
  readonly complementarity: number;
}

/**
 * Measures the conditions of Karush, Kuhn and Tucker for: minimise ½ x'Qx + c'x under constraints.
 *
 * For a convex objective a point that meets them is optimal, whoever found it.
 */
export const kktResiduals = (
  program: {
    readonly quadratic: Float64Array;
    readonly linear: Float64Array;
    readonly constraints: readonly Constraint[];
  },
  point: Float64Array,
  multipliers: Float64Array,
): KktResiduals => {
  const { quadratic, linear, constraints } = program;
  const curve = multiply(quadratic, point);
  const unit = Math.max(largest(quadratic) * largest(point), largest(linear)) || 1;
  const gradient = curve;
  addScaled(gradient, 1, linear);
  let feasibility = 0;
  let sign = 0;
  let complementarity = 0;
  for (const [place, { coefficients, bound, isEquality }] of constraints.entries()) {
    const multiplier = multipliers[place] as number;
    const slack = dot(coefficients, point) - bound;
    addScaled(gradient, -multiplier, coefficients);
    feasibility = Math.max(feasibility, isEquality ? Math.abs(slack) : -slack);
    if (!isEquality) sign = Math.max(sign, -multiplier / unit);
    complementarity = Math.max(complementarity, Math.abs(multiplier * slack) / unit);
  }
  return { stationarity: largest(gradient) / unit, feasibility, sign, complementarity };
};
