import { requireKnownKeys, requirePositive, requireWhole } from '../problem/checks';
import { linearStep } from './linear-step';
import type { CommonOptions, Minimum, Objective } from './minimum';
import { Progress } from './progress';
import { solveLinear } from './solve-linear';
import { dot, length, plus } from './vectors';

export interface CobylaOptions extends CommonOptions {
  /** Functions that are to be 0 or more. */
  readonly constraints?: readonly Objective[];
  /** First radius: about how far the start is from the minimum. Defaults to 0.5. */
  readonly initialRadius?: number;
  /** Radius at which the search ends. Defaults to 1e-6. */
  readonly finalRadius?: number;
  /** Defaults to 1000. */
  readonly maximumEvaluations?: number;
}

/** One corner of the simplex: objective, constraints, and the largest violation. */
interface Corner {
  readonly point: Float64Array;
  readonly value: number;
  readonly slack: Float64Array;
  readonly violation: number;
}

export interface ConstrainedMinimum extends Minimum {
  /** The largest amount by which a constraint is below 0 at the point. */
  readonly violation: number;
}

/** The largest violation of constraints whose values are given. */
const violationOf = (slack: Float64Array): number => slack.reduce((most, one) => Math.max(most, -one), 0);

/**
 * Minimises a function without gradients under inequality constraints, by linear models through n + 1 points in a trust region
 * that shrinks.
 *
 * Each step minimises the model of the objective among the steps that violate the models of the constraints least, no longer than
 * the radius; a point replaces a corner when it lowers value + μ · violation. Corners that are too near or too flat are
 * moved before the radius is halved.
 *
 * - State: n + 1 points. Cost: one evaluation an iteration. Deterministic: +, −, ×, ÷ and √ alone.
 *
 * Source: Powell 1994, "A direct search optimization method that models the objective and constraint functions by linear
 * interpolation"; the step inside the trust region is found by a dual ascent of our own.
 *
 * @throws {QuantumOptionsError} an option is out of range.
 * @throws {QuantumError} the objective or a constraint is NaN.
 * @example
 * ```ts
 * import { cobyla } from '@sigmax/quantum-sim';
 * const insideCircle = ([x, y]: Float64Array): number => 1 - x! * x! - y! * y!;
 * const { point } = cobyla(([x, y]) => x! + y!, [0, 0], { constraints: [insideCircle] });
 * Array.from(point, (one) => one.toFixed(3)); // => ['-0.707', '-0.707']
 * ```
 */
export const cobyla = (
  objective: Objective,
  start: ArrayLike<number>,
  options: CobylaOptions = {},
): ConstrainedMinimum => {
  const known = ['constraints', 'initialRadius', 'finalRadius', 'maximumEvaluations', 'onIteration', 'signal'];
  requireKnownKeys(options, known, 'cobyla');
  const { constraints = [] } = options;
  let radius = requirePositive(options.initialRadius ?? 0.5, 'cobyla: initialRadius');
  const finalRadius = requirePositive(options.finalRadius ?? 1e-6, 'cobyla: finalRadius');
  const limit = requireWhole(options.maximumEvaluations ?? 1000, 'cobyla: maximumEvaluations', 1);
  const progress = new Progress(start, 'cobyla', options);
  const size = start.length;
  let penalty = 0;

  const cornerAt = (point: Float64Array): Corner => {
    const slack = Float64Array.from(constraints, (constraint) => progress.checked(point, constraint(point)));
    const violation = violationOf(slack);
    const value = progress.checked(point, objective(point));
    // Violations below the final radius count as none, or the least of them would decide instead of the value.
    progress.sawFeasible(point, value, violation > finalRadius ? violation : 0);
    return { point, value, slack, violation };
  };
  const merit = ({ value, violation }: Corner) => value + penalty * violation;

  const first = cornerAt(Float64Array.from(start));
  let corners = [first];
  for (let axis = 0; axis < size; axis++) {
    corners.push(cornerAt(first.point.map((one, index) => (index === axis ? one + radius : one))));
  }

  /** Puts the corner of least merit first. */
  const lead = (): Corner => {
    const best = corners.reduce((least, one) => (merit(one) < merit(least) ? one : least));
    corners = [best, ...corners.filter((one) => one !== best)];
    return best;
  };

  const end = (reason: Minimum['reason']): ConstrainedMinimum => ({
    ...progress.result(reason),
    violation: violationOf(Float64Array.from(constraints, (constraint) => constraint(progress.best))),
  });

  for (;;) {
    const best = lead();
    if (progress.iterations > 0 || progress.evaluations >= limit) {
      if (progress.endIteration()) return end('stopped');
    } else progress.endIteration();
    if (size === 0 || radius < finalRadius) return end('converged');
    if (progress.evaluations >= limit) return end('evaluation-limit');

    const edges = corners.slice(1).map(({ point }) => plus(point, best.point, -1));
    const misplaced = worstCorner(edges, radius);
    const slope = (of: (corner: Corner) => number) =>
      solveLinear(
        edges,
        Float64Array.from(corners.slice(1), (corner) => of(corner) - of(best)),
      );
    const gradient = slope(({ value }) => value);
    if (gradient === undefined) {
      corners = respread(best, radius, cornerAt);
      continue;
    }
    const rows = constraints.map((_, index) => slope(({ slack }) => slack[index] as number) as Float64Array);
    const step = linearStep(gradient, rows, best.slack, radius);
    const predictedViolation = violationOf(
      best.slack.map((one, index) => one + dot(rows[index] as Float64Array, step)),
    );
    const predictedGain = best.violation - predictedViolation;
    const slopeAlong = dot(gradient, step);
    // μ large enough that the models call the step an improvement.
    if (predictedGain > 0 && penalty * predictedGain < 1.5 * slopeAlong) penalty = (2 * slopeAlong) / predictedGain;
    const isShort = length(step) < 0.5 * radius;
    const predicted = penalty * predictedGain - slopeAlong;
    let isGood = false;
    if (!isShort && predicted > 0) {
      const tried = cornerAt(plus(best.point, step, 1));
      const actual = merit(best) - merit(tried);
      isGood = actual >= 0.1 * predicted;
      const leaving = cornerToLeave(corners, tried, actual > 0, radius);
      if (leaving !== undefined) corners = corners.map((one, index) => (index === leaving ? tried : one));
    }
    if (isGood) continue;
    if (misplaced !== undefined) {
      corners = moved(corners, edges, misplaced, radius, cornerAt);
      continue;
    }
    radius = radius > 3 * finalRadius || radius <= finalRadius ? radius / 2 : finalRadius / 2 + radius / 4;
  }
};

