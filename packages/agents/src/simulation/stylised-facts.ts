import type { BarSeries } from '@sigmax/core';
import { naturalLogarithm } from '../portable-math';

/** Statistics of returns that liquid markets have in common. */
export interface StylisedFacts {
  /** Standard deviation of the log return of a bar. */
  readonly volatility: number;
  /** m₄ / m₂² − 3: 0 for a normal, above 0 for heavy tails. */
  readonly excessKurtosis: number;
  /** Autocorrelation of returns at lags 1, 2, …: near 0 where returns cannot be predicted. */
  readonly returnAutocorrelation: readonly number[];
  /** Autocorrelation of |r| at lags 1, 2, …: above 0 where large moves come in clusters. */
  readonly sizeAutocorrelation: readonly number[];
  /** Correlation of |r| with volume. */
  readonly volumeCorrelation: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Σ (x − x̄)(y − ȳ) / n; for one series with itself behind by a lag, over all of it. */
const covariance = (a: readonly number[], b: readonly number[], lag: number): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  let sum = 0;
  for (let index = lag; index < a.length; index++)
    sum += ((a[index] as number) - meanA) * ((b[index - lag] as number) - meanB);
  return sum / a.length;
};

const autocorrelations = (values: readonly number[], lags: number): number[] => {
  const variance = covariance(values, values, 0);
  return Array.from({ length: lags }, (_, index) =>
    variance > 0 ? covariance(values, values, index + 1) / variance : 0,
  );
};

/**
 * Measures the stylised facts of a series of bars, from the log returns of its closes.
 *
 * ρ(k) = Σ (x_t − x̄)(x_{t−k} − x̄) / Σ (x_t − x̄)², which for independent returns is 0 within ±2 / √n.
 *
 * - Cost: O(n · lags). `undefined` for fewer than `lags` + 2 bars, or prices that never move.
 *
 * Source: Cont 2001, "Empirical properties of asset returns: stylized facts and statistical issues".
 *
 * @example
 * ```ts
 * import { stylisedFacts } from '@sigmax/agents/simulation';
 * import { simulatedMarket } from '@sigmax/core';
 * const [bars] = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 2_000 });
 * const facts = stylisedFacts(bars);
 * (facts?.excessKurtosis ?? 0) > 1; // => true
 * ```
 */
export const stylisedFacts = (bars: BarSeries, lags = 20): StylisedFacts | undefined => {
  if (bars.length < lags + 2) return undefined;
  const returns: number[] = [];
  for (let index = 1; index < bars.length; index++) {
    returns.push(naturalLogarithm((bars.close[index] as number) / (bars.close[index - 1] as number)));
  }
  const variance = covariance(returns, returns, 0);
  if (!(variance > 0)) return undefined;
  const center = mean(returns);
  const sizes = returns.map(Math.abs);
  const volumes = Array.from(bars.volume).slice(1);
  const spread = covariance(sizes, sizes, 0) * covariance(volumes, volumes, 0);
  return {
    volatility: Math.sqrt(variance),
    excessKurtosis: mean(returns.map((value) => (value - center) ** 4)) / variance ** 2 - 3,
    returnAutocorrelation: autocorrelations(returns, lags),
    sizeAutocorrelation: autocorrelations(sizes, lags),
    volumeCorrelation: spread > 0 ? covariance(sizes, volumes, 0) / Math.sqrt(spread) : 0,
  };
};
