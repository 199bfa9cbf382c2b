import { z } from 'zod';
import { historicalMeans } from '../estimators/mean-returns';
import type { ExpectedReturns } from '../expected-returns';
import { type CheckedReturns, checkReturns, type ReturnsTable } from '../returns-table';
import { type WeightLimits, weightLimitsShape } from '../solvers/weight-limits';
import { type Turnover, turnoverSchema } from '../solvers/weight-program';
import { inOrder } from '../weights';

/** What allocators that look at the worst scenarios share. */
export interface TailAllocationOptions extends WeightLimits {
  /** Confidence, 0.95 for the mean of the worst 5 % of periods. */
  readonly level: number;
  /** Expected returns. Defaults to the means of the scenarios. */
  readonly means?: ExpectedReturns;
  /** Limits what is traded to get there. Defaults to none. */
  readonly turnover?: Turnover;
}

export const tailShape = {
  ...weightLimitsShape,
  level: z.number().gt(0).lt(1),
  means: z.record(z.string(), z.number()).optional(),
  turnover: turnoverSchema.optional(),
};

/** Returns by period and expected returns, both in the order of ids. */
export interface Scenarios {
  readonly ids: readonly string[];
  readonly scenarios: readonly Float64Array[];
  readonly expected: Float64Array;
}

const rowsOf = ({ columns, rows }: CheckedReturns): Float64Array[] =>
  Array.from({ length: rows }, (_, row) => Float64Array.from(columns, (column) => column[row] as number));

export const scenariosOf = (returns: ReturnsTable, means: ExpectedReturns | undefined, what: string): Scenarios => {
  const checked = checkReturns(returns, what, 2);
  const expected = inOrder(means ?? historicalMeans(returns), checked.ids, what, 'means');
  return { ids: checked.ids, scenarios: rowsOf(checked), expected };
};
