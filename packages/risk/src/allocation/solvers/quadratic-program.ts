import { backwardSolve, cholesky, forwardSolve } from '../algebra/cholesky';
import { addScaled, diagonalOf, dot, largest, multiply, total } from '../algebra/dense';
import { AllocationError } from '../allocation-error';
import type { Constraint } from './constraint';
import { type KktResiduals, kktResiduals } from './kkt-residuals';
import { type Halfspace, nearestPoint } from './nearest-point';

/** Minimise ½ x'Qx + c'x under constraints; Q is symmetric without an eigenvalue below 0. */
export interface QuadraticProgram {
  readonly size: number;
  /** Row after row. */
  readonly quadratic: Float64Array;
  readonly linear: Float64Array;
  readonly constraints: readonly Constraint[];
}

export interface QuadraticSolution {
  readonly point: Float64Array;
  /** One for each constraint: what the objective would save if its bound were 1 lower; at least 0 for inequalities. */
  readonly multipliers: Float64Array;
  readonly residuals: KktResiduals;
}

/** Largest residual of the conditions of optimality, in units of the objective's own size. */
const accuracy = 1e-10;

const contradiction = (what: string, names: readonly string[]): AllocationError =>
  new AllocationError({
    code: 'LIMITS_CONTRADICT',
    message: `${what}: these limits cannot hold together: ${names.join('; ')}.`,
    remedy: 'Loosen or drop one of them.',
    context: { what, limits: names },
  });

const notSolved = (what: string, residuals: KktResiduals | undefined): AllocationError =>
  new AllocationError({
    code: 'NO_CONVERGENCE',
    message: `${what}: no portfolio was found that is optimal to ${accuracy}${residuals === undefined ? '' : ` (residuals ${JSON.stringify(residuals)})`}.`,
    remedy: 'Use a covariance that is better conditioned, for example of ledoitWolf, or numbers of a more usual size.',
    context: { what, ...residuals },
  });

/**
 * Solves a convex quadratic program to 1e-10.
 *
 * Each round minimises the objective plus δ/2 ‖x − xₖ‖², whose Hessian is positive definite however singular Q is, and the
 * next round starts from the answer (Rockafellar 1976, proximal point). With δ of 1e-9 of the mean of Q's diagonal two or three
 * rounds are usual. A change of variables makes each round a search for a nearest point. The answer is checked against the
 * conditions of Karush, Kuhn and Tucker before it is given out.
 *
 * The npm packages that solve quadratic programs were looked at: `quadprog` is by its own README a port of the R package of that
 * name, which is under the GPL, and `highs` is 3.5 MB of WebAssembly that is loaded asynchronously.
 *
 * @throws {AllocationError} `LIMITS_CONTRADICT` names constraints without a common point; `NO_CONVERGENCE` the residuals.
 */
export const solveQuadraticProgram = (program: QuadraticProgram, what: string): QuadraticSolution => {
  const { size, constraints } = program;
  const scale = Math.max(largest(program.quadratic), largest(program.linear)) || 1;
  const quadratic = program.quadratic.map((value) => value / scale);
  const linear = program.linear.map((value) => value / scale);
  const pull = (1e-9 * total(diagonalOf(quadratic, size))) / size || 1e-3;
  const factor = cholesky(
    quadratic.map((value, place) => (place % (size + 1) === 0 ? value + pull : value)),
    size,
  );
  if (factor === undefined) throw notSolved(what, undefined);
  const halfspaces = constraints.map(({ coefficients, bound, isEquality }): Halfspace => {
    const length = Math.sqrt(dot(coefficients, coefficients));
    return {
      normal: forwardSolve(factor, coefficients),
      bound,
      isEquality,
      tolerance: 1e-12 * Math.max(length, Math.abs(bound)),
    };
  });

  const round = (from: Float64Array): QuadraticSolution => {
    const gradient = linear.slice();
    addScaled(gradient, -pull, from);
    const found = nearestPoint(
      forwardSolve(factor, gradient).map((value) => -value),
      halfspaces,
    );
    if (found.type === 'undecided') throw notSolved(what, undefined);
    if (found.type === 'empty') {
      throw contradiction(
        what,
        found.conflict.map((place) => (constraints[place] as Constraint).name),
      );
    }
    const point = backwardSolve(factor, found.point);
    const { multipliers } = found;
    const residuals = kktResiduals({ quadratic, linear, constraints }, point, multipliers);
    return { point, multipliers, residuals };
  };

  let solution = round(new Float64Array(size));
  for (let count = 0; count < 200; count++) {
    const next = round(solution.point);
    const change = largest(next.point.map((value, index) => value - (solution.point[index] as number)));
    solution = next;
    if (change <= 1e-13 * Math.max(1, largest(next.point))) break;
  }
  const { point, multipliers, residuals } = solution;
  if (!Object.values(residuals).every((residual) => residual <= accuracy)) throw notSolved(what, residuals);
  return { point, multipliers: multipliers.map((value) => value * scale), residuals };
};

/** ½ x'Qx + c'x. */
export const objectiveOf = ({ quadratic, linear }: QuadraticProgram, point: Float64Array): number =>
  0.5 * dot(point, multiply(quadratic, point)) + dot(linear, point);