/** Twice the radius: a corner farther away says little about slopes here. */
const farEdge = 2.1;
/** A quarter of the radius: a corner nearer than this to the face of the others is flat. */
const flatHeight = 0.25;

/** How high each corner stands above the face of the others: 1 / |row of the inverse|. */
const heights = (edges: readonly Float64Array[]): (number | undefined)[] =>
  edges.map((_, index) => {
    const unit = new Float64Array(edges.length);
    unit[index] = 1;
    const normal = solveLinear(edges, unit);
    return normal === undefined ? undefined : 1 / length(normal);
  });

/** The corner, counted among the edges, that is farthest or else flattest; `undefined` where all are well placed. */
const worstCorner = (edges: readonly Float64Array[], radius: number): number | undefined => {
  const far = edges.map(length);
  const farthest = far.reduce((most, one, index) => (one > far[most]! ? index : most), 0);
  if ((far[farthest] ?? 0) > farEdge * radius) return farthest;
  const high = heights(edges);
  const flattest = high.reduce<number>((least, one, index) => ((one ?? 0) < (high[least] ?? 0) ? index : least), 0);
  return (high[flattest] ?? 0) < flatHeight * radius ? flattest : undefined;
};

/** Moves a corner to half the radius along the normal of the others' face, on the side that looks lower. */
const moved = (
  corners: readonly Corner[],
  edges: readonly Float64Array[],
  place: number,
  radius: number,
  cornerAt: (point: Float64Array) => Corner,
): Corner[] => {
  const [best] = corners as readonly [Corner];
  const unit = new Float64Array(edges.length);
  unit[place] = 1;
  const normal = solveLinear(edges, unit);
  if (normal === undefined) return respread(best, radius, cornerAt);
  const rise = (corners[place + 1] as Corner).value - best.value;
  const amount = ((rise > 0 ? -1 : 1) * 0.5 * radius) / length(normal);
  const fresh = cornerAt(plus(best.point, normal, amount));
  return corners.map((one, index) => (index === place + 1 ? fresh : one));
};

/** A new simplex along the axes, for when the old has lost a dimension. */
const respread = (best: Corner, radius: number, cornerAt: (point: Float64Array) => Corner): Corner[] => [
  best,
  ...Array.from(best.point, (_, axis) =>
    cornerAt(best.point.map((one, index) => (index === axis ? one + radius : one))),
  ),
];

/** Which corner a tried point replaces: the one whose loss keeps the simplex largest, farther ones first. */
const cornerToLeave = (
  corners: readonly Corner[],
  tried: Corner,
  isBetter: boolean,
  radius: number,
): number | undefined => {
  const [best] = corners as readonly [Corner];
  const edges = corners.slice(1).map(({ point }) => plus(point, best.point, -1));
  const shares = solveLinear(transposed(edges), plus(tried.point, best.point, -1));
  if (shares === undefined) return undefined;
  let found: number | undefined;
  let most = isBetter ? 0 : 1;
  shares.forEach((share, index) => {
    const far = length(plus((corners[index + 1] as Corner).point, (isBetter ? tried : best).point, -1));
    const weight = Math.abs(share) * Math.max(1, far / radius);
    if (weight > most) {
      most = weight;
      found = index + 1;
    }
  });
  return found;
};

const transposed = (rows: readonly Float64Array[]): Float64Array[] =>
  rows.map((_, column) => Float64Array.from(rows, (row) => row[column] as number));
