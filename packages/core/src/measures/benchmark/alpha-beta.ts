import { mean, momentAbout } from '../statistics/moments';
import { defined, ratio, requireFinite, requirePositive, requireSameLength } from '../statistics/require';

/** Mean of (x − x̄)(y − ȳ); `undefined` for fewer than two pairs. */
const covariance = (x: ArrayLike<number>, y: ArrayLike<number>): number | undefined => {
  if (x.length < 2) return undefined;
  const centreX = mean(x) as number;
  const centreY = mean(y) as number;
  let total = 0;
  for (let index = 0; index < x.length; index++) {
    total += ((x[index] as number) - centreX) * ((y[index] as number) - centreY);
  }
  return total / x.length;
};

const check = (returns: ArrayLike<number>, benchmark: ArrayLike<number>, what: string) => {
  requireSameLength(returns, benchmark, what);
  requireFinite(returns, what);
  requireFinite(benchmark, what);
};

/** A variance that rounding alone explains counts as 0. */
const variance = (values: ArrayLike<number>): number => {
  const centre = mean(values) as number;
  const population = momentAbout(values, centre, 2);
  return Math.sqrt(population) <= 1e-14 * Math.abs(centre) ? 0 : population;
};

/**
 * Returns the slope of returns on benchmark returns: covariance / variance of the benchmark.
 *
 * `undefined` for fewer than two periods and for a benchmark that never moves. Source: Sharpe 1964.
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @example
 * ```ts
 * import { benchmarkBeta } from '@sigmax/core';
 * benchmarkBeta([0.02, -0.04, 0.06], [0.01, -0.02, 0.03])?.toFixed(6); // => '2.000000'
 * ```
 */
export const benchmarkBeta = (returns: ArrayLike<number>, benchmark: ArrayLike<number>): number | undefined => {
  check(returns, benchmark, 'benchmarkBeta');
  return returns.length < 2 ? undefined : ratio(covariance(returns, benchmark), variance(benchmark));
};

export interface AlphaOptions {
  readonly periodsPerYear: number;
  /**
   * `simple`: mean × periodsPerYear. `compounded`: (1 + mean)^periodsPerYear − 1. empyrical changed from one to the other.
   */
  readonly annualisation: 'simple' | 'compounded';
  /** Defaults to 0. */
  readonly riskFreePerPeriod?: number;
}

/**
 * Returns the yearly return that the benchmark does not explain: the mean of (r − f) − β (b − f), annualised.
 *
 * `undefined` where beta is. Source: Jensen 1968.
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { benchmarkAlpha } from '@sigmax/core';
 * const options = { periodsPerYear: 100, annualisation: 'simple' } as const;
 * benchmarkAlpha([0.03, -0.03, 0.07], [0.01, -0.02, 0.03], options)?.toFixed(6); // => '1.000000'
 * ```
 */
export const benchmarkAlpha = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { periodsPerYear, annualisation, riskFreePerPeriod = 0 }: AlphaOptions,
): number | undefined => {
  requirePositive(periodsPerYear, 'periodsPerYear', 'benchmarkAlpha');
  const beta = benchmarkBeta(returns, benchmark);
  if (beta === undefined) return undefined;
  const excess = (mean(returns) as number) - riskFreePerPeriod;
  const perPeriod = excess - beta * ((mean(benchmark) as number) - riskFreePerPeriod);
  return defined(annualisation === 'simple' ? perPeriod * periodsPerYear : (1 + perPeriod) ** periodsPerYear - 1);
};

/**
 * Returns the correlation of returns with benchmark returns (Pearson), from −1 to 1.
 *
 * `undefined` for fewer than two periods and when one of them never moves.
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @example
 * ```ts
 * import { benchmarkCorrelation } from '@sigmax/core';
 * benchmarkCorrelation([0.02, -0.04, 0.06], [0.01, -0.02, 0.03])?.toFixed(6); // => '1.000000'
 * ```
 */
export const benchmarkCorrelation = (returns: ArrayLike<number>, benchmark: ArrayLike<number>): number | undefined => {
  check(returns, benchmark, 'benchmarkCorrelation');
  if (returns.length < 2) return undefined;
  return ratio(covariance(returns, benchmark), Math.sqrt(variance(returns)) * Math.sqrt(variance(benchmark)));
};

/**
 * Returns yearly growth in excess of the risk-free rate per unit of beta: (m(r) − f) periodsPerYear / β.
 *
 * `undefined` where beta is, and for a beta of 0. Source: Treynor 1965 (arithmetic mean).
 *
 * @throws {DataError} a return is not finite, or the series differ in length.
 * @throws {InvalidOptionsError} `periodsPerYear` is not above 0.
 * @example
 * ```ts
 * import { treynorRatio } from '@sigmax/core';
 * treynorRatio([0.03, -0.03, 0.06], [0.01, -0.02, 0.03], { periodsPerYear: 100 })?.toFixed(4); // => '1.1014'
 * ```
 */
export const treynorRatio = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  { periodsPerYear, riskFreePerPeriod = 0 }: { readonly periodsPerYear: number; readonly riskFreePerPeriod?: number },
): number | undefined => {
  requirePositive(periodsPerYear, 'periodsPerYear', 'treynorRatio');
  const beta = benchmarkBeta(returns, benchmark);
  return beta === undefined ? undefined : ratio(((mean(returns) as number) - riskFreePerPeriod) * periodsPerYear, beta);
};
