import { sharpeRatio } from '../ratios/sharpe-ratio';
import { kurtosis, skewness } from '../statistics/moments';
import { normalProbability, normalQuantile } from '../statistics/normal';
import { defined, requireFinite, requireProbability } from '../statistics/require';

/** A Sharpe ratio per period, not annualised, and the shape of the returns it comes from. */
export interface SharpeSample {
  readonly sharpePerPeriod: number;
  readonly periods: number;
  readonly skewness: number;
  /** Raw: 3 for a normal distribution. */
  readonly rawKurtosis: number;
}

/** Variance of the estimated Sharpe ratio times n − 1; `undefined` where the expansion breaks down. */
const spread = ({ sharpePerPeriod: ratio, skewness: skew, rawKurtosis }: SharpeSample): number | undefined => {
  const value = 1 - skew * ratio + ((rawKurtosis - 1) / 4) * ratio * ratio;
  return value > 0 ? value : undefined;
};

/**
 * Returns the probability that the true Sharpe ratio exceeds a benchmark, given one track record:
 * Φ((SR − SR*) √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1)/4 SR²)).
 *
 * Against 0, one minus this is how often a strategy without any edge would show a Sharpe ratio this high: the reading of
 * luck in every report. It knows one track record only. Whoever tried many variants and kept the best must discount it.
 *
 * `undefined` for fewer than two periods. Source: Bailey and López de Prado 2012, equation 11.
 *
 * @example
 * ```ts
 * import { probabilisticSharpe } from '@sigmax/core';
 * const sample = { sharpePerPeriod: 0.1, periods: 252, skewness: -0.5, rawKurtosis: 5 };
 * probabilisticSharpe(sample)?.toFixed(6); // => '0.938074'
 * probabilisticSharpe(sample, { benchmarkPerPeriod: 0.1 }); // => 0.5
 * ```
 */
export const probabilisticSharpe = (
  sample: SharpeSample,
  { benchmarkPerPeriod = 0 }: { readonly benchmarkPerPeriod?: number } = {},
): number | undefined => {
  const variance = spread(sample);
  if (variance === undefined || sample.periods < 2) return undefined;
  const distance = (sample.sharpePerPeriod - benchmarkPerPeriod) * Math.sqrt(sample.periods - 1);
  const score = defined(distance / Math.sqrt(variance));
  return score === undefined ? undefined : normalProbability(score);
};

/**
 * Returns how many periods a track record like this needs before the probability that its true Sharpe ratio exceeds the
 * benchmark reaches `level`: 1 + (1 − γ₃ SR + (γ₄ − 1)/4 SR²) (z / (SR − SR*))².
 *
 * `undefined` when the ratio does not exceed the benchmark. Source: Bailey and López de Prado 2012, equation 13.
 *
 * @throws {InvalidOptionsError} `level` is not between 0 and 1.
 * @example
 * ```ts
 * import { minimumTrackRecord } from '@sigmax/core';
 * const sample = { sharpePerPeriod: 0.1, periods: 252, skewness: -0.5, rawKurtosis: 5 };
 * minimumTrackRecord(sample, { level: 0.95 })?.toFixed(2); // => '287.79'
 * ```
 */
export const minimumTrackRecord = (
  sample: SharpeSample,
  { level, benchmarkPerPeriod = 0 }: { readonly level: number; readonly benchmarkPerPeriod?: number },
): number | undefined => {
  requireProbability(level, 'level', 'minimumTrackRecord');
  const variance = spread(sample);
  const distance = sample.sharpePerPeriod - benchmarkPerPeriod;
  if (variance === undefined || !(distance > 0)) return undefined;
  return defined(1 + variance * (normalQuantile(level) / distance) ** 2);
};

/**
 * Returns the sample that `probabilisticSharpe` and `minimumTrackRecord` take, from returns; `undefined` for fewer than
 * two returns and without variance.
 *
 * The Sharpe ratio has ddof 1, skewness and kurtosis are population moments.
 *
 * @throws {DataError} a return is not finite.
 * @example
 * ```ts
 * import { sharpeSample } from '@sigmax/core';
 * sharpeSample([0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1])?.sharpePerPeriod.toFixed(6); // => '0.108593'
 * ```
 */
export const sharpeSample = (returns: ArrayLike<number>): SharpeSample | undefined => {
  requireFinite(returns, 'sharpeSample');
  const sharpePerPeriod = sharpeRatio(returns, { periodsPerYear: 1 });
  const skew = skewness(returns);
  const rawKurtosis = kurtosis(returns, { convention: 'raw' });
  if (sharpePerPeriod === undefined || skew === undefined || rawKurtosis === undefined) return undefined;
  return { sharpePerPeriod, periods: returns.length, skewness: skew, rawKurtosis };
};
