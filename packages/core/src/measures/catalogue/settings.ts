import { z } from 'zod';
import { parseOptions } from '../../options';

const schema = z.object({
  daysPerYear: z.number().positive().default(365),
  periodsPerYear: z.number().positive().optional(),
  riskFreeRate: z.number().gt(-1).default(0),
  requiredReturn: z.number().gt(-1).default(0),
  tailLevel: z.number().gt(0).lt(1).default(0.95),
  quantile: z.enum(['linear', 'lower', 'higher', 'order-statistic']).default('linear'),
  tail: z.enum(['fractional', 'mean']).default('fractional'),
  ddof: z.union([z.literal(0), z.literal(1)]).default(1),
  sharpeMean: z.enum(['arithmetic', 'geometric']).default('arithmetic'),
  sortinoDenominator: z.enum(['all', 'shortfalls']).default('all'),
  alphaAnnualisation: z.enum(['simple', 'compounded']).default('simple'),
  ewmaDecay: z.number().gt(0).lt(1).default(0.94),
});

/** How measures are defined where definitions differ. Each choice shows up in the definition of what it decides. */
export interface MeasureOptions {
  /** Days in a year. Defaults to 365: crypto never closes. */
  readonly daysPerYear?: number;
  /** Overrides what the bars' timeframe and `daysPerYear` give. */
  readonly periodsPerYear?: number;
  /** Yearly return without risk. Defaults to 0. */
  readonly riskFreeRate?: number;
  /** Yearly return asked for, in Sortino, downside risk and Omega. Defaults to 0. */
  readonly requiredReturn?: number;
  /** Confidence of the tail measures. Defaults to 0.95. */
  readonly tailLevel?: number;
  /** How quantiles are read. Defaults to `linear`. */
  readonly quantile?: 'linear' | 'lower' | 'higher' | 'order-statistic';
  /** What the tail of an expected shortfall is. Defaults to `fractional`. */
  readonly tail?: 'fractional' | 'mean';
  /** Divisor n − ddof of variances. Defaults to 1. */
  readonly ddof?: 0 | 1;
  readonly sharpeMean?: 'arithmetic' | 'geometric';
  readonly sortinoDenominator?: 'all' | 'shortfalls';
  readonly alphaAnnualisation?: 'simple' | 'compounded';
  /** Weight of the past in the exponentially weighted volatility. Defaults to 0.94. */
  readonly ewmaDecay?: number;
}

export type MeasureSettings = z.output<typeof schema>;

export const measureSettings = (options: MeasureOptions, what: string): MeasureSettings =>
  parseOptions(schema, options, what);
