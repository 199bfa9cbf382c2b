import { benchmarkAlpha } from '@sigmax/core';
import { z } from 'zod';
import { definePairMeasure, type RunningPairFigure } from '../definition/define-pair-measure';
import { inWindow } from '../definition/in-window';
import type { PairMeasure } from '../definition/measured';
import { type AnnualOption, periodsPerYearOption } from '../definition/options';
import { type BenchmarkMeasureOptions, pairShape } from './benchmark-options';
import { RunningBeta } from './running-beta';

const schema = z.strictObject({
  ...pairShape,
  periodsPerYear: periodsPerYearOption,
  annualisation: z.enum(['simple', 'compounded']),
  riskFreePerPeriod: z.number().gt(-1).default(0),
});

export interface AlphaMeasureOptions extends BenchmarkMeasureOptions, AnnualOption {
  /** `simple`: mean × periodsPerYear. `compounded`: (1 + mean)^periodsPerYear − 1. empyrical changed from one to the other. */
  readonly annualisation: 'simple' | 'compounded';
  /** Return without risk of one period. Defaults to 0. */
  readonly riskFreePerPeriod?: number;
}

class RunningAlpha implements RunningPairFigure {
  readonly warmUp: number;
  private readonly settings: z.output<typeof schema>;
  private readonly beta: RunningBeta;

  constructor(settings: z.output<typeof schema>) {
    this.settings = settings;
    this.beta = new RunningBeta(settings.window);
    this.warmUp = this.beta.warmUp;
  }

  next(accountReturn: number, benchmarkReturn: number): number | undefined {
    const { periodsPerYear, annualisation, riskFreePerPeriod } = this.settings;
    const beta = this.beta.next(accountReturn, benchmarkReturn);
    if (beta === undefined) return undefined;
    const account = this.beta.pairs.summary[1] as number;
    const benchmark = this.beta.pairs.summary[2] as number;
    const perPeriod = account - riskFreePerPeriod - beta * (benchmark - riskFreePerPeriod);
    return annualisation === 'simple' ? perPeriod * periodsPerYear : (1 + perPeriod) ** periodsPerYear - 1;
  }
}

/**
 * Alpha: the yearly return that the benchmark does not explain, the mean of (r − f) − β (b − f), annualised.
 *
 * - Units: fraction a year. `undefined` where beta is.
 * - State of the running form: `window` summaries. Cost: O(1) amortised.
 *
 * Source: Jensen 1968.
 *
 * @throws {DataError} a return cannot be used, or the series differ in length.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { alphaMeasure } from '@sigmax/risk';
 * const options = { periodsPerYear: 100, annualisation: 'simple' } as const;
 * alphaMeasure.of([0.03, -0.03, 0.07], [0.01, -0.02, 0.03], options).value?.toFixed(6); // => '1.000000'
 * ```
 */
export const alphaMeasure: PairMeasure<AlphaMeasureOptions> = definePairMeasure({
  name: 'alphaMeasure',
  measure: 'alpha',
  unit: 'fraction per year',
  schema,
  fixed: { returns: 'given' },
  compute: (x, y, { window, periodsPerYear, annualisation, riskFreePerPeriod }) => {
    const returns = inWindow(x, window);
    const benchmark = inWindow(y, window);
    return (
      returns && benchmark && benchmarkAlpha(returns, benchmark, { periodsPerYear, annualisation, riskFreePerPeriod })
    );
  },
  start: (settings) => new RunningAlpha(settings),
});
