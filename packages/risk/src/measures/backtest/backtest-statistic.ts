import { DataError } from '@sigmax/core';
import { definitionOf } from '../definition/definition-of';
import type { DefinitionChoice, Measured } from '../definition/measured';
import { chiSquareTail } from './chi-square-tail';

/** A test statistic with how likely one this large is when the value at risk is right. */
export interface BacktestStatistic extends Measured {
  /** A small one speaks against the value at risk: 5 % is the usual limit. `undefined` where the statistic is. */
  readonly pValue: number | undefined;
}

/** A likelihood ratio, which rounding may leave just below 0, with its definition. */
export const likelihoodStatistic = (
  measure: string,
  statistic: number | undefined,
  degreesOfFreedom: 1 | 2,
  choices: Readonly<Record<string, DefinitionChoice>>,
): BacktestStatistic => {
  const value = statistic === undefined ? undefined : Math.max(statistic, 0);
  return {
    value,
    pValue: value === undefined ? undefined : chiSquareTail(value, degreesOfFreedom),
    definition: definitionOf(measure, 'number', choices, { distribution: 'chi-square', degreesOfFreedom }),
  };
};

/** Throws unless exceptions and periods are counts, the first at most the second. */
export const requireCounts = (what: string, exceptions: number, periods: number): void => {
  if (Number.isSafeInteger(periods) && Number.isSafeInteger(exceptions) && exceptions >= 0 && exceptions <= periods)
    return;
  throw new DataError({
    code: 'NOT_A_COUNT',
    message: `${what}: exceptions was ${exceptions} of ${periods} periods.`,
    remedy: 'Give whole numbers, no more exceptions than periods.',
    context: { what, exceptions, periods },
  });
};
