import { z } from 'zod';
import { addScaled, dot, multiply } from '../algebra/dense';
import { inOrder, type Weights, weightsOf } from '../weights';
import type { Constraint } from './constraint';
import { solveQuadraticProgram } from './quadratic-program';
import { limitConstraints, ontoBounds, type ParsedLimits, type WeightBound, weightBounds } from './weight-limits';

/** What changing from the portfolio at hand may cost. */
export interface Turnover {
  /** The weights that are held; what it leaves out is not held. */
  readonly from: Weights;
  /** Largest Σ |new − held|: selling 10 % and buying 10 % is 0.2. Defaults to none. */
  readonly limit?: number;
}

/** {@link Turnover} with costs that count against the expected return. */
export interface CostlyTurnover extends Turnover {
  /**
   * What trading a weight of 1 costs, as a fraction, in the period of the expected returns: 0.001 for a fee of 0.1 % when they
   * are returns until the next rebalancing. Defaults to none.
   */
  readonly costRate?: WeightBound;
}

const rate = z.number().nonnegative();

export const turnoverSchema = z.strictObject({ from: z.record(z.string(), z.number()), limit: rate.optional() });

export const costlyTurnoverSchema = turnoverSchema.extend({
  costRate: z.union([rate, z.record(z.string(), rate)], 'expected a number of at least 0, or one by id').optional(),
});

interface ParsedTurnover {
  readonly from: Weights;
  readonly limit?: number | undefined;
  readonly costRate?: WeightBound | undefined;
}

/** A limit on weights that an allocator adds; net of costs: coefficients · w − the cost of trading ≥ bound. */
export interface WeightRow extends Constraint {
  readonly isNetOfCosts?: boolean;
}

/**
 * Weights as the variables of a program: themselves, or what is held plus purchases less sales where trades are limited or
 * cost something.
 */
export interface WeightProgram {
  readonly ids: readonly string[];
  /** Number of variables. */
  readonly size: number;
  readonly constraints: readonly Constraint[];
  /** Cost of each variable, 0 without costs. */
  readonly costs: Float64Array;
  /** The weights where all variables are 0. */
  readonly held: Float64Array;
  /** The coefficients of the variables in a linear function of the weights. */
  readonly lift: (coefficients: Float64Array) => Float64Array;
  readonly liftQuadratic: (matrix: Float64Array) => Float64Array;
  /** Weights in the order of ids. */
  readonly weightsAt: (point: Float64Array) => Float64Array;
}

const mirrored = (values: Float64Array): Float64Array => Float64Array.of(...values, ...values.map((value) => -value));

const mirroredMatrix = (matrix: Float64Array, size: number): Float64Array => {
  const result = new Float64Array(4 * size * size);
  for (let row = 0; row < 2 * size; row++) {
    for (let column = 0; column < 2 * size; column++) {
      const sign = row < size === column < size ? 1 : -1;
      result[row * 2 * size + column] = sign * (matrix[(row % size) * size + (column % size)] as number);
    }
  }
  return result;
};

const costsOf = (turnover: ParsedTurnover, ids: readonly string[], what: string): Float64Array => {
  const { costRate = 0 } = turnover;
  const each =
    typeof costRate === 'number'
      ? new Float64Array(ids.length).fill(costRate)
      : inOrder(costRate, ids, what, 'turnover.costRate', 0);
  return Float64Array.of(...each, ...each);
};

const tradingConstraints = (ids: readonly string[], limit: number | undefined): Constraint[] => {
  const size = 2 * ids.length;
  const constraints = Array.from({ length: size }, (_, place): Constraint => {
    const coefficients = new Float64Array(size);
    coefficients[place] = 1;
    const side = place < ids.length ? 'purchase' : 'sale';
    return { name: `${side} of ${JSON.stringify(ids[place % ids.length])}`, coefficients, isEquality: false, bound: 0 };
  });
  if (limit === undefined) return constraints;
  const coefficients = new Float64Array(size).fill(-1);
  return [...constraints, { name: `turnover.limit ${limit}`, coefficients, isEquality: false, bound: -limit }];
};

/** Makes the program of weights under limits; `rows` are the allocator's own. */
export const weightProgram = (
  ids: readonly string[],
  limits: ParsedLimits,
  turnover: ParsedTurnover | undefined,
  rows: readonly WeightRow[],
  what: string,
): WeightProgram => {
  const size = ids.length;
  const bounds = weightBounds(limits, ids, what);
  const onWeights: readonly WeightRow[] = [...limitConstraints(limits, ids, what), ...rows];
  if (turnover === undefined) {
    return {
      ids,
      size,
      constraints: onWeights,
      costs: new Float64Array(size),
      held: new Float64Array(size),
      lift: (coefficients) => coefficients,
      liftQuadratic: (matrix) => matrix,
      weightsAt: (point) => ontoBounds(point, bounds),
    };
  }
  const held = inOrder(turnover.from, ids, what, 'turnover.from', 0);
  const costs = costsOf(turnover, ids, what);
  const lifted = onWeights.map(({ name, coefficients, isEquality, bound, isNetOfCosts }): Constraint => {
    const row = mirrored(coefficients);
    if (isNetOfCosts) addScaled(row, -1, costs);
    return { name, coefficients: row, isEquality, bound: bound - dot(coefficients, held) };
  });
  return {
    ids,
    size: 2 * size,
    constraints: [...lifted, ...tradingConstraints(ids, turnover.limit)],
    costs,
    held,
    lift: mirrored,
    liftQuadratic: (matrix) => mirroredMatrix(matrix, size),
    weightsAt: (point) => {
      const weights = held.slice();
      addScaled(weights, 1, point.subarray(0, size));
      addScaled(weights, -1, point.subarray(size));
      return ontoBounds(weights, bounds);
    },
  };
};

/** Minimises ½ w'Mw + c'w + the cost of trading over the weights that a program allows. */
export const minimiseOver = (
  program: WeightProgram,
  matrix: Float64Array,
  linear: Float64Array,
  what: string,
): Weights => {
  const { ids, size, constraints, costs, held, lift, liftQuadratic, weightsAt } = program;
  const atOrigin = linear.slice();
  addScaled(atOrigin, 1, multiply(matrix, held));
  const objective = lift(atOrigin).slice();
  addScaled(objective, 1, costs);
  const quadratic = liftQuadratic(matrix);
  const { point } = solveQuadraticProgram({ size, quadratic, linear: objective, constraints }, what);
  return weightsOf(ids, weightsAt(point));
};
